import { allPorts, type PortSet, type Protocol, portRanges, sameSet } from '../../reachability';

/** What a port is called, where somebody knows. */
export type PortNames = (protocol: Protocol, port: number) => string | undefined;

/** With more than these a label hides what is behind it. */
const mostPorts = 8;

/** `smtp 25, TCP 8080-8090 and 3 more`; `all ports`. */
export function portsLabel(set: PortSet, nameOf: PortNames = () => undefined): string {
  if (sameSet(set, allPorts)) return 'all ports';
  const names = portRanges(set).map(({ protocol, first, last }) =>
    first === last ? `${nameOf(protocol, first) ?? protocol} ${first}` : `${protocol} ${first}-${last}`,
  );
  return names.length <= mostPorts ? names.join(', ') : `${names.slice(0, mostPorts).join(', ')} and ${names.length - mostPorts} more`;
}
