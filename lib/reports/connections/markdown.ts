import { type Connection, connectionEntries } from '../../reachability';
import { markdownHead, markdownRow } from '../table';

/** A table for a wiki or a pull request; what is unknown has its reason in the last column. */
export function* formatConnectionsMarkdown(connections: Iterable<Connection>): Generator<string> {
  yield markdownHead(['Source', 'Destination', 'Ports', 'Reason']);
  for (const { source, destination, connection, reason = '' } of connectionEntries(connections))
    yield markdownRow([source, destination, connection, reason]);
}
