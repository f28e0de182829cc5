import { portNamesOf } from '../../checks/intent/end-port-names';
import { allPorts, type Connection, type ConnectionOptions, entries, hasPort, sideEnds } from '../../reachability';
import { connectionsMap } from '../../reports/map/connections-map';
import type { NetworkMap } from '../../reports/map/network-map';
import type { State } from '../state';

/** Connections of a state as a map, with the ways in between the same ends, and with port names. */
export function mapOfState(
  { model, plans }: State,
  connections: readonly Connection[],
  { from = () => true, to = () => true, either = () => true, ports = () => allPorts }: ConnectionOptions,
  title = 'Who can connect to whom',
): NetworkMap {
  const sources = sideEnds(model, 'from').filter((end) => end.kind === 'external' && from(end));
  return connectionsMap({
    title,
    connections,
    ways: entries(model).filter(
      ({ destination }) =>
        destination.kind === 'pods' &&
        to(destination.end) &&
        (either(destination.end) || sources.some(either)) &&
        hasPort(ports(destination.end), destination.protocol, destination.port),
    ),
    sources,
    portNames: (end) => portNamesOf(model, plans, end),
  });
}
