import { code, type FieldReference } from './fields';

/** What a field means, with an example: the same text in docs/settings.md and in an editor that shows the props. */
export const fieldText = ({ type, description, example }: Pick<FieldReference, 'type' | 'description' | 'example'>): string =>
  `${description}${example === undefined || type === code(example) ? '' : ` Example: ${code(example)}.`}`;
