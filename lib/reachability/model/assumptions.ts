import { type Fault, InputError } from '../../base/faults';
import { didYouMean, oneOf } from '../../base/words';
import type { RouteDialect } from '../objects/route';
import { type AddressSet, parseAddressSet } from '../sets/address-sets';
import { union } from '../sets/intervals';
import type { Labels } from '../sets/selectors';

/** Pods of an ingress controller or gateway: manifests do not identify them. */
export interface Controller {
  /**
   * Families of routes that it serves.
   * @default - all of them
   */
  readonly dialects?: readonly RouteDialect[];
  /**
   * Classes (ingressClassName, gatewayClassName) that it serves.
   * @default - all of them
   */
  readonly classNames?: readonly string[];
  /** Empty if the only known fact about its pods is that they use the network of their nodes. */
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /**
   * Whether it uses the network of its node.
   * @default false
   */
  readonly hostNetwork?: boolean;
  /**
   * Whether it is Cilium's own proxy (the entity `ingress`), which is not a pod: then namespace and labels have no meaning.
   * @default false
   */
  readonly isCiliumProxy?: boolean;
}

/** A balancer outside the cluster that sends PROXY headers, or connects straight to the pods, which no manifest shows. */
export interface Balancer {
  readonly namespace: string;
  /** Name of its Service. */
  readonly service: string;
  /** Ports of the Service on which it does so, by their names. */
  readonly ports: readonly string[];
  /** What the pods see, independently of externalTrafficPolicy: the client addresses, or these blocks, which are its own or those of nodes in between. */
  readonly seen: 'clients' | readonly string[];
}

/** Facts that manifests do not contain and Kubernetes leaves open. The defaults assume nothing. */
export interface AssumptionOptions {
  /**
   * Pods on the network of their node: `undefined` as in the API, so that verdicts about selected ones are unknown; `ordinary` as in netpol-analyzer,
   * like any other pod.
   * @default 'undefined'
   */
  readonly hostNetwork?: 'undefined' | 'ordinary';
  /**
   * Whether the ipBlock of a NetworkPolicy also matches pods with such addresses: network plugins differ.
   * @default 'undefined'
   */
  readonly ipBlocksMatchPods?: 'undefined' | 'always' | 'never';
  /**
   * Blocks of the addresses of pods.
   * @default - not known
   */
  readonly podAddresses?: readonly string[];
  /**
   * Blocks of the addresses of nodes, including those of load balancers that replace the client address with their own.
   * @default - not known
   */
  readonly nodeAddresses?: readonly string[];
  /**
   * Whether the provider enforces loadBalancerSourceRanges. Node ports are open to all in any case.
   * @default 'enforced'
   */
  readonly sourceRanges?: 'enforced' | 'ignored';
  /**
   * Whether load balancers keep the client address if externalTrafficPolicy is Local.
   * @default 'kept'
   */
  readonly clientAddress?: 'kept' | 'replaced';
  /**
   * Ingress controllers and gateways.
   * @default - not known: whether they may reach ports of only some peers is unknown
   */
  readonly controllers?: readonly Controller[];
  /**
   * Labels of namespaces that are not in the objects, by their names: all labels besides `kubernetes.io/metadata.name`. `*` means all namespaces
   * that are not named here.
   * @default - not known: what depends on them is unknown
   */
  readonly namespaceLabels?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Further known facts about the environment, beyond objects and assumptions. */
export interface Surroundings {
  /**
   * Balancers about which more is known than their Services show.
   * @default - none: `clientAddress` applies to all
   */
  readonly balancers?: readonly Balancer[];
  /**
   * Gateways that exist in the cluster but are not in the objects; they are assumed to admit all routes and listeners that refer to them.
   * @default - none: it is unknown whether routes of missing Gateways lead anywhere
   */
  readonly gateways?: readonly { readonly namespace: string; readonly name: string }[];
}

/** Assumptions with all defaults filled in and addresses parsed. */
export interface Assumptions {
  readonly hostNetwork: 'undefined' | 'ordinary';
  readonly ipBlocksMatchPods: 'undefined' | 'always' | 'never';
  readonly podAddresses?: AddressSet;
  readonly nodeAddresses?: AddressSet;
  readonly sourceRanges: 'enforced' | 'ignored';
  readonly clientAddress: 'kept' | 'replaced';
  readonly controllers: readonly (Omit<Controller, 'labels'> & { readonly labels: Labels })[];
  readonly balancers: readonly (Omit<Balancer, 'seen'> & { readonly seen: 'clients' | AddressSet })[];
  readonly gateways: readonly { readonly namespace: string; readonly name: string }[];
  readonly namespaceLabels: ReadonlyMap<string, Labels>;
}

/** The values of an assumption. */
const words = {
  hostNetwork: ['undefined', 'ordinary'],
  ipBlocksMatchPods: ['undefined', 'always', 'never'],
  sourceRanges: ['enforced', 'ignored'],
  clientAddress: ['kept', 'replaced'],
} as const satisfies { readonly [Key in keyof AssumptionOptions]?: readonly NonNullable<AssumptionOptions[Key]>[] };

/**
 * Fills in the defaults.
 * @throws InputError for an invalid block of addresses or an unknown value.
 */
export function assume(options: AssumptionOptions & Surroundings = {}): Assumptions {
  const faults: Fault[] = [];
  const addresses = (field: string, texts: readonly string[]): AddressSet =>
    union(
      ...texts.map((text, index): AddressSet => {
        const set = parseAddressSet(text);
        if (set === undefined)
          faults.push({ field: `${field}[${index}]`, message: `expected a block such as 10.244.0.0/16, found ${JSON.stringify(text)}` });
        return set ?? [];
      }),
    );
  const blocks = (field: 'podAddresses' | 'nodeAddresses'): { [key in typeof field]?: AddressSet } => {
    const texts = options[field];
    return texts ? { [field]: addresses(field, texts) } : {};
  };
  const word = <Key extends keyof typeof words>(field: Key): (typeof words)[Key][number] => {
    const [byDefault] = words[field];
    const found: string = options[field] ?? byDefault;
    const known: readonly (typeof words)[Key][number][] = words[field];
    const meant = known.find((candidate) => candidate === found);
    if (meant === undefined) faults.push({ field, message: `expected ${oneOf(known)}, found '${found}'${didYouMean(found, known)}` });
    return meant ?? byDefault;
  };
  const assumptions: Assumptions = {
    hostNetwork: word('hostNetwork'),
    ipBlocksMatchPods: word('ipBlocksMatchPods'),
    ...blocks('podAddresses'),
    ...blocks('nodeAddresses'),
    sourceRanges: word('sourceRanges'),
    clientAddress: word('clientAddress'),
    controllers: (options.controllers ?? []).map((controller) => ({ ...controller, labels: new Map(Object.entries(controller.labels)) })),
    balancers: (options.balancers ?? []).map((balancer, index) => ({
      ...balancer,
      seen: balancer.seen === 'clients' ? balancer.seen : addresses(`balancers[${index}].seen`, balancer.seen),
    })),
    gateways: options.gateways ?? [],
    namespaceLabels: new Map(Object.entries(options.namespaceLabels ?? {}).map(([name, labels]) => [name, new Map(Object.entries(labels))] as const)),
  };
  if (faults.length > 0) throw new InputError(faults);
  return assumptions;
}
