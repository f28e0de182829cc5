import type { Labels } from '../../base/labels';
import type { PortRange, TrafficPeer } from './traffic';

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
  /** Which nodes of the cluster the blocks of addresses mean, which some dialects name apart. @default - none */
  readonly nodes?: 'every' | 'own';
  /** The answers of DNS, from which some dialects learn the addresses of hosts that other rules of the workload name. @default - they are not needed */
  readonly learnsHosts?: true;
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
  /** Destinations of the address's family. */
  readonly destinationCidrs: readonly string[];
  /** Blocks of the cluster of this family, whose connections stay as they are. */
  readonly excludedCidrs: readonly string[];
}
