import type { Labels } from '../../base/labels';
import type { EntryPointSettings, FieldFault, Installation } from '../../settings';
import type {
  AllowedTraffic,
  ChecklistItem,
  ClientAddress,
  PlannedBalancer,
  PlannedEntry,
  PlannedGatewayReference,
  PlannedServer,
  PodPort,
  ProxyListener,
  ServicePort,
  TrafficPeer,
} from '../model';
import { target } from '../policies/traffic';
import { servicePorts } from '../servers/services';
import { compare, podRange, runsInPods, sortRanges } from '../servers/workloads';

/** An external port on the workload that serves it. */
export interface ExposedPort {
  readonly port: PodPort;
  readonly workload: PlannedServer;
  /** The listener that expects a PROXY header, if the entry point sends one; connections then go there. */
  readonly proxyListener?: ProxyListener;
}

/** The input for the plan of one entry point. */
export interface EntryPointInput<T extends EntryPointSettings = EntryPointSettings> {
  readonly installation: Installation;
  readonly name: string;
  readonly settings: T;
  /** Ports exposed through it, at least one. */
  readonly exposed: readonly ExposedPort[];
}

/** The plan of an entry point. */
export interface EntryPointPlan {
  readonly entries: readonly PlannedEntry[];
  readonly traffic: readonly AllowedTraffic[];
  /** Annotations that the Services of the components need, by component. */
  readonly serviceAnnotations?: Readonly<Record<string, Labels>>;
  /** Balancers that send PROXY headers to it. @default - none */
  readonly balancers?: readonly PlannedBalancer[];
  /** Existing Gateways through which it leads. @default - none */
  readonly gateways?: readonly PlannedGatewayReference[];
  readonly faults?: readonly FieldFault[];
  /** What happens to the client's address on a port, by the name of the port. */
  readonly clientAddress: (port: string) => ClientAddress;
  readonly checklist?: readonly ChecklistItem[];
}

/** The exposed ports of each workload: a Service selects the pods of one. */
export function byWorkload(exposed: readonly ExposedPort[]): readonly { readonly workload: PlannedServer; readonly ports: readonly ExposedPort[] }[] {
  const workloads = [...new Set(exposed.map(({ workload }) => workload))].sort((a, b) => compare(a.name, b.name));
  return workloads.map((workload) => ({
    workload,
    ports: exposed.filter((one) => one.workload === workload).sort((a, b) => a.port.number - b.port.number),
  }));
}

/** The port of a Service for clients outside: it leads to the plain listener, or to the one that expects a PROXY header. */
export const entryServicePorts = ({ port, proxyListener }: ExposedPort): readonly ServicePort[] =>
  servicePorts(port).map((servicePort) => (proxyListener ? { ...servicePort, targetPort: proxyListener.podNumber } : servicePort));

/** `PREFIX-ENTRYPOINT`, followed by the workload if there are several. */
export const entryName = ({ installation, name }: EntryPointInput, workload: PlannedServer, several: boolean): string =>
  [installation.settings.namePrefix, name, ...(several ? [workload.name] : [])].join('-');

/** Who connects through an entry point, with a description. */
export interface WayIn {
  readonly workload: PlannedServer;
  readonly ports: readonly ExposedPort[];
  /** Sources of connections to plain listeners. */
  readonly from: 'anyone' | readonly TrafficPeer[];
  /** Sources of connections to listeners that expect a PROXY header. The listeners trust them, so never everyone. */
  readonly proxyFrom?: readonly TrafficPeer[];
  readonly description: string;
}

/** What policies admit for the entry point to a workload; nothing for machines. */
export function wayIn(
  { installation, name }: EntryPointInput,
  { workload, ports, from, proxyFrom = [], description }: WayIn,
): readonly AllowedTraffic[] {
  if (!runsInPods(workload)) return [];
  const plain = ports.filter(({ proxyListener }) => !proxyListener).map(({ port }) => podRange(port));
  const proxied = ports.flatMap(({ proxyListener }) =>
    proxyListener ? [{ protocol: proxyListener.protocol, number: proxyListener.podNumber, endNumber: proxyListener.podNumber }] : [],
  );
  return [
    {
      ...target(installation, workload, `from-${name}`),
      origin: 'entry-point',
      description,
      rules: [
        ...(plain.length > 0 ? [{ from, ports: sortRanges(plain) }] : []),
        ...(proxied.length > 0 && proxyFrom.length > 0 ? [{ from: proxyFrom, ports: sortRanges(proxied) }] : []),
      ],
    },
  ];
}

/** Blocks of addresses as peers, sorted. */
export const addressPeers = (cidrs: readonly string[]): readonly TrafficPeer[] =>
  [...cidrs].sort().map((cidr) => ({ kind: 'addresses', cidr, except: [] }));

/** Sources of a balancer's connections with PROXY headers. */
export interface TrustedProxies {
  /** Peers that policies admit to listeners that expect a header. */
  readonly peers: readonly TrafficPeer[];
  /** Blocks of addresses that the pods see. */
  readonly seen: readonly string[];
  readonly faults: readonly FieldFault[];
}

/**
 * Addresses from which a balancer's connections with PROXY headers reach the pods, or a fault if they are not known.
 * @param isStraight whether no node replaces the address of the balancer
 */
export function trustedProxies(
  { installation, name, exposed }: EntryPointInput,
  trustedCidrs: readonly string[] = [],
  isStraight: boolean,
): TrustedProxies {
  const { nodeCidrs } = installation.settings.cluster;
  const cidrs = [...new Set(trustedCidrs.length > 0 && isStraight ? trustedCidrs : [...trustedCidrs, ...nodeCidrs])].sort();
  const isNeeded = exposed.some(({ proxyListener }) => proxyListener);
  return {
    peers: addressPeers(cidrs),
    seen: isStraight || nodeCidrs.length === 0 ? cidrs : [...nodeCidrs].sort(),
    faults:
      isNeeded && cidrs.length === 0
        ? [
            {
              path: ['entryPoints', name, 'proxyProtocol', 'trustedCidrs'],
              message:
                'are needed: everyone who can connect to a listener that expects a PROXY header can claim any address, so policies admit only the balancer; give its addresses here, or those of the nodes under cluster.nodeCidrs',
            },
          ]
        : [],
  };
}

/** Names of the Service's ports for exposed ones. */
export const portNames = (ports: readonly ExposedPort[]): readonly string[] => ports.flatMap(entryServicePorts).map(({ name }) => name);

/** The balancer in front of a Service, if it sends PROXY headers. */
export function headerSenders(
  service: Pick<PlannedBalancer, 'namespace' | 'service'>,
  ports: readonly ExposedPort[],
  seen: readonly string[],
): readonly PlannedBalancer[] {
  const proxied = portNames(ports.filter(({ proxyListener }) => proxyListener));
  return proxied.length === 0 ? [] : [{ ...service, ports: proxied, seen }];
}

/** `smtp, imaps and https`. */
export function listNames(ports: readonly ExposedPort[]): string {
  const names = ports.map(({ port }) => port.name);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
