import { type Connection, connectionEntries } from '../../reachability';
import { markdownHead, markdownRow } from '../table';

/** `**3 connections, 1 of them not decided.**` */
export function connectionsSummary(connections: readonly Connection[]): string {
  const doubtful = connections.filter(({ unknown }) => unknown.length > 0).length;
  return `**${connections.length} ${connections.length === 1 ? 'connection' : 'connections'}${doubtful > 0 ? `, ${doubtful} of them not decided` : ''}.**\n`;
}

/** A table for a wiki or a pull request; the last column has the reason of what is unknown. */
export function* formatConnectionsMarkdown(connections: Iterable<Connection>): Generator<string> {
  yield markdownHead(['Source', 'Destination', 'Ports', 'Reason']);
  for (const { source, destination, connection, reason = '' } of connectionEntries(connections))
    yield markdownRow([source, destination, connection, reason]);
}
