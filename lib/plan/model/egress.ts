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
  /** Each rule admits its ports of its destinations; no rules admit nothing. */
  readonly rules: readonly EgressRule[];
}

export interface EgressRule {
  /** `anywhere` means every destination: pods, nodes, the outside. */
  readonly to: 'anywhere' | readonly EgressPeer[];
  readonly ports: 'all' | readonly PortRange[];
  /** Which nodes of the cluster are in the blocks of addresses; some dialects name nodes separately. @default - none */
  readonly nodes?: 'every' | 'own';
  /** Whether the rule lets a dialect read the answers of DNS, from which it learns the addresses of hosts in other rules of the workload. @default - not needed */
  readonly learnsHosts?: true;
}

export type EgressPeer =
  | TrafficPeer
  /** A host by name, which only some policy dialects support. */
  | { readonly kind: 'host'; readonly host: string }
  /** The API server, for which there is no portable selector: addresses are used if the dialect has no entity for it. */
  | { readonly kind: 'api-server'; readonly cidrs: readonly string[] };

/** Nodes through which the connections of a workload leave the cluster, with one source address. */
export interface PlannedEgressGateway {
  /** Unique in the cluster, since it is cluster-wide. */
  readonly name: string;
  readonly description: string;
  readonly namespace: string;
  readonly podLabels: Labels;
  /** Source address of the connections. */
  readonly address: string;
  readonly nodeLabels: Labels;
  /** Destinations of the address's family. */
  readonly destinationCidrs: readonly string[];
  /** Blocks of the cluster of this family; connections to them do not change. */
  readonly excludedCidrs: readonly string[];
}
