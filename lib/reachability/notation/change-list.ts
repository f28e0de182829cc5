import type { ConnectionChange } from '../difference';
import { formatPorts } from '../sets/ports';
import { csvLine } from './csv';

/** Names of what is compared, as they stand in the output. */
export interface ChangeNames {
  /** @default 'ref1' */
  readonly before?: string;
  /** @default 'ref2' */
  readonly after?: string;
}

/** Differences as netpol-analyzer writes them: a line for each, or nothing where there are none. */
export function formatChanges(
  changes: readonly ConnectionChange[],
  format: 'text' | 'csv',
  { before = 'ref1', after = 'ref2' }: ChangeNames = {},
): string {
  if (changes.length === 0) return '';
  if (format === 'csv') {
    const header = csvLine(['diff-type', 'source', 'destination', before, after, 'workloads-diff-info']);
    return (
      header +
      changes
        .map((change) =>
          csvLine([change.kind, change.source, change.destination, formatPorts(change.before), formatPorts(change.after), workloadInfo(change)]),
        )
        .join('')
    );
  }
  const lines = changes.map((change) => {
    const info = workloadInfo(change);
    return `diff-type: ${change.kind}, source: ${change.source}, destination: ${change.destination}, ${before}: ${formatPorts(change.before)}, ${after}: ${formatPorts(change.after)}${info === '' ? '' : `, workloads-diff-info: ${info}`}\n`;
  });
  return `Connectivity diff:\n${lines.join('')}`;
}

/** `workload a and b added`. */
const workloadInfo = ({ kind, workloads }: ConnectionChange): string => (workloads.length === 0 ? '' : `workload ${workloads.join(' and ')} ${kind}`);
