import { wayExamples } from './examples';
import { type FieldReference, type Schema, settingsFields } from './fields';
import { type FieldGroup, fieldGroups } from './groups';
import { fieldText } from './text';

/** The reference of the settings as Markdown, by task: the content of docs/settings.md. */
export function formatSettingsReference(schema: Schema): string {
  const fields = settingsFields(schema);
  return [
    '# Settings',
    '',
    'One YAML file for each installation in `installations/`, or the same fields as props of `BlueMindNetwork`. Only `name` is required.',
    '`NAME` stands for a name that you choose, `[]` for an item of a list. Each line gives the field, its type and default, its meaning and an example.',
    '',
    'Many installations that differ in a few fields are described by a [fleet file](fleet.md) with a base, differences and a table.',
    '',
    'Print this page with `npx cdk8s-bluemind schema --format markdown`, and the JSON Schema for editors with `npx cdk8s-bluemind schema`.',
    ...fieldGroups.flatMap((group) => section(group, fields)),
    '',
  ].join('\n');
}

function section({ title, purpose, fields: names }: FieldGroup, all: readonly FieldReference[]): readonly string[] {
  const own = all.filter(({ field }) => names.includes(topOf(field)));
  if (own.length === 0) return [];
  const plain = own.filter(({ field }) => !field.startsWith('entryPoints.'));
  const ways = own.filter(({ field }) => field.startsWith('entryPoints.'));
  return ['', `## ${title}`, '', purpose, '', ...new Set(plain.map(line)), ...(ways.length > 0 ? waysIn(ways) : [])];
}

const topOf = (field: string): string => field.replace(/[.[].*$/s, '');

/** The ways in: fields that several of them share come first, then each way with an example and its own fields. */
function waysIn(fields: readonly FieldReference[]): readonly string[] {
  const told = new Map<string, { readonly field: FieldReference; readonly variants: string[] }>();
  for (const { variant, ...rest } of fields) {
    const key = JSON.stringify(rest);
    const known = told.get(key);
    if (known) known.variants.push(variant);
    else told.set(key, { field: { variant, ...rest }, variants: [variant] });
  }
  const groups = [...told.values()];
  const shared = groups.filter(({ variants }) => variants.length > 1);
  const variants = [...new Set(fields.map(({ variant }) => variant))];
  return [
    '',
    '### Fields that several ways in share',
    ...byVariants(shared),
    ...variants.flatMap((way) => [
      '',
      `### ${way}`,
      '',
      ...groups
        .filter((group) => group.variants.includes(way) && group.field.field === 'entryPoints.NAME.type')
        .map(({ field }) => field.description),
      '',
      '```yaml',
      ...(wayExamples[way] ?? '').trimEnd().split('\n'),
      '```',
      '',
      ...groups
        .filter(({ field, variants }) => variants.length === 1 && variants[0] === way && field.field !== 'entryPoints.NAME.type')
        .map(({ field }) => line(field)),
    ]),
  ];
}

/** Shared fields under the names of the ways in that have them. */
function byVariants(shared: readonly { readonly field: FieldReference; readonly variants: readonly string[] }[]): readonly string[] {
  const titles = [...new Set(shared.map(({ variants }) => variants.join(', ')))];
  return titles.flatMap((title) => [
    '',
    `${title}:`,
    '',
    ...shared.filter(({ variants }) => variants.join(', ') === title).map(({ field }) => line(field)),
  ]);
}

/** One field on a line: name, type, default, meaning, example. */
const line = (reference: FieldReference): string => {
  const { field, type, default: value, required } = reference;
  return `- \`${field}\` (${type}; ${required ? 'required' : `default: ${value.replace(/\.$/, '')}`}): ${fieldText(reference)}`;
};
