import type { Finding } from '../../checks';
import { formatPorts, formatReference } from '../../reachability';
import { findingDetails, whereOf } from '../findings/markdown';
import { countsOf } from '../findings/text';
import { differenceMap } from '../map/difference-map';
import { mapInMarkdown } from '../map/markdown';
import { folded } from '../markdown';
import { formatMarkdown } from '../table';
import { type DifferenceReport, doubtsOf } from './report';

/** A difference for a pull request: a summary, tables of changes, a map, and folded reasons. */
export function formatDifferenceMarkdown(report: DifferenceReport): string {
  const { findings, difference, names } = report;
  if (findings.length === 0) return '**cdk8s-bluemind diff: no connection, way in or object differs.**\n';
  const { connections, unknown, objects, exposures } = difference;
  const [before, after] = [names.before ?? 'before', names.after ?? 'after'];
  return [
    `**cdk8s-bluemind diff: ${countsOf(findings)}. ${summaryOf(report)}**\n`,
    ...table(
      ['Severity', 'Way in from outside', 'Where'],
      exposures.map((finding) => [finding.severity, finding.message, whereOf(finding, report)]),
    ),
    ...table(
      ['Severity', 'Change', 'Source', 'Destination', before, after, 'Because of'],
      [...connections, ...unknown].map((change, index) => [
        change.severity,
        change.doubts ? `${change.kind}, cannot be decided` : change.kind,
        change.source,
        change.destination,
        formatPorts(change.before),
        `${formatPorts(change.after)}${change.doubts ? ` (${doubtsOf(change.doubts)})` : ''}`,
        reasonOf(findings[exposures.length + index], report),
      ]),
    ),
    ...mapInMarkdown(differenceMap(difference, report.portNames)),
    ...(objects.length > 0
      ? [
          folded(
            'Workloads, Services and policies',
            formatMarkdown({
              columns: ['Severity', 'Change', 'Object', before, after],
              rows: objects.map((change) => [change.severity, change.kind, change.name, change.before.join('; '), change.after.join('; ')]),
            }),
          ),
        ]
      : []),
    folded('Details', findings.map((finding) => findingDetails(finding, report)).join('\n')),
  ].join('\n');
}

/** The object that causes it, and its line. */
const reasonOf = (finding: Finding | undefined, report: DifferenceReport): string =>
  finding?.object ? `${formatReference(finding.object)} ${whereOf(finding, report)}`.trimEnd() : '';

const table = (columns: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  rows.length === 0 ? [] : [formatMarkdown({ columns, rows })];

/** What opens, which a reviewer wants to know first. */
function summaryOf({ difference: { connections, unknown, exposures } }: DifferenceReport): string {
  const opening = [...connections, ...unknown].filter(({ opened }) => opened.length > 0).length;
  const closing = connections.filter(({ opened }) => opened.length === 0).length;
  const ways = exposures.filter(({ rule }) => rule !== 'exposure-removed').length;
  return `${[counted(opening, 'connection opens', 'connections open'), counted(closing, 'closes', 'close'), counted(ways, 'way in is new or changed', 'ways in are new or changed')].join(', ')}.`;
}

const counted = (count: number, one: string, several: string): string => `${count} ${count === 1 ? one : several}`;
