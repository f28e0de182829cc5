import type { Drift } from '../cluster/drift/drift';
import { type KindToRead, kindTitle } from '../cluster/drift/kinds';
import { formatReference } from '../reachability';
import { findingsJson } from './findings/json';
import { formatFindingsText } from './findings/text';
import { formatDocument } from './json/document';

export type DriftFormat = 'text' | 'json';

/** Drift as text for the log of a job, or as JSON. */
export const formatDrift = (drift: Drift, format: DriftFormat): string =>
  format === 'json'
    ? formatDocument(driftJson(drift))
    : `${formatFindingsText(drift.findings)}${standing(drift)}\n${notes(drift)
        .map((note) => `${note}\n`)
        .join('')}`;

const standing = ({ same, rendered }: Drift): string =>
  same === rendered ? `All ${rendered} objects are in the cluster as rendered.` : `${same} of ${rendered} objects are in the cluster as rendered.`;

/** What was not read, and kinds that the cluster does not have. */
const notes = ({ live: { read, notServed, notGiven, notAllowed } }: Drift): readonly string[] => [
  ...(notGiven.length > 0 ? [`Not checked, since the input holds none:  ${titles(notGiven, read)}.`] : []),
  ...(notAllowed.length > 0 ? [`Not compared, since you have no right to list all of them:  ${notAllowed.map(kindTitle).join(', ')}.`] : []),
  ...(notServed.length > 0 ? [`The cluster has no objects of ${titles(notServed, read)}.`] : []),
];

/** Kinds by name if others of their group were read; else only the group. */
const titles = (kinds: readonly KindToRead[], read: readonly KindToRead[]): string =>
  [...new Set(kinds.map((kind) => (kind.group === '' || read.some(({ group }) => group === kind.group) ? kindTitle(kind) : kind.group)))].join(', ');

/** Drift as plain data. */
const driftJson = ({ findings, changed, rendered, same, live }: Drift) => ({
  rendered,
  same,
  findings: findingsJson(findings),
  changed: changed.map(({ rendered: { reference }, changes }) => ({ object: formatReference(reference), changes })),
  read: live.read.map(({ namespaces, ...kind }) => ({ kind: kindTitle(kind), ...(namespaces && { namespaces }) })),
  notServed: live.notServed.map(kindTitle),
  notGiven: live.notGiven.map(kindTitle),
  notAllowed: live.notAllowed.map(kindTitle),
});
