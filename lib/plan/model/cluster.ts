import type { IngressController } from '../../settings';

/** Source of the connections of an ingress controller or gateway, for the entry points that lead through it. */
export interface PlannedController {
  readonly entryPoint: string;
  /** Cilium's own proxy has neither pods nor an address. */
  readonly source: IngressController | { readonly kind: 'cilium-proxy' };
  /** Name of an exposed port to the number on which the controller listens, if it is another one. */
  readonly listeners: Readonly<Record<string, number>>;
}

/** A balancer that sends PROXY headers, or connects straight to the pods. */
export interface PlannedBalancer {
  readonly namespace: string;
  /** Name of its Service. */
  readonly service: string;
  /** Ports of the Service on which it does so, by their names. */
  readonly ports: readonly string[];
  /** What the pods see, independently of externalTrafficPolicy: the client addresses, or these blocks, which are its own or those of nodes in between. */
  readonly seen: 'clients' | readonly string[];
}

/** A Gateway that already exists in the cluster. */
export interface PlannedGatewayReference {
  readonly namespace: string;
  readonly name: string;
}
