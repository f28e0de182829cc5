import type { Plan } from '../../plan';
import { type End, type Model, namedPortsOf, type PortNames } from '../../reachability';
import { catalogueNames } from './port-names';

/** What the ports of an end are called: as containers and Services name them, else as the settings or the catalogue do. */
export function portNamesOf(model: Model, plans: readonly Plan[], end: End): PortNames {
  const group = end.kind === 'pods' ? end.groups[0] : undefined;
  if (group === undefined) return () => undefined;
  const names = new Map(
    [...catalogueNames(group, plans), ...namedPortsOf(model, group)].map(({ name, protocol, port }) => [`${protocol} ${port}`, name]),
  );
  return (protocol, port) => names.get(`${protocol} ${port}`);
}
