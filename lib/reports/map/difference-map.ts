import type { Difference, Weighed } from '../../checks';
import { type ConnectionChange, difference, type End, formatNamedPorts } from '../../reachability';
import { connectionArrow, endBox, mergedArrows, wayArrows, wayBox } from './connections-map';
import { type MapChange, type MapEdge, type NetworkMap, type NewNode, networkMap } from './network-map';

/** What differs, as a map: connections that open or close, and ways in that are new, gone or changed. */
export function differenceMap({ connections, unknown, exposures }: Difference): NetworkMap {
  const changes = [...connections, ...unknown];
  const outside: End = { kind: 'controller', title: 'outside' };
  const ways = exposures.flatMap(({ entry, rule }) =>
    entry.destination.kind === 'pods' ? [{ entry, end: entry.destination.end, change: changesByRule[rule] }] : [],
  );
  const reached = new Set(
    [...changes.filter(({ from }) => from.kind === 'external').map(({ to }) => to), ...ways.map(({ end }) => end)].map(
      (end) => endBox(end, 'to').key,
    ),
  );
  const boxes: readonly NewNode[] = [
    ...changes.flatMap(({ from, to }) => [endBox(from, 'from', reached), endBox(to, 'to', reached)]),
    ...ways.flatMap(({ entry, end }) => [wayBox(entry), endBox(end, 'to', reached), { ...endBox(outside, 'from'), tier: 'outside' as const }]),
  ];
  const arrows = [
    ...changes.flatMap(changeArrows),
    ...ways.flatMap(({ entry, end, change }) =>
      wayArrows(outside, end, entry, () => undefined).map((arrow) => ({ ...arrow, ...(change && { change }) })),
    ),
  ];
  return networkMap('What changes', boxes, mergedArrows(arrows));
}

const changesByRule: Readonly<Record<string, MapChange>> = {
  'exposure-added': 'added',
  'exposure-removed': 'removed',
  'exposure-changed': 'changed',
};

/** An arrow for what opens, and one for what closes. */
function changeArrows({ from, to, opened, before, after, doubts }: Weighed<ConnectionChange>): readonly MapEdge[] {
  const closed = difference(before, after);
  const verdict = doubts ? 'unknown' : 'allowed';
  const reason = doubts && (doubts.after || doubts.before);
  const arrow = (change: MapChange, ports: typeof opened): MapEdge => ({
    ...connectionArrow(from, to),
    label: formatNamedPorts(ports),
    verdict,
    change,
    ...(reason && { reason }),
  });
  return [
    ...(opened.length > 0 ? [arrow('added', opened)] : []),
    ...(closed.length > 0 ? [arrow('removed', closed)] : []),
    ...(opened.length + closed.length === 0 ? [arrow('changed', after)] : []),
  ];
}
