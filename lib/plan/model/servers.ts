import type { Labels } from '../../base/labels';
import type { ExternalPort, Port, Protocol } from '../../catalogue';
import type { WorkloadKind } from '../../settings';

/** Pods or machines that run components of BlueMind. */
export type PlannedServer = PlannedWorkload | PlannedMachines;

/** Pods that the installation runs on. */
export interface PlannedWorkload extends Server {
  readonly runsOn: 'pods';
  readonly podLabels: Labels;
}

/** Machines outside the cluster that the installation runs on. */
export interface PlannedMachines extends Server {
  readonly runsOn: 'machines';
  /** Sorted. */
  readonly addresses: readonly string[];
}

interface Server {
  /** Unique among pods and machines. */
  readonly name: string;
  readonly kind: WorkloadKind;
  readonly namespace: string;
  readonly components: readonly string[];
  /** Ports reached over the network, by number. */
  readonly ports: readonly PodPort[];
  /** Listeners that expect a PROXY header, by number: only their entry point may reach them, since a header can claim any address. */
  readonly proxyListeners: readonly ProxyListener[];
}

/** A listener that trusts the client address in a PROXY header. */
export interface ProxyListener {
  /** Name of the port that is exposed. */
  readonly port: string;
  readonly entryPoint: string;
  readonly protocol: Protocol;
  /** Number on which the pods listen. */
  readonly podNumber: number;
}

/** A port of the catalogue on a workload. */
export interface PodPort {
  readonly name: string;
  readonly component: string;
  readonly audience: Exclude<Port['audience'], 'loopback'>;
  readonly protocol: Protocol;
  /** Number in the catalogue, which Services and entry points use. */
  readonly number: number;
  readonly endNumber: number;
  /** Number on which the pods listen, which policies admit. */
  readonly podNumber: number;
  readonly podEndNumber: number;
  /** What clients from outside need to know of it. @default - an internal port */
  readonly external?: Pick<ExternalPort, 'need' | 'encryption' | 'redirectsTo' | 'trustsClientAddress'>;
}
