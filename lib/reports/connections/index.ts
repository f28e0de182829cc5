import { type Connection, formatConnections } from '../../reachability';
import type { ListFormat } from './formats';
import { formatConnectionsJson } from './json';
import { formatConnectionsMarkdown } from './markdown';

const formats = {
  text: (connections: Iterable<Connection>) => formatConnections(connections, 'text'),
  csv: (connections: Iterable<Connection>) => formatConnections(connections, 'csv'),
  json: formatConnectionsJson,
  markdown: formatConnectionsMarkdown,
} as const satisfies Readonly<Record<ListFormat, (connections: Iterable<Connection>) => Iterable<string>>>;

/** Connections in one of the formats, in several pieces of text, since one string could become too long. */
export const formatConnectionList = (connections: Iterable<Connection>, format: ListFormat): Iterable<string> => formats[format](connections);
