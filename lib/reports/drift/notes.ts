import type { Drift } from '../../cluster/drift/drift';
import { type KindToRead, kindTitle } from '../../cluster/drift/kinds';

/** Sentences about the comparison as a whole: how many objects are as rendered, what was not read, and kinds that the cluster does not have. */
export const driftNotes = ({ same, rendered, live: { read, notServed, notGiven, notAllowed } }: Drift): readonly string[] => [
  same === rendered ? `All ${rendered} objects are in the cluster as rendered.` : `${same} of ${rendered} objects are in the cluster as rendered.`,
  ...(notGiven.length > 0 ? [`Not checked, since the input contains none: ${titles(notGiven, read)}.`] : []),
  ...(notAllowed.length > 0 ? [`Not compared, since you have no right to list all of them: ${notAllowed.map(kindTitle).join(', ')}.`] : []),
  ...(notServed.length > 0 ? [`The cluster has no objects of ${titles(notServed, read)}.`] : []),
];

/** Kinds by name if others of their group were read; else only the group. */
const titles = (kinds: readonly KindToRead[], read: readonly KindToRead[]): string =>
  [...new Set(kinds.map((kind) => (kind.group === '' || read.some(({ group }) => group === kind.group) ? kindTitle(kind) : kind.group)))].join(', ');
