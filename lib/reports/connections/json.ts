import { type Connection, connectionEntries, formatConnections } from '../../reachability';
import { schemaVersion } from '../json/document';

/** The list as part of a versioned document. */
export function* formatConnectionsJson(connections: Iterable<Connection>): Generator<string> {
  yield `{\n  "schemaVersion": ${schemaVersion},\n  "connections": `;
  for (const text of formatConnections(connections, 'json')) yield text.replace(/\n(?!$)/g, '\n  ');
  yield '}\n';
}

/** The same as plain data. */
export const connectionsJson = (connections: Iterable<Connection>) =>
  [...connectionEntries(connections)].map(({ source, destination, connection, reason }) => ({
    src: source,
    dst: destination,
    conn: connection,
    ...(reason !== undefined && { reason }),
  }));
