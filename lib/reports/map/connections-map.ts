import {
  type Connection,
  difference,
  type End,
  type Entry,
  formatNamedPorts,
  formatReference,
  groupBy,
  overlaps,
  type PortNames,
  type PortSet,
  portRange,
  reasonsOf,
  union,
} from '../../reachability';
import { accessTitle } from './access-title';
import { type NetworkMap, type NewEdge, type NewNode, networkMap, type Tier } from './network-map';

/** Input of a map of connections. */
export interface MappedConnections {
  readonly title: string;
  readonly connections: readonly Connection[];
  /** Ways in from outside; ways that policies close are not drawn. */
  readonly ways: readonly Entry[];
  /** Sources that may use these ways. */
  readonly sources: readonly End[];
  /** @default - ports are numbers */
  readonly portNames?: (destination: End) => PortNames;
}

/** Connections as a map. If objects lead the outside to pods, arrows go through them; what only policies admit from outside is marked. */
export function connectionsMap({ title, connections, ways, sources, portNames = () => () => undefined }: MappedConnections): NetworkMap {
  const open = ways.filter(({ verdict }) => verdict.kind !== 'denied').flatMap(wayToPods);
  const byWay = open.flatMap(({ way, end }) =>
    sources.filter((source) => comesBy(source, way)).flatMap((source) => wayArrows(source, end, way, portNames(end))),
  );
  const direct = connections.flatMap((connection) => directArrows(connection, open, portNames(connection.destination)));
  const arrows = [...byWay, ...direct];
  const fromOutside = new Set([...open.map(({ way }) => wayKey(way)), ...sources.map((source) => keyOf(source, 'from'))]);
  const reached = new Set(arrows.filter(({ from }) => fromOutside.has(from)).map(({ to }) => to));
  const boxes = [
    ...sources.map((source) => endBox(source, 'from', reached)),
    ...open.flatMap(({ way, end }) => [wayBox(way), endBox(end, 'to', reached)]),
    ...connections.flatMap(({ source, destination }) => [endBox(source, 'from', reached), endBox(destination, 'to', reached)]),
  ];
  return withAlikeTogether(title, boxes, mergedArrows(arrows));
}

/** A way and the pods that it leads to. */
interface WayToPods {
  readonly way: Entry;
  readonly end: End;
}

const wayToPods = (way: Entry): readonly WayToPods[] => (way.destination.kind === 'pods' ? [{ way, end: way.destination.end }] : []);

/** Connections except those through one of the ways. */
function directArrows(
  { source, destination, allowed, unknown, doubts }: Connection,
  open: readonly WayToPods[],
  names: PortNames,
): readonly NewEdge[] {
  const mine = open.filter(({ way, end }) => end.title === destination.title && comesBy(source, way));
  const led = union(
    ...mine.map(
      ({
        way: {
          destination: { protocol, port },
        },
      }) => portRange(protocol, port),
    ),
  );
  const arrow = (set: PortSet, verdict: NewEdge['verdict'], reason?: string): readonly NewEdge[] => {
    const rest = difference(set, led);
    return rest.length === 0
      ? []
      : [
          {
            from: keyOf(source, 'from'),
            to: keyOf(destination, 'to'),
            label: formatNamedPorts(rest, names),
            verdict,
            ...(reason !== undefined && { reason }),
          },
        ];
  };
  return [...arrow(allowed, source.kind === 'external' ? 'admitted' : 'allowed'), ...arrow(unknown, 'unknown', reasonsOf(doubts))];
}

/** Whether clients of a range use this way; a controller is on the ways that lead through it. */
export function comesBy(source: End, { access, clients, admitted, verdict }: Entry): boolean {
  if (source.kind === 'controller') return access === 'controller';
  return source.kind === 'external' && overlaps(verdict.kind === 'allowed' ? admitted : clients, source.party.addresses);
}

/** The arrows of a way: from outside to it, and from it to the pods. */
export function wayArrows(source: End, end: End, way: Entry, names: PortNames): readonly NewEdge[] {
  const { port, protocol, matches, verdict, destination } = way;
  const said = verdict.kind === 'unknown' ? { verdict: 'unknown' as const, reason: reasonsOf(verdict.doubts) } : { verdict: 'allowed' as const };
  const inside = formatNamedPorts(portRange(destination.protocol, destination.port), names);
  const name = names(destination.protocol, destination.port) ?? protocol;
  const outside = port !== undefined ? `${name} ${port}` : matches.length > 0 ? matches.join(', ') : `for ${inside}`;
  return [
    { from: keyOf(source, 'from'), to: wayKey(way), label: outside, ...said },
    { from: wayKey(way), to: keyOf(end, 'to'), label: inside, ...said },
  ];
}

/** Arrows between the same boxes that differ only in ports are one arrow. */
export function mergedArrows(arrows: readonly NewEdge[]): readonly NewEdge[] {
  const groups = groupBy(arrows, ({ from, to, verdict, reason, change }) => JSON.stringify([from, to, verdict, reason, change]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ ...first, label: [...new Set(group.map(({ label }) => label))].join(', ') }] : [];
  });
}

const wayKey = ({ access, objects: [first] }: Entry): string => JSON.stringify(['way', access, first ? formatReference(first) : '']);

/** The first object of a way. */
export const wayBox = (way: Entry): NewNode => ({
  key: wayKey(way),
  tier: 'way-in',
  title: way.objects[0] ? formatReference(way.objects[0]) : accessTitle(way.access),
  details: way.objects[0] ? [accessTitle(way.access)] : [],
});

/** Addresses are one box as a source and another box as a destination. */
const keyOf = (end: End, side: 'from' | 'to'): string => JSON.stringify([end.kind, end.title, end.kind === 'external' ? side : '']);

/** An end as a box, in its own tier or in the tier of ends that the outside reaches. */
export function endBox(end: End, side: 'from' | 'to', reached: ReadonlySet<string> = new Set()): NewNode {
  const key = keyOf(end, side);
  return { key, tier: tierOf(end, side, reached.has(key)), title: end.title };
}

/** The boxes of an arrow between two ends. */
export const connectionArrow = (source: End, destination: End): Pick<NewEdge, 'from' | 'to'> => ({
  from: keyOf(source, 'from'),
  to: keyOf(destination, 'to'),
});

function tierOf(end: End, side: 'from' | 'to', isReached: boolean): Tier {
  switch (end.kind) {
    case 'external':
      return side === 'from' ? 'outside' : 'destination';
    case 'controller':
      return 'way-in';
    case 'imagined':
      return side === 'from' ? 'outside' : 'internal';
    case 'pods':
      return isReached ? 'workload' : 'internal';
  }
}

/** Ranges of addresses that have the same arrows are one box. */
function withAlikeTogether(title: string, boxes: readonly NewNode[], arrows: readonly NewEdge[]): NetworkMap {
  const drawn = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const ranges = [...new Map(boxes.filter(({ key, tier }) => drawn.has(key) && isAddresses(tier)).map((box) => [box.key, box])).values()];
  const alike = groupBy(ranges, ({ key, tier }) =>
    JSON.stringify([
      tier,
      ...arrows
        .filter(({ from, to }) => from === key || to === key)
        .map(({ from, to, label, verdict, reason }) => [from === key, from === key ? to : from, label, verdict, reason]),
    ]),
  );
  const first = new Map([...alike.values()].flatMap((group) => group.map(({ key }) => [key, group[0]?.key ?? key])));
  const titles = new Map([...alike.values()].flatMap((group) => (group[0] ? [[group[0].key, group.map(({ title: name }) => name)] as const] : [])));
  return networkMap(
    title,
    boxes.flatMap((box): readonly NewNode[] => {
      if (!drawn.has(box.key)) return [];
      if (!isAddresses(box.tier)) return [box];
      const names = titles.get(box.key);
      return names ? [{ ...box, ...joined(names) }] : [];
    }),
    mergedArrows(arrows.map((arrow) => ({ ...arrow, from: first.get(arrow.from) ?? arrow.from, to: first.get(arrow.to) ?? arrow.to }))),
  );
}

const isAddresses = (tier: Tier): boolean => tier === 'outside' || tier === 'destination';

const mostRanges = 6;

const joined = ([title = '', ...rest]: readonly string[]): Pick<NewNode, 'title' | 'details'> => ({
  title,
  details: rest.length < mostRanges ? rest : [...rest.slice(0, mostRanges - 1), `and ${rest.length - mostRanges + 1} more`],
});
