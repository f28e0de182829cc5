import { type Connection, type End, externalEnd } from '../connections';
import { reasonsOf } from '../notation/reasons';
import { compareTexts } from '../sets/grouping';
import { cut, difference, type Interval, sameSet, union } from '../sets/intervals';
import { noPorts, type PortSet } from '../sets/ports';

/** How the ports from one end to another differ between two lists. */
export interface ConnectionChange {
  readonly kind: 'changed' | 'added' | 'removed';
  readonly source: string;
  readonly destination: string;
  /** Ports in the first list. */
  readonly before: PortSet;
  /** Ports in the second list. */
  readonly after: PortSet;
  /** Ports that are open, or may be, in the second list, and certainly closed in the first: what a reviewer must judge. */
  readonly opened: PortSet;
  /** Workloads at either end that are in only one of the two models. */
  readonly workloads: readonly string[];
  /** The ends, from the second model if it has them. */
  readonly from: End;
  readonly to: End;
  /** Why it cannot be decided in one of the lists. @default - it can be decided */
  readonly doubts?: { readonly before: string; readonly after: string };
}

/** Lists to compare, each with the titles of all workloads. */
export interface ConnectionState {
  readonly connections: Iterable<Connection>;
  readonly titles: ReadonlySet<string>;
  /**
   * What an undecided answer depends on: if that differs there is a change, although the ports are the same.
   * @default - only the ports count
   */
  readonly hinges?: (connection: Connection) => readonly Hinge[];
}

/** Something on which an answer depends, with its position: its content counts, not its name. */
export interface Hinge {
  readonly where: string;
  readonly what: string;
}

/**
 * Connections that differ, sorted by kind, source and destination. External addresses are compared piece by piece and joined again if the same
 * changed, so that blocks that are only divided differently are not a change. `which` says whether to compare allowed ports or those that
 * cannot be decided.
 */
export function connectionChanges(
  before: ConnectionState,
  after: ConnectionState,
  which: 'allowed' | 'unknown' = 'allowed',
): readonly ConnectionChange[] {
  const pairs = new Map<string, Pair>();
  const lists = { before: [...before.connections], after: [...after.connections] };
  const compared = new Set([...lists.before, ...lists.after].filter((connection) => connection[which].length > 0).map(keyOf));
  const collect = ({ hinges }: ConnectionState, side: 'before' | 'after') => {
    for (const connection of lists[side]) {
      const { source, destination, doubts } = connection;
      const key = keyOf(connection);
      if (!compared.has(key)) continue;
      const known = pairs.get(key) ?? { source, destination, before: [], after: [] };
      const pair = side === 'after' ? { ...known, source, destination } : known;
      const answer = { ports: connection[which], other: connection[which === 'allowed' ? 'unknown' : 'allowed'] };
      const isInDoubt = which === 'unknown' && connection.unknown.length > 0;
      pair[side].push({
        ...answer,
        piece: pieceOf(connection),
        ...(isInDoubt && { doubt: { reasons: reasonsOf(doubts), hinges: hinges?.(connection) ?? [] } }),
      });
      pairs.set(key, pair);
    }
  };
  collect(before, 'before');
  collect(after, 'after');
  return [...pairs.values()]
    .flatMap((pair) => changesOf(pair, before.titles, after.titles, which))
    .toSorted((a, b) => order[a.kind] - order[b.kind] || compareTexts(a.source, b.source) || compareTexts(a.destination, b.destination));
}

const keyOf = ({ source, destination }: Connection): string => `${nameOf(source)} => ${nameOf(destination)}`;

const order = { changed: 0, added: 1, removed: 2 } as const;

/** The ports at some addresses. */
interface Answer {
  /** Ports that are compared. */
  readonly ports: PortSet;
  /** Further ports that may be reached. */
  readonly other: PortSet;
  readonly doubt?: { readonly reasons: string; readonly hinges: readonly Hinge[] };
}

interface Part extends Answer {
  /** Addresses of the external end; any number if there is none. */
  readonly piece: Interval<bigint>;
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

function changesOf(
  pair: Pair,
  titlesBefore: ReadonlySet<string>,
  titlesAfter: ReadonlySet<string>,
  which: 'allowed' | 'unknown',
): readonly ConnectionChange[] {
  const whole = union([...pair.before, ...pair.after].map(({ piece }) => piece));
  const edges = [...pair.before, ...pair.after].map(({ piece }) => [piece]);
  const before = answerFinder(pair.before);
  const after = answerFinder(pair.after);
  const merged: { piece: Interval<bigint>; before: Answer; after: Answer }[] = [];
  for (const piece of cut(whole, edges)) {
    const here = { piece, before: before(piece.start), after: after(piece.start) };
    if (sameAnswer(here.before, here.after)) continue;
    const last = merged.at(-1);
    if (last && last.piece.end === piece.start && identical(last.before, here.before) && identical(last.after, here.after)) {
      last.piece = { start: last.piece.start, end: piece.end };
    } else merged.push(here);
  }
  const endOf = (end: End, piece: Interval<bigint>): End => (end.kind === 'external' ? externalEnd({ kind: 'addresses', addresses: [piece] }) : end);
  return merged.map(({ piece, before: was, after: is }) => {
    const [from, to] = [endOf(pair.source, piece), endOf(pair.destination, piece)];
    // What is allowed now is certainly open, whether it was undecided before or not.
    const known = which === 'allowed' ? was.ports : union(was.ports, was.other);
    return {
      kind: was.ports.length === 0 ? 'added' : is.ports.length === 0 ? 'removed' : 'changed',
      source: from.title,
      destination: to.title,
      before: was.ports,
      after: is.ports,
      opened: difference(is.ports, known),
      workloads: [from, to].flatMap((end) => (end.kind === 'pods' && titlesBefore.has(end.title) !== titlesAfter.has(end.title) ? [end.title] : [])),
      from,
      to,
      ...(which === 'unknown' && { doubts: doubtsOf(was, is) }),
    };
  });
}

/** Equal in ports and in what they depend on. */
const sameAnswer = (a: Answer, b: Answer): boolean => sameSet(a.ports, b.ports) && contentOf(a) === contentOf(b);

const contentOf = ({ doubt }: Answer): string => (doubt ? [doubt.reasons, ...doubt.hinges.map(({ what }) => what).sort()].join('\n') : '');

/** Equal in everything that is shown or judged. */
const identical = (a: Answer, b: Answer): boolean => sameAnswer(a, b) && sameSet(a.other, b.other);

/** Why it cannot be decided, with what it depends on if that differs. */
function doubtsOf(before: Answer, after: Answer): { readonly before: string; readonly after: string } {
  const text = ({ doubt }: Answer, other: Answer): string => {
    if (doubt === undefined) return '';
    const known = new Set(other.doubt?.hinges.map(({ what }) => what));
    const places = [...new Set(doubt.hinges.filter(({ what }) => other.doubt && !known.has(what)).map(({ where }) => where))];
    return `${doubt.reasons}${places.length > 0 ? `; by ${places.join(', ')}` : ''}`;
  };
  return { before: text(before, after), after: text(after, before) };
}

const nothing: Answer = { ports: noPorts, other: noPorts };

/** Finds the ports of addresses; queries must be in ascending order. */
function answerFinder(parts: readonly Part[]): (address: bigint) => Answer {
  const sorted = parts.toSorted((a, b) => (a.piece.start < b.piece.start ? -1 : 1));
  let at = 0;
  return (address) => {
    while (at < sorted.length && (sorted[at]?.piece.end ?? address) <= address) at++;
    const part = sorted[at];
    return part !== undefined && part.piece.start <= address ? part : nothing;
  };
}
