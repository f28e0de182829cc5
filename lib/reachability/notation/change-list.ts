import { csvLine } from '../../base/csv';
import type { ConnectionChange } from '../changes/connection-changes';
import { formatPorts } from '../sets/ports';

/** Names of the compared states in the output. */
export interface ChangeNames {
  /** @default 'ref1' */
  readonly before?: string;
  /** @default 'ref2' */
  readonly after?: string;
}

/** Differences as netpol-analyzer writes them: one line for each, or nothing if there are none. */
export function formatChanges(changes: readonly ConnectionChange[], format: 'text' | 'csv', names: ChangeNames = {}): string {
  if (changes.length === 0) return '';
  if (format === 'csv') return [changeHeader(names), ...changes.map(changeFields)].map((fields) => csvLine(fields)).join('');
  return `Connectivity diff:\n${changes.map((change) => `diff-type: ${changeLine(change, names)}\n`).join('')}`;
}

/** Columns of the fields of changes. */
export const changeHeader = ({ before = 'ref1', after = 'ref2' }: ChangeNames = {}): readonly string[] => [
  'diff-type',
  'source',
  'destination',
  before,
  after,
  'workloads-diff-info',
];

/** The CSV fields of a change. */
export const changeFields = (change: ConnectionChange): readonly string[] => [
  change.kind,
  change.source,
  change.destination,
  formatPorts(change.before),
  formatPorts(change.after),
  workloadInfo(change),
];

/** `changed, source: mail/core[Deployment], destination: …, ref1: TCP 25, ref2: No Connections`. */
export function changeLine(change: ConnectionChange, { before = 'ref1', after = 'ref2' }: ChangeNames = {}): string {
  const info = workloadInfo(change);
  return `${change.kind}, source: ${change.source}, destination: ${change.destination}, ${before}: ${formatPorts(change.before)}, ${after}: ${formatPorts(change.after)}${info === '' ? '' : `, workloads-diff-info: ${info}`}`;
}

/** `workload a and b added`. */
const workloadInfo = ({ kind, workloads }: ConnectionChange): string => (workloads.length === 0 ? '' : `workload ${workloads.join(' and ')} ${kind}`);
