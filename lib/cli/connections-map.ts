import { portNamesOf } from '../checks/intent/end-port-names';
import { type Connection, type ConnectionOptions, entries, sideEnds } from '../reachability';
import { connectionsMap } from '../reports/map/connections-map';
import type { NetworkMap } from '../reports/map/network-map';
import type { State } from './state';

/** Connections of a state as a map, with the ways in that lead between the same ends, and ports by their names. */
export const mapOfState = (
  { model, plans }: State,
  connections: readonly Connection[],
  { from = () => true, to = () => true }: ConnectionOptions,
): NetworkMap =>
  connectionsMap({
    title: 'Who can connect to whom',
    connections,
    ways: entries(model).filter(({ destination }) => destination.kind === 'pods' && to(destination.end)),
    sources: sideEnds(model, 'from').filter((end) => end.kind === 'external' && from(end)),
    portNames: (end) => portNamesOf(model, plans, end),
  });
