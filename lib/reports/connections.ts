import { type Connection, type ConnectionFormat, formatConnections } from '../reachability';
import { schemaVersion } from './json/document';

/** Connections as `formatConnections` writes them, a piece of text at a time; in JSON the list is part of a document with its version. */
export function* formatConnectionList(connections: Iterable<Connection>, format: ConnectionFormat): Generator<string> {
  if (format !== 'json') return yield* formatConnections(connections, format);
  yield `{\n  "schemaVersion": ${schemaVersion},\n  "connections": `;
  for (const text of formatConnections(connections, format)) yield text.replace(/\n(?!$)/g, '\n  ');
  yield '}\n';
}
