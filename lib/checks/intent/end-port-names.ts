import type { Plan } from '../../plan';
import { type End, type Model, type NamedPort, namedPortsOf, type PortNames } from '../../reachability';
import { catalogueNames } from './port-names';

/** What the ports of an end are called: as the settings or the catalogue name them, and as containers and Services do. None of what is no pod. */
export function namedPortsOfEnd(model: Model, plans: readonly Plan[], end: End): readonly NamedPort[] {
  const group = end.kind === 'pods' ? end.groups[0] : undefined;
  return group === undefined ? [] : [...catalogueNames(group, plans), ...namedPortsOf(model, group)];
}

/** The same by number; the last name counts, which is nearest to the pods. */
export function portNamesOf(model: Model, plans: readonly Plan[], end: End): PortNames {
  const names = new Map(namedPortsOfEnd(model, plans, end).map(({ name, protocol, port }) => [`${protocol} ${port}`, name]));
  return (protocol, port) => names.get(`${protocol} ${port}`);
}
