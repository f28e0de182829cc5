import type { IpFamily } from '../addresses';
import type { Port, Protocol, Release } from '../catalogue';
import type { Certificate } from '../settings';
import type { ClientAddress } from './client-address';

/**
 * What is intended for one installation, as plain, serialisable data: made once from catalogue and settings, read by every renderer and check.
 * Lists are sorted, so equal input gives equal plans.
 */
export interface Plan {
  /** Name of the installation. */
  readonly installation: string;
  readonly release: Release;
  readonly namespace: string;
  readonly createNamespace: boolean;
  /** What object names begin with. */
  readonly namePrefix: string;
  /** Labels of every object. */
  readonly labels: Labels;
  readonly isolation: 'cluster' | 'installation' | 'connections';
  readonly workloads: readonly PlannedWorkload[];
  readonly services: readonly PlannedService[];
  readonly entries: readonly PlannedEntry[];
  readonly traffic: readonly AllowedTraffic[];
  readonly exposures: readonly PlannedExposure[];
  /** What must be done by hand, in BlueMind or at the edge, for the plan to work. */
  readonly checklist: readonly ChecklistItem[];
}

/** A thing to do outside of the manifests. */
export interface ChecklistItem {
  readonly entryPoint: string;
  /** Where: a controller, a balancer, a BlueMind component. */
  readonly where: string;
  readonly what: string;
}

export type Labels = Readonly<Record<string, string>>;

/** Pods that the installation runs on. */
export interface PlannedWorkload {
  readonly name: string;
  readonly namespace: string;
  readonly podLabels: Labels;
  readonly components: readonly string[];
  /** Ports reached over the network, by number. */
  readonly ports: readonly PodPort[];
  /** Listeners that expect a PROXY header, by number: nobody but their entry point may reach them, since a header can claim any address. */
  readonly proxyListeners: readonly ProxyListener[];
}

/** A listener that believes the client's address in a PROXY header. */
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
  /** Number by the catalogue; what Services and entry points show. */
  readonly number: number;
  readonly endNumber: number;
  /** Number on which the pods listen; what policies admit. */
  readonly podNumber: number;
  readonly podEndNumber: number;
}

/** A Service that is reached inside the cluster alone. */
export interface PlannedService {
  readonly name: string;
  readonly namespace: string;
  readonly component: string;
  readonly workload: string;
  readonly description: string;
  readonly annotations: Labels;
  readonly selector: Labels;
  /** Its name leads to the pods' own addresses, ready or not, because members find each other by it. */
  readonly headless: boolean;
  readonly ports: readonly ServicePort[];
  readonly ipFamilies?: readonly IpFamily[];
}

export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number;
  readonly protocol: Protocol;
  /** @default - chosen by the cluster, or none */
  readonly nodePort?: number;
}

/** An object through which the outside comes in. */
export type PlannedEntry = EntryService | EntryIngress;

interface Entry {
  /** Name of the entry point in the settings. */
  readonly entryPoint: string;
  /** Name of the object. */
  readonly name: string;
  readonly namespace: string;
  readonly description: string;
  readonly annotations: Labels;
}

export interface EntryService extends Entry {
  readonly kind: 'LoadBalancer' | 'NodePort';
  readonly workload: string;
  readonly selector: Labels;
  readonly ports: readonly ServicePort[];
  readonly externalTrafficPolicy: 'Local' | 'Cluster';
  readonly ipFamilies?: readonly IpFamily[];
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
  /** What a LoadBalancer has besides. @default - a NodePort */
  readonly loadBalancer?: { readonly class?: string; readonly sourceRanges: readonly string[]; readonly allocateNodePorts: boolean };
}

export interface EntryIngress extends Entry {
  readonly kind: 'Ingress';
  readonly className?: string;
  readonly hosts: readonly string[];
  readonly certificate?: Certificate;
  readonly backend: { readonly service: string; readonly port: number };
}

/** Who may connect to the pods of a workload, as one statement with its reason. */
export interface AllowedTraffic {
  /** Name of the policy. */
  readonly name: string;
  readonly namespace: string;
  readonly workload: string;
  readonly podLabels: Labels;
  readonly origin: 'default-deny' | 'isolation' | 'allow' | 'entry-point';
  /** What it allows and why, in a sentence. */
  readonly description: string;
  /** Each admits its peers to its ports; none admits nobody. */
  readonly rules: readonly TrafficRule[];
}

export interface TrafficRule {
  /** `anyone` is every source there is: pods, nodes, the outside. */
  readonly from: 'anyone' | readonly TrafficPeer[];
  readonly ports: 'all' | readonly PortRange[];
}

export type TrafficPeer =
  /** Pods: of the policy's own namespace, or of the namespaces with these labels ({} for all); all pods, or those with these labels. */
  | { readonly kind: 'pods'; readonly namespaceLabels?: Labels; readonly podLabels?: Labels }
  | { readonly kind: 'addresses'; readonly cidr: string; readonly except: readonly string[] };

export interface PortRange {
  readonly protocol: Protocol;
  readonly number: number;
  readonly endNumber: number;
}

/** What was decided of an external port that settings name. */
export type PlannedExposure =
  | {
      readonly kind: 'exposed';
      readonly port: string;
      readonly number: number;
      readonly entryPoint: string;
      readonly workload: string;
      readonly clientAddress: ClientAddress;
      /** Why settings accept that the address is lost. @default - it is not lost, or not missed */
      readonly acceptedBecause?: string;
    }
  | { readonly kind: 'kept-inside'; readonly port: string; readonly number: number; readonly reason?: string };
