import type { Difference, ExposureChange, Weighed } from '../../checks';
import {
  type ConnectionChange,
  difference,
  type End,
  type Entry,
  formatNamedPorts,
  type PortNames,
  type PortSet,
  portRange,
  union,
} from '../../reachability';
import { comesBy, connectionArrow, endBox, mergedArrows, wayArrows, wayBox } from './connections-map';
import { type MapChange, type MapEdge, type NetworkMap, type NewNode, networkMap } from './network-map';

/** A difference as a map: connections that open or close, and new, removed or changed ways in. */
export function differenceMap({ connections, unknown, exposures }: Difference, portNames: (end: End) => PortNames): NetworkMap {
  const changes = [...connections, ...unknown];
  const ways = exposures.flatMap((exposure) => changedWay(exposure, changes));
  const reached = new Set(
    [...changes.filter(({ from }) => from.kind === 'external').map(({ to }) => to), ...ways.map(({ end }) => end)].map(
      (end) => endBox(end, 'to').key,
    ),
  );
  const boxes: readonly NewNode[] = [
    ...changes.flatMap(({ from, to }) => [endBox(from, 'from', reached), endBox(to, 'to', reached)]),
    ...ways.flatMap(({ entry, end, sources }) => [wayBox(entry), endBox(end, 'to', reached), ...sources.map(sourceBox)]),
  ];
  const arrows = [
    ...changes.flatMap((change) => changeArrows(change, ways, portNames(change.to))),
    ...ways.flatMap(({ entry, end, change, sources }) =>
      sources.flatMap((source) => wayArrows(source, end, entry, portNames(end))).map((arrow) => ({ ...arrow, change })),
    ),
  ];
  const used = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  return networkMap(
    'What changes',
    boxes.filter(({ key }) => used.has(key)),
    mergedArrows(arrows),
  );
}

/** A way in that differs, with its ends. */
interface ChangedWay {
  readonly entry: Entry;
  readonly end: End;
  readonly change: MapChange;
  readonly sources: readonly End[];
}

/** The clients of a way if no connection from outside changes with it. */
const outside: End = { kind: 'controller', title: 'outside' };

const sourceBox = (source: End): NewNode => ({ ...endBox(source, 'from'), tier: 'outside' });

function changedWay({ entry, rule }: ExposureChange, changes: readonly ConnectionChange[]): readonly ChangedWay[] {
  const change = changesByRule[rule];
  if (entry.destination.kind !== 'pods' || change === undefined) return [];
  const { end } = entry.destination;
  const sources = changes.filter(({ from, to }) => to.title === end.title && comesBy(from, entry)).map(({ from }) => from);
  return [{ entry, end, change, sources: sources.length > 0 ? sources : [outside] }];
}

const changesByRule: Readonly<Record<string, MapChange>> = {
  'exposure-added': 'added',
  'exposure-removed': 'removed',
  'exposure-changed': 'changed',
};

/** An arrow for what opens, and one for what closes; none if a way in already shows the same change. */
function changeArrows(
  { from, to, opened, before, after, doubts }: Weighed<ConnectionChange>,
  ways: readonly ChangedWay[],
  names: PortNames,
): readonly MapEdge[] {
  const closed = difference(before, after);
  const verdict = doubts ? 'unknown' : 'allowed';
  const reason = doubts && (doubts.after || doubts.before);
  const arrow = (change: MapChange, ports: PortSet): readonly MapEdge[] => {
    const told = ways
      .filter((way) => way.change === change && way.end.title === to.title && way.sources.includes(from))
      .map(({ entry: { destination } }) => portRange(destination.protocol, destination.port));
    const rest = difference(ports, union(...told));
    return rest.length === 0
      ? []
      : [{ ...connectionArrow(from, to), label: formatNamedPorts(rest, names), verdict, change, ...(reason && { reason }) }];
  };
  return opened.length + closed.length === 0 ? arrow('changed', after) : [...arrow('added', opened), ...arrow('removed', closed)];
}
