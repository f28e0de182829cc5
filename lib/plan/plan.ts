import type { IpFamily } from '../base/addresses';
import type { ExternalPort, Port, Protocol, Release } from '../catalogue';
import type { Certificate, EntryPointSettings, IngressController, WorkloadKind } from '../settings';
import type { ClientAddress } from './client-address';
import type { EntryBackend } from './entry-points/backend';
import type { GatewayEntry } from './entry-points/gateway/entries';
import type { EntryHaproxy } from './entry-points/haproxy/entry';
import type { EntryIngressNginx } from './entry-points/ingress-nginx/entry';
import type { EntryTraefik, TraefikServersTransport } from './entry-points/traefik/entry';

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
  /** Machines outside the cluster, which no policy guards. */
  readonly machines: readonly PlannedMachines[];
  readonly services: readonly PlannedService[];
  readonly entries: readonly PlannedEntry[];
  readonly traffic: readonly AllowedTraffic[];
  /** Where the workloads may connect to; none where nothing restricts them. */
  readonly egress: readonly AllowedEgress[];
  /** What gives outgoing mail an address of its own, where objects do. */
  readonly egressGateways: readonly PlannedEgressGateway[];
  /** In which words the policies are written, and what stands guard over them. */
  readonly policies: PlannedPolicies;
  readonly connections: readonly PlannedConnection[];
  /** Facts of the cluster that the proof needs. */
  readonly cluster: {
    readonly podCidrs: readonly string[];
    readonly nodeCidrs: readonly string[];
    readonly controllers: readonly PlannedController[];
  };
  readonly exposures: readonly PlannedExposure[];
  readonly waivers: readonly Waiver[];
  /** What must be done by hand, in BlueMind or at the edge, for the plan to work. */
  readonly checklist: readonly ChecklistItem[];
}

/** Where the connections of an ingress controller or gateway come from, for the entry points that lead through it. */
export interface PlannedController {
  readonly entryPoint: string;
  readonly source: IngressController;
  /** Name of an exposed port to the number on which the controller listens, where it is another. */
  readonly listeners: Readonly<Record<string, number>>;
}

/** A finding of the checks that settings accept for a while. */
export interface Waiver {
  readonly rule: string;
  /** Name of an object that the finding is about. @default - any */
  readonly object?: string;
  /** Name of the BlueMind port that the finding is about. @default - any */
  readonly port?: string;
  readonly reason: string;
  /** Last day on which it counts, as YYYY-MM-DD. */
  readonly until: string;
}

/** A thing to do outside of the manifests. */
export interface ChecklistItem {
  /** Name of the entry point that needs it; `cluster` for what goes on inside, `egress` for what goes out. */
  readonly entryPoint: string;
  /** Where: a controller, a balancer, a BlueMind component. */
  readonly where: string;
  readonly what: string;
  /** Said aloud at each synthesis, not in the report alone. @default false */
  readonly warning?: boolean;
}

export type Labels = Readonly<Record<string, string>>;

/** What runs components of BlueMind. */
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
  /** What clients from outside need to know of it. @default - an internal port */
  readonly external?: Pick<ExternalPort, 'need' | 'encryption' | 'redirectsTo'>;
}

/** A connection of BlueMind's components that crosses the network, between two workloads or the pods of one. */
export interface PlannedConnection {
  readonly from: string;
  readonly fromWorkload: string;
  readonly to: string;
  readonly toWorkload: string;
  /** Name of the port. */
  readonly port: string;
  readonly description: string;
}

/** A Service that is reached inside the cluster alone. */
export interface PlannedService {
  readonly name: string;
  readonly namespace: string;
  readonly component: string;
  readonly workload: string;
  readonly description: string;
  readonly annotations: Labels;
  readonly backends: ServiceBackends;
  /** Its name leads to the pods' own addresses, ready or not, because members find each other by it. */
  readonly headless: boolean;
  readonly ports: readonly ServicePort[];
  readonly ipFamilies?: readonly IpFamily[];
}

/** What a Service leads to. */
export type ServiceBackends =
  /** Pods, by its selector. */
  | { readonly kind: 'pods'; readonly podLabels: Labels }
  /** Machines, by EndpointSlices. */
  | { readonly kind: 'machines'; readonly addresses: readonly string[] };

export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number;
  readonly protocol: Protocol;
  /** @default - chosen by the cluster, or none */
  readonly nodePort?: number;
}

/** An object through which the outside comes in. */
export type PlannedEntry = EntryService | EntryIngress | EntryBackend | EntryTraefik | EntryHaproxy | EntryIngressNginx | GatewayEntry;

/** What every object through which the outside comes in has. */
export interface Entry {
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
  readonly backends: ServiceBackends;
  readonly ports: readonly ServicePort[];
  readonly externalTrafficPolicy: 'Local' | 'Cluster';
  readonly ipFamilies?: readonly IpFamily[];
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
  /** What a LoadBalancer has besides. @default - a NodePort */
  readonly loadBalancer?: {
    readonly class?: string;
    /** Fixed address in the field loadBalancerIP. @default - none, or said by annotations */
    readonly address?: string;
    readonly sourceRanges: readonly string[];
    readonly allocateNodePorts: boolean;
  };
}

export interface EntryIngress extends Entry {
  readonly kind: 'Ingress';
  /** Which controller serves it. */
  readonly controller: Extract<EntryPointSettings, { readonly type: 'Ingress' }>['controller'];
  readonly className?: string;
  readonly hosts: readonly string[];
  readonly certificate?: Certificate;
  readonly backend: { readonly service: string; readonly port: number };
  /** How Traefik connects to the backend, which an Ingress cannot say. @default - another controller */
  readonly serversTransport?: TraefikServersTransport;
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

/** Where the pods of a workload may connect to, as one statement with its reason. */
export interface AllowedEgress {
  /** Name of the policy. */
  readonly name: string;
  readonly namespace: string;
  readonly workload: string;
  readonly podLabels: Labels;
  /** What it allows and why, in a sentence. */
  readonly description: string;
  /** Each admits its ports of its destinations; none admits nothing. */
  readonly rules: readonly EgressRule[];
}

export interface EgressRule {
  /** `anywhere` is every destination there is: pods, nodes, the outside. */
  readonly to: 'anywhere' | readonly EgressPeer[];
  readonly ports: 'all' | readonly PortRange[];
}

export type EgressPeer =
  | TrafficPeer
  /** A host by name, which only some policy dialects know. */
  | { readonly kind: 'host'; readonly host: string }
  /** The API server, which has no portable selector: addresses stand for it where the dialect has no word for it. */
  | { readonly kind: 'api-server'; readonly cidrs: readonly string[] };

/** Nodes through which the connections of a workload leave the cluster, under one address. */
export interface PlannedEgressGateway {
  /** Unique in the cluster, since it is in no namespace. */
  readonly name: string;
  readonly description: string;
  readonly namespace: string;
  readonly podLabels: Labels;
  /** Address as which connections go out. */
  readonly address: string;
  readonly nodeLabels: Labels;
  /** Blocks of the cluster, whose connections stay as they are. */
  readonly excludedCidrs: readonly string[];
}

/** How the statements of `traffic` and `egress` are written. */
export interface PlannedPolicies {
  readonly dialect: 'kubernetes' | 'cilium' | 'calico';
  /** What stands above them, one a workload. */
  readonly guards: readonly PlannedGuard[];
}

/** Ports of a workload that no other namespace reaches, whatever policies are added. */
export interface PlannedGuard {
  /** Unique in the cluster, since guards are in no namespace. */
  readonly name: string;
  readonly namespace: string;
  readonly workload: string;
  readonly podLabels: Labels;
  /** From 0, the first, to 1000. */
  readonly priority: number;
  /** What it denies and why, in a sentence. */
  readonly description: string;
  /** Pods of other namespaces that other policies may admit, to the ports named. */
  readonly exceptions: readonly { readonly from: readonly PodPeer[]; readonly ports: readonly PortRange[] }[];
  /** Ports that are closed to the rest. */
  readonly ports: readonly PortRange[];
}

export type PodPeer = Extract<TrafficPeer, { readonly kind: 'pods' }>;

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
