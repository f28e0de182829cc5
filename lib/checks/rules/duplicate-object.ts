import { formatReference } from '../../reachability';
import type { Rule } from '../finding';

/** Two objects of the same kind, namespace and name: the later one wins. */
export const duplicateObject: Rule = {
  name: 'duplicate-object',
  severity: 'error',
  why: 'The object that is applied last replaces the other, and nobody chose the order.',
  mend: 'Keep one, or give them different names.',
  check: (model) =>
    model.objects.duplicates.map(({ first, again }) => ({
      message: `${formatReference(again)} appears twice${first.position ? ` (also in ${first.position.file}:${first.position.line})` : ''}.`,
      object: again,
      related: [first],
    })),
};
