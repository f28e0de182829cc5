import { sameSet } from '../sets/intervals';
import { allPorts, type PortSet, type Protocol, portRanges } from '../sets/ports';

/** What a port is called, where somebody knows. */
export type PortNames = (protocol: Protocol, port: number) => string | undefined;

/** With more than these a reader loses count. */
const mostPorts = 8;

/** Ports by their names, for readers: `smtp 25, TCP 8080-8090 and 3 more`; `all ports`, `no port`. */
export function formatNamedPorts(set: PortSet, nameOf: PortNames = () => undefined): string {
  if (set.length === 0) return 'no port';
  if (sameSet(set, allPorts)) return 'all ports';
  const names = portRanges(set).map(({ protocol, first, last }) =>
    first === last ? `${nameOf(protocol, first) ?? protocol} ${first}` : `${protocol} ${first}-${last}`,
  );
  return names.length <= mostPorts ? names.join(', ') : `${names.slice(0, mostPorts).join(', ')} and ${names.length - mostPorts} more`;
}
