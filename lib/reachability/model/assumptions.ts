import { type Fault, InputError } from '../../base/faults';
import { didYouMean, oneOf } from '../../base/words';
import type { RouteDialect } from '../objects/route';
import { type AddressSet, parseAddressSet } from '../sets/address-sets';
import { union } from '../sets/intervals';
import type { Labels } from '../sets/selectors';

/** Pods of an ingress controller or gateway: manifests do not tell which they are. */
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
  /** Empty where nothing is known of its pods but that they use the network of their nodes. */
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /**
   * Whether it uses the network of its node.
   * @default false
   */
  readonly hostNetwork?: boolean;
  /**
   * Whether it is Cilium's own proxy (the entity `ingress`), which is no pod: namespace and labels then mean nothing.
   * @default false
   */
  readonly isCiliumProxy?: boolean;
}

/** A balancer outside the cluster that hands clients on by PROXY headers, or straight to the pods, which no manifest tells. */
export interface Balancer {
  readonly namespace: string;
  /** Name of its Service. */
  readonly service: string;
  /** Ports of the Service on which it does so, by their names. */
  readonly ports: readonly string[];
  /** What the pods see, independent of externalTrafficPolicy: the client addresses, or these blocks, which are its own or those of nodes in between. */
  readonly seen: 'clients' | readonly string[];
}

/** What manifests do not tell and Kubernetes leaves open. Everything has a default that claims nothing. */
export interface AssumptionOptions {
  /**
   * Pods on the network of their node: `undefined` as the API has it, so that verdicts on captured ones are unknown; `ordinary` as netpol-analyzer has
   * it, like any other pod.
   * @default 'undefined'
   */
  readonly hostNetwork?: 'undefined' | 'ordinary';
  /**
   * Whether the ipBlock of a NetworkPolicy means pods with such addresses, too: network plugins differ.
   * @default 'undefined'
   */
  readonly ipBlocksMatchPods?: 'undefined' | 'always' | 'never';
  /**
   * Blocks that the pods have their addresses from.
   * @default - not known
   */
  readonly podAddresses?: readonly string[];
  /**
   * Blocks that the nodes have their addresses from, with those of load balancers that put their own in place of the client's.
   * @default - not known
   */
  readonly nodeAddresses?: readonly string[];
  /**
   * Whether the provider heeds loadBalancerSourceRanges. Node ports are open to all in any case.
   * @default 'enforced'
   */
  readonly sourceRanges?: 'enforced' | 'ignored';
  /**
   * Whether load balancers keep the client's address where externalTrafficPolicy is Local.
   * @default 'kept'
   */
  readonly clientAddress?: 'kept' | 'replaced';
  /**
   * Ingress controllers and gateways.
   * @default - not known: what only some pods may reach is unknown
   */
  readonly controllers?: readonly Controller[];
  /**
   * Labels of namespaces that are not among the objects, by their names: all that they have besides `kubernetes.io/metadata.name`. `*` stands for all
   * that are not named here.
   * @default - not known: what depends on them is unknown
   */
  readonly namespaceLabels?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What is known of the surroundings, beyond objects and assumptions. */
export interface Surroundings {
  /**
   * Balancers of which more is known than their Services tell.
   * @default - none: what `clientAddress` says holds for all
   */
  readonly balancers?: readonly Balancer[];
  /**
   * Gateways that stand in the cluster though they are not among the objects; they are taken to admit what asks for them.
   * @default - none: whether routes of Gateways that are not given lead anywhere is unknown
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

/** Words that an assumption may be. */
const words = {
  hostNetwork: ['undefined', 'ordinary'],
  ipBlocksMatchPods: ['undefined', 'always', 'never'],
  sourceRanges: ['enforced', 'ignored'],
  clientAddress: ['kept', 'replaced'],
} as const satisfies { readonly [Key in keyof AssumptionOptions]?: readonly NonNullable<AssumptionOptions[Key]>[] };

/**
 * Fills in the defaults.
 * @throws InputError for a block of addresses that is none, and a word that means nothing.
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
