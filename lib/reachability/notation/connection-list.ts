import { csvLine } from '../../base/csv';
import type { Connection } from '../connections';
import { memoized } from '../sets/grouping';
import { formatPorts } from '../sets/ports';
import { reasonsOf } from './reasons';

/** Formats of a list of connections. */
export const connectionFormats = ['text', 'csv', 'json'] as const;

/** A format of a list of connections. */
export type ConnectionFormat = (typeof connectionFormats)[number];

/** An entry of a list, in words. */
export interface ConnectionEntry {
  readonly source: string;
  readonly destination: string;
  /** `TCP 25`, or `unknown TCP 25` if it cannot be decided, so that a reader of only this column does not read it as allowed. */
  readonly connection: string;
  /** Why it cannot be decided. */
  readonly reason?: string;
}

/**
 * Connections as netpol-analyzer writes them (`source => destination : TCP 25`), in several pieces of text, since one string could become too long. What is
 * unknown is an entry of its own with its reason: `source => destination : unknown TCP 25 (reason)`.
 */
export function* formatConnections(connections: Iterable<Connection>, format: ConnectionFormat): Generator<string> {
  const entries = connectionEntries(connections);
  switch (format) {
    case 'text':
      for (const { source, destination, connection, reason } of entries) {
        yield `${source} => ${destination} : ${connection}${reason === undefined ? '' : ` (${reason})`}\n`;
      }
      return;
    case 'csv':
      yield csvLine(['src', 'dst', 'conn']);
      for (const { source, destination, connection, reason } of entries) {
        yield csvLine([source, destination, connection, ...(reason === undefined ? [] : [reason])]);
      }
      return;
    case 'json':
      yield* jsonList(entries);
  }
}

/** Connections in words: what is unknown is an entry of its own. */
export function* connectionEntries(connections: Iterable<Connection>): Generator<ConnectionEntry> {
  // Many connections have the same ports.
  const written = memoized(formatPorts);
  for (const { source, destination, allowed, unknown, doubts } of connections) {
    const ends = { source: source.title, destination: destination.title };
    if (allowed.length > 0) yield { ...ends, connection: written(allowed) };
    if (unknown.length > 0) yield { ...ends, connection: `unknown ${written(unknown)}`, reason: reasonsOf(doubts) };
  }
}

function* jsonList(entries: Iterable<ConnectionEntry>): Generator<string> {
  let before = '[\n';
  for (const { source, destination, connection, reason } of entries) {
    const entry = { src: source, dst: destination, conn: connection, ...(reason !== undefined && { reason }) };
    yield before + JSON.stringify(entry, undefined, 2).replace(/^/gm, '  ');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
