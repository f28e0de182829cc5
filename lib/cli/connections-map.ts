import { catalogueNames } from '../checks/intent/port-names';
import { type Connection, type ConnectionOptions, entries, namedPortsOf, sideEnds } from '../reachability';
import { connectionsMap } from '../reports/map/connections-map';
import type { NetworkMap } from '../reports/map/network-map';
import type { State } from './state';

/** Connections of a state as a map, with the ways in that lead between the same ends, and ports by the names that manifests, settings or the catalogue give. */
export function mapOfState(
  { model, plans }: State,
  connections: readonly Connection[],
  { from = () => true, to = () => true }: ConnectionOptions,
): NetworkMap {
  return connectionsMap({
    title: 'Who can connect to whom',
    connections,
    ways: entries(model).filter(({ destination }) => destination.kind === 'pods' && to(destination.end)),
    sources: sideEnds(model, 'from').filter((end) => end.kind === 'external' && from(end)),
    portNames: (end) => {
      const group = end.kind === 'pods' ? end.groups[0] : undefined;
      const names = new Map(
        group && [...catalogueNames(group, plans), ...namedPortsOf(model, group)].map(({ name, protocol, port }) => [`${protocol} ${port}`, name]),
      );
      return (protocol, port) => names.get(`${protocol} ${port}`);
    },
  });
}
