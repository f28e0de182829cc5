import type { IngressController } from '../../settings';

/** Where the connections of an ingress controller or gateway come from, for the entry points that lead through it. */
export interface PlannedController {
  readonly entryPoint: string;
  /** Cilium's own proxy is neither pods nor an address. */
  readonly source: IngressController | { readonly kind: 'cilium-proxy' };
  /** Name of an exposed port to the number on which the controller listens, where it is another. */
  readonly listeners: Readonly<Record<string, number>>;
}

/** A balancer that hands clients on by PROXY headers, or straight to the pods. */
export interface PlannedBalancer {
  readonly namespace: string;
  /** Name of the Service that it leads to. */
  readonly service: string;
  /** Ports of the Service on which it does so, by their names. */
  readonly ports: readonly string[];
  /** What the pods see whatever externalTrafficPolicy says: the clients' addresses, or these blocks, its own or those of nodes that stand between. */
  readonly seen: 'clients' | readonly string[];
}

/** A Gateway that stands in the cluster already. */
export interface PlannedGatewayReference {
  readonly namespace: string;
  readonly name: string;
}
