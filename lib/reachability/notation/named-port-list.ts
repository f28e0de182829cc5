import { sameSet } from '../sets/intervals';
import { allPorts, type PortSet, type Protocol, portRanges } from '../sets/ports';

/** The name of a port, if it is known. */
export type PortNames = (protocol: Protocol, port: number) => string | undefined;

/** A reader does not want more than this. */
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
