import type { Connection, End } from './connections';
import { formatInterval } from './sets/address-sets';
import { compareTexts } from './sets/grouping';
import { cut, type Interval, sameSet, union } from './sets/intervals';
import { noPorts, type PortSet } from './sets/ports';

/** How the ports from one end to another differ between two lists. */
export interface ConnectionChange {
  readonly kind: 'changed' | 'added' | 'removed';
  readonly source: string;
  readonly destination: string;
  /** Ports in the first list. */
  readonly before: PortSet;
  /** Ports in the second list. */
  readonly after: PortSet;
  /** Workloads at either end that are in only one of the two models. */
  readonly workloads: readonly string[];
}

/** Lists to compare, each with the titles of all workloads there are. */
export interface ConnectionState {
  readonly connections: Iterable<Connection>;
  readonly titles: ReadonlySet<string>;
}

/**
 * Connections that differ, sorted by kind, source and destination. External addresses are compared piece by piece and put together again where the same
 * changed, so that blocks that merely are cut otherwise are no change. `which` tells whether to compare the ports that are allowed or those of which it
 * cannot be said.
 */
export function connectionChanges(
  before: ConnectionState,
  after: ConnectionState,
  which: 'allowed' | 'unknown' = 'allowed',
): readonly ConnectionChange[] {
  const pairs = new Map<string, Pair>();
  const collect = (connections: Iterable<Connection>, side: 'before' | 'after') => {
    for (const connection of connections) {
      const { source, destination } = connection;
      const key = `${nameOf(source)} => ${nameOf(destination)}`;
      if (connection[which].length === 0) continue;
      const pair = pairs.get(key) ?? { source, destination, before: [], after: [] };
      pair[side].push({ piece: pieceOf(connection), ports: connection[which] });
      pairs.set(key, pair);
    }
  };
  collect(before.connections, 'before');
  collect(after.connections, 'after');
  return [...pairs.values()]
    .flatMap((pair) => changesOf(pair, before.titles, after.titles))
    .toSorted((a, b) => order[a.kind] - order[b.kind] || compareTexts(a.source, b.source) || compareTexts(a.destination, b.destination));
}

const order = { changed: 0, added: 1, removed: 2 } as const;

interface Part {
  /** Addresses of the external end; any number where there is none. */
  readonly piece: Interval<bigint>;
  readonly ports: PortSet;
}

interface Pair {
  readonly source: End;
  readonly destination: End;
  readonly before: Part[];
  readonly after: Part[];
}

/** All external addresses are one end here. */
const nameOf = (end: End): string => (end.kind === 'external' ? '[External]' : end.title);

const pieceOf = ({ source, destination }: Connection): Interval<bigint> => {
  const external = source.kind === 'external' ? source : destination;
  return external.kind === 'external' ? external.interval : { start: 0n, end: 1n };
};

function changesOf(pair: Pair, titlesBefore: ReadonlySet<string>, titlesAfter: ReadonlySet<string>): readonly ConnectionChange[] {
  const whole = union([...pair.before, ...pair.after].map(({ piece }) => piece));
  const edges = [...pair.before, ...pair.after].map(({ piece }) => [piece]);
  const portsBefore = portFinder(pair.before);
  const portsAfter = portFinder(pair.after);
  const merged: { piece: Interval<bigint>; before: PortSet; after: PortSet }[] = [];
  for (const piece of cut(whole, edges)) {
    const here = { piece, before: portsBefore(piece.start), after: portsAfter(piece.start) };
    if (sameSet(here.before, here.after)) continue;
    const last = merged.at(-1);
    if (last && last.piece.end === piece.start && sameSet(last.before, here.before) && sameSet(last.after, here.after)) {
      last.piece = { start: last.piece.start, end: piece.end };
    } else merged.push(here);
  }
  const title = (end: End, piece: Interval<bigint>) => (end.kind === 'external' ? `${formatInterval(piece)}[External]` : end.title);
  return merged.map(({ piece, before, after }) => ({
    kind: before.length === 0 ? 'added' : after.length === 0 ? 'removed' : 'changed',
    source: title(pair.source, piece),
    destination: title(pair.destination, piece),
    before,
    after,
    workloads: [pair.source, pair.destination].flatMap((end) =>
      end.kind === 'pods' && titlesBefore.has(end.title) !== titlesAfter.has(end.title) ? [end.title] : [],
    ),
  }));
}

/** Finds the ports at addresses, to be asked in ascending order. */
function portFinder(parts: readonly Part[]): (address: bigint) => PortSet {
  const sorted = parts.toSorted((a, b) => (a.piece.start < b.piece.start ? -1 : 1));
  let at = 0;
  return (address) => {
    while (at < sorted.length && (sorted[at]?.piece.end ?? address) <= address) at++;
    const part = sorted[at];
    return part !== undefined && part.piece.start <= address ? part.ports : noPorts;
  };
}
