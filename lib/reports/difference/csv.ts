import { csvLine } from '../../base/csv';
import { changeFields, changeHeader } from '../../reachability';
import { type DifferenceReport, doubtsOf } from './report';

/** Connections with netpol-analyzer's columns, followed by severity and reason. A list of connections contains no objects and no ways in. */
export const formatDifferenceCsv = ({ difference: { connections, unknown }, names }: DifferenceReport): string =>
  connections.length + unknown.length === 0
    ? ''
    : [
        [...changeHeader(names), 'severity', 'reason'],
        ...connections.map((change) => [...changeFields(change), change.severity, '']),
        ...unknown.map((change) => [`unknown ${change.kind}`, ...changeFields(change).slice(1), change.severity, doubtsOf(change.doubts)]),
      ]
        .map((fields) => csvLine(fields))
        .join('');
