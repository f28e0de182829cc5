import { csvLine } from '../base/csv';
import type { Difference, Weighed } from '../checks/difference';
import { type ChangeNames, type ConnectionChange, changeFields, changeHeader, changeLine, formatPorts, type ObjectChange } from '../reachability';
import { findingsJson } from './findings/json';
import { formatFindingsText } from './findings/text';
import { formatDocument } from './json/document';

/** Forms in which two states are compared. */
export type DifferenceFormat = 'text' | 'csv' | 'json';

/**
 * Connections as netpol-analyzer writes them, with the severity behind; in text and CSV what cannot be said follows in a form of its own. Objects and ways
 * in come last; CSV, a list of connections, has none of them.
 */
export function formatDifference(difference: Difference, format: DifferenceFormat, names: ChangeNames = {}): string {
  const { connections, unknown, objects, exposures } = difference;
  switch (format) {
    case 'json':
      return formatDocument({
        connections: connections.map(toJson),
        unknown: unknown.map(toJson),
        objects: objects.map(objectJson),
        exposures: findingsJson(exposures),
      });
    case 'csv':
      return connections.length + unknown.length === 0
        ? ''
        : [
            [...changeHeader(names), 'severity', 'reason'],
            ...connections.map((change) => [...changeFields(change), change.severity, '']),
            ...unknown.map((change) => [`unknown ${change.kind}`, ...changeFields(change).slice(1), change.severity, doubtsOf(change)]),
          ]
            .map((fields) => csvLine(fields))
            .join('');
    case 'text':
      return [
        section(
          'Connectivity diff',
          connections.map((change) => `diff-type: ${changeLine(change, names)}, severity: ${change.severity}`),
        ),
        section(
          'Of what cannot be said',
          unknown.map((change) => `unknown: ${changeLine(change, names)}, severity: ${change.severity}, reason: ${doubtsOf(change)}`),
        ),
        formatRest(difference, names),
      ].join('');
  }
}

/** What is no connection, in text: objects and ways in. */
export const formatRest = ({ objects, exposures }: Pick<Difference, 'objects' | 'exposures'>, names: ChangeNames = {}): string =>
  section(
    'Workloads, Services and policies',
    objects.map((change) => objectLine(change, names)),
  ) + (exposures.length > 0 ? `Ways in from outside:\n${formatFindingsText(exposures)}` : '');

const section = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${title}:\n${lines.map((line) => `${line}\n`).join('')}`;

const objectLine = ({ kind, what, name, before, after, severity, caution }: Weighed<ObjectChange>, names: ChangeNames): string =>
  [
    `${kind}, ${what}: ${name}`,
    ...(before.length > 0 ? [`${names.before ?? 'ref1'}: ${before.join('; ')}`] : []),
    ...(after.length > 0 ? [`${names.after ?? 'ref2'}: ${after.join('; ')}`] : []),
    `severity: ${severity}`,
    ...(caution === undefined ? [] : [`since ${caution}`]),
  ].join(', ');

/** Why it cannot be said; before and after where that differs. */
function doubtsOf({ doubts }: ConnectionChange): string {
  if (doubts === undefined) return '';
  const both = [doubts.before, doubts.after].filter((text) => text !== '');
  return [...new Set(both)].join(' -> ');
}

const toJson = (change: Weighed<ConnectionChange>) => {
  const { kind, source, destination, before, after, opened, workloads, severity } = change;
  return {
    kind,
    severity,
    source,
    destination,
    before: formatPorts(before),
    after: formatPorts(after),
    ...(opened.length > 0 && { opened: formatPorts(opened) }),
    ...(workloads.length > 0 && { workloads }),
    ...(change.doubts && { reasons: change.doubts }),
  };
};

const objectJson = ({ kind, what, name, before, after, severity, caution }: Weighed<ObjectChange>) => ({
  kind,
  severity,
  what,
  name,
  ...(before.length > 0 && { before }),
  ...(after.length > 0 && { after }),
  ...(caution !== undefined && { caution }),
});
