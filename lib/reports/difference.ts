import type { Finding } from '../checks';
import { type ChangeNames, type ConnectionChange, formatChanges, formatPorts } from '../reachability';
import { findingsJson, formatFindings } from './findings';

/** Forms in which two states are compared. */
export type DifferenceFormat = 'text' | 'csv' | 'json';

/** What two states of manifests differ by. */
export interface Difference {
  /** Connections that are allowed. */
  readonly connections: readonly ConnectionChange[];
  /** Connections of which it cannot be said. */
  readonly unknown: readonly ConnectionChange[];
  /** Ways in from outside, with their severity. */
  readonly exposures: readonly Finding[];
}

/**
 * Connections as netpol-analyzer writes them; in text what cannot be said and the ways in from outside come after them, in lines of other forms.
 * CSV has the connections alone.
 */
export function formatDifference({ connections, unknown, exposures }: Difference, format: DifferenceFormat, names: ChangeNames = {}): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify({ connections: connections.map(toJson), unknown: unknown.map(toJson), exposures: findingsJson(exposures) }, null, 2)}\n`;
    case 'csv':
      return formatChanges(connections, 'csv', names);
    case 'text':
      return [
        formatChanges(connections, 'text', names),
        formatChanges(unknown, 'text', names).replace('Connectivity diff:', 'Of what cannot be said:').replaceAll('diff-type: ', 'unknown: '),
        exposures.length > 0 ? `Ways in from outside:\n${formatFindings(exposures, 'text')}` : '',
      ].join('');
  }
}

const toJson = ({ kind, source, destination, before, after, workloads }: ConnectionChange) => ({
  kind,
  source,
  destination,
  before: formatPorts(before),
  after: formatPorts(after),
  ...(workloads.length > 0 && { workloads }),
});
