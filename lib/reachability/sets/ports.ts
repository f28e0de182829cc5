import { covers, type IntervalSet, sameSet } from './intervals';

/** Transport protocols of Kubernetes, in the order in which they are listed. */
export const protocols = ['SCTP', 'TCP', 'UDP'] as const;

/** A transport protocol of Kubernetes. */
export type Protocol = (typeof protocols)[number];

/**
 * Ports of all protocols as one set of numbers: the ports of a protocol begin at its index in `protocols` times 65536. Port 0 does not exist, so
 * the intervals of two protocols never touch.
 */
export type PortSet = IntervalSet<number>;

const span = 65536;

/** Lowest and highest port. */
export const firstPort = 1;
export const lastPort = 65535;

/** Ports `first` to `last` of a protocol, both included. */
export function portRange(protocol: Protocol, first: number, last: number = first): PortSet {
  const offset = protocols.indexOf(protocol) * span;
  return [{ start: offset + first, end: offset + last + 1 }];
}

/** All ports of a protocol. */
export const portsOf = (protocol: Protocol): PortSet => portRange(protocol, firstPort, lastPort);

/** Every port of every protocol. */
export const allPorts: PortSet = protocols.flatMap(portsOf);

/** No port at all. */
export const noPorts: PortSet = [];

/** Whether the set contains a port of a protocol. */
export const hasPort = (set: PortSet, protocol: Protocol, port: number): boolean => covers(set, portRange(protocol, port));

/** The ports of a set, one range after the other. */
export const portRanges = (set: PortSet): readonly { readonly protocol: Protocol; readonly first: number; readonly last: number }[] =>
  set.flatMap(({ start, end }) => {
    const index = Math.floor(start / span);
    const protocol = protocols[index];
    return protocol === undefined ? [] : [{ protocol, first: start - index * span, last: end - 1 - index * span }];
  });

/** As netpol-analyzer writes it: `All Connections`, `No Connections`, `SCTP 1-65535,TCP 80,8080-8090`. */
export function formatPorts(set: PortSet): string {
  if (set.length === 0) return 'No Connections';
  if (sameSet(set, allPorts)) return 'All Connections';
  const ranges = portRanges(set);
  return protocols
    .map((protocol) => [protocol, ranges.filter((range) => range.protocol === protocol)] as const)
    .filter(([, own]) => own.length > 0)
    .map(([protocol, own]) => `${protocol} ${own.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',')}`)
    .join(',');
}

/** The protocol that a text names, in upper case as in the Kubernetes API. */
export const parseProtocol = (text: string): Protocol | undefined => protocols.find((protocol) => protocol === text);
