import type { IpFamily } from '../../base/addresses';
import type { Labels } from '../../base/labels';
import type { Protocol } from '../../catalogue';
import type { EntryPointSettings, FieldFault, FieldPath } from '../../settings';
import type { Advice, ClientAddress } from '../model';

export type LoadBalancerSettings = Extract<EntryPointSettings, { type: 'LoadBalancer' }>;

export type ProviderName = LoadBalancerSettings['provider'];

/** The request to a provider: one entry point, with its Services. */
export interface LoadBalancerRequest {
  readonly entryPoint: string;
  readonly settings: LoadBalancerSettings;
  /** @default - the default of the cluster */
  readonly families?: readonly IpFamily[];
  /** Whether both IP families are requested. */
  readonly isDualStack: boolean;
  /** Namespaces of all workloads of the installation, sorted. */
  readonly namespaces: readonly string[];
  /** One for each workload. */
  readonly services: readonly BalancedService[];
}

/** A Service; most providers create one balancer for each. */
export interface BalancedService {
  readonly workload: string;
  readonly namespace: string;
  readonly name: string;
  readonly ports: readonly BalancedPort[];
}

/** A port of a Service; each number of a range is one. */
export interface BalancedPort {
  readonly name: string;
  readonly number: number;
  readonly protocol: Protocol;
  /** Whether connections are forwarded with a PROXY header. */
  readonly hasHeader: boolean;
}

/** Transports of providers that support more than TCP. */
export const tcpAndUdp: readonly Protocol[] = ['TCP', 'UDP'];

/** A provider of load balancers as data: how to configure it, and what it does not support. */
export interface LoadBalancerProvider {
  /** Name as a reader knows it. */
  readonly title: string;
  /** Where its annotations are documented. */
  readonly documentation: string;
  /** Transports that its balancers support. */
  readonly transports: readonly Protocol[];
  readonly proxyProtocol: ProxyProtocolSupport;
  /** What `addresses` names, by scheme. */
  readonly addresses: { readonly public: FixedAddresses; readonly internal: FixedAddresses | NoSuchScheme };
  readonly sharing: AddressSharing;
  readonly idleTimeout: IdleTimeout;
  readonly size: Size;
  /** Whether it connects to the node ports of the Service. */
  readonly needsNodePorts: (settings: LoadBalancerSettings) => boolean;
  /** Annotations of one of the Services. */
  readonly annotations: (request: LoadBalancerRequest, ports: readonly BalancedPort[]) => Labels;
  /** Fields of the Services. @default - the class of the settings */
  readonly fields?: (request: LoadBalancerRequest) => LoadBalancerFields;
  /** What happens to the client's address on a port. */
  readonly clientAddress: (request: LoadBalancerRequest, port: BalancedPort) => ClientAddress;
  /** Further settings that cannot work, besides those that the fields above describe. @default - none */
  readonly limits?: (request: LoadBalancerRequest) => readonly FieldFault[];
  /** Manual steps, and facts that people must know. @default - none */
  readonly checklist?: (request: LoadBalancerRequest) => readonly Advice[];
}

export interface LoadBalancerFields {
  /** loadBalancerClass. */
  readonly class?: string;
  /** loadBalancerIP, deprecated by Kubernetes: only if the provider has nothing better. */
  readonly address?: string;
}

export type ProxyProtocolSupport =
  | {
      readonly kind: 'per-port' | 'whole-balancer';
      /** Versions that can be requested. */
      readonly versions: readonly LoadBalancerProxyVersion[];
      /** Prefixes of the annotations that switch it on; settings may not set these by `annotations`. */
      readonly annotations: readonly string[];
    }
  /** How the client address is kept without it; follows a semicolon. */
  | { readonly kind: 'none'; readonly instead: string };

export type LoadBalancerProxyVersion = 'v1' | 'v2';

export type FixedAddresses =
  | { readonly kind: 'ip-addresses'; readonly most: MostAddresses }
  | {
      readonly kind: 'references';
      /** Their name, in the plural. */
      readonly what: string;
      readonly example: string;
      readonly pattern: RegExp;
      readonly most: MostAddresses;
    }
  | { readonly kind: 'none'; readonly instead: string };

export type MostAddresses = 'one' | 'one-a-family' | 'any';

/** The provider does not distinguish public and internal. */
export interface NoSuchScheme {
  readonly kind: 'no-such-scheme';
  readonly instead: string;
}

export type AddressSharing =
  /** By a key, by naming the same addresses, or by the ID of a balancer. */
  | {
      readonly kind: 'key' | 'addresses' | 'balancer-id';
      readonly policies: SharingPolicies;
      /** How many Services may share. @default - any number */
      readonly most?: number;
    }
  /** Why not, with an alternative; follows a colon. */
  | { readonly kind: 'none'; readonly because: string };

/** Values of externalTrafficPolicy that Services with a shared address may have. */
export type SharingPolicies =
  /** Each Service its own value: the address is not on a node. */
  | 'any'
  /** All Cluster, or all Local with the same pods: the address is on one node, and with Local only pods of that node are served. */
  | 'alike'
  /** Only Cluster. */
  | 'cluster';

export type IdleTimeout =
  | { readonly kind: 'settable'; readonly least?: number; readonly most?: number; readonly step?: number }
  /** Why it cannot be set, with an alternative; follows a colon. */
  | { readonly kind: 'none'; readonly because: string };

export type Size = { readonly kind: 'settable'; readonly expected: string; readonly pattern: RegExp } | { readonly kind: 'none' };

/** A fault of an entry point's field. */
export const faultAt = ({ entryPoint }: Pick<LoadBalancerRequest, 'entryPoint'>, path: FieldPath, message: string): FieldFault => ({
  path: ['entryPoints', entryPoint, ...path],
  message,
});

export const allPorts = ({ services }: LoadBalancerRequest): readonly BalancedPort[] => services.flatMap(({ ports }) => ports);

/** Whether any connection is forwarded with a PROXY header. */
export const sendsHeaders = (request: LoadBalancerRequest): boolean => allPorts(request).some(({ hasHeader }) => hasHeader);

/** `25,465`. */
export const listNumbers = (ports: readonly BalancedPort[]): string =>
  [...new Set(ports.map(({ number }) => number))].sort((a, b) => a - b).join(',');

/** An annotation, or nothing if it has no value. */
export const annotate = (key: string, value: string | undefined): Labels => (value === undefined || value === '' ? {} : { [key]: value });
