import type { Difference, Weighed } from '../../checks';
import { type ChangeNames, changeLine, type ObjectChange } from '../../reachability';
import { formatFindingsText } from '../findings/text';
import { type DifferenceReport, doubtsOf } from './report';

/** Connections as netpol-analyzer writes them, followed by the severity; then unknown connections, objects and ways in, in their own formats. */
export const formatDifferenceText = ({ difference, names }: DifferenceReport): string =>
  [
    section(
      'Connectivity diff',
      difference.connections.map((change) => `diff-type: ${changeLine(change, names)}, severity: ${change.severity}`),
    ),
    section(
      'Undecided',
      difference.unknown.map((change) => `unknown: ${changeLine(change, names)}, severity: ${change.severity}, reason: ${doubtsOf(change.doubts)}`),
    ),
    formatRest(difference, names),
  ].join('');

/** Objects and ways in. */
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
