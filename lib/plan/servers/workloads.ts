import { isExternal, isNetworkPort, lastNumber, type NetworkPort } from '../../catalogue';
import type { Installation, Workload } from '../../settings';
import type { PlannedServer, PlannedWorkload, PodPort, PortRange } from '../model';
import { proxyListeners } from './proxy-listeners';

/** The workloads with the ports on which their pods or machines listen. */
export const planWorkloads = (installation: Installation): readonly PlannedServer[] =>
  installation.workloads.map((workload) => {
    const { name, kind, namespace, components, place } = workload;
    const ports = podPorts(installation, workload);
    return { name, kind, namespace, ...place, components, ports, proxyListeners: proxyListeners(installation, name, ports) };
  });

/** Whether policies can protect it. */
export const runsInPods = (server: PlannedServer): server is PlannedWorkload => server.runsOn === 'pods';

const podPorts = ({ catalogue }: Installation, { components, targetPorts }: Workload): readonly PodPort[] =>
  catalogue.ports
    .filter(isNetworkPort)
    .filter(({ component }) => components.includes(component))
    .map((port) => podPort(port, targetPorts[port.name]))
    .sort((a, b) => a.number - b.number || compare(a.protocol, b.protocol));

/** A port of the catalogue with the number on which the pods listen. @param podNumber the number there. @default - the catalogue's */
export const podPort = (port: NetworkPort, podNumber: number = port.number): PodPort => ({
  name: port.name,
  component: port.component,
  audience: port.audience,
  protocol: port.protocol,
  number: port.number,
  endNumber: lastNumber(port),
  podNumber,
  podEndNumber: podNumber + lastNumber(port) - port.number,
  ...(isExternal(port) && {
    external: {
      need: port.need,
      encryption: port.encryption,
      ...(port.redirectsTo !== undefined && { redirectsTo: port.redirectsTo }),
      ...(port.trustsClientAddress && { trustsClientAddress: true }),
    },
  }),
});

/** The numbers that a policy admits for a port: those of the pods. */
export const podRange = ({ protocol, podNumber, podEndNumber }: PodPort): PortRange => ({ protocol, number: podNumber, endNumber: podEndNumber });

/** Ranges by number, each once. */
export const sortRanges = (ranges: readonly PortRange[]): readonly PortRange[] =>
  [...new Map(ranges.map((range) => [`${range.protocol} ${range.number}-${range.endNumber}`, range])).values()].sort(
    (a, b) => a.number - b.number || a.endNumber - b.endNumber || compare(a.protocol, b.protocol),
  );

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
