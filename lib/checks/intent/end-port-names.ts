import type { Plan } from '../../plan';
import { type End, type Model, type NamedPort, namedPortsOf, type PortNames } from '../../reachability';
import { catalogueNames } from './port-names';

/** Names of the ports of an end: by the settings or the catalogue, and by containers and Services. None for ends that are not pods. */
export function namedPortsOfEnd(model: Model, plans: readonly Plan[], end: End): readonly NamedPort[] {
  const group = end.kind === 'pods' ? end.groups[0] : undefined;
  return group === undefined ? [] : [...catalogueNames(group, plans), ...namedPortsOf(model, group)];
}

/** The same by number; the last name counts, which is closest to the pods. */
export function portNamesOf(model: Model, plans: readonly Plan[], end: End): PortNames {
  const names = new Map(namedPortsOfEnd(model, plans, end).map(({ name, protocol, port }) => [`${protocol} ${port}`, name]));
  return (protocol, port) => names.get(`${protocol} ${port}`);
}
