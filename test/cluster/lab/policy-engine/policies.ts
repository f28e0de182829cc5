import type { LabelSelector } from './selectors';

/** A pod as the engine sees it. */
export interface EnginePod {
  readonly namespace: string;
  readonly namespaceLabels: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly address: string;
  readonly nodeAddress: string;
  readonly ports: readonly { readonly name?: string; readonly protocol?: string; readonly containerPort: number }[];
}

/** What the engine reads of a NetworkPolicy of networking.k8s.io/v1. */
export interface NetworkPolicy {
  readonly metadata: { readonly namespace: string; readonly name: string };
  readonly spec: {
    readonly podSelector?: LabelSelector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly { readonly from?: readonly NetworkPeer[]; readonly ports?: readonly NetworkPort[] }[];
    readonly egress?: readonly { readonly to?: readonly NetworkPeer[]; readonly ports?: readonly NetworkPort[] }[];
  };
}

export interface NetworkPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface NetworkPort {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

/** What the engine reads of a ClusterNetworkPolicy of policy.networking.k8s.io/v1alpha2. */
export interface ClusterNetworkPolicy {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly tier: 'Admin' | 'Baseline';
    readonly priority: number;
    readonly subject: ClusterPeer;
    readonly ingress?: readonly (ClusterRule & { readonly from: readonly ClusterPeer[] })[];
    readonly egress?: readonly (ClusterRule & { readonly to: readonly ClusterPeer[] })[];
  };
}

export interface ClusterPeer {
  readonly namespaces?: LabelSelector;
  readonly pods?: { readonly namespaceSelector?: LabelSelector; readonly podSelector?: LabelSelector };
  readonly networks?: readonly string[];
}

interface ClusterRule {
  readonly action: 'Accept' | 'Deny' | 'Pass';
  readonly protocols?: readonly ClusterProtocol[];
}

export interface ClusterProtocol {
  readonly tcp?: { readonly destinationPort?: ClusterPort };
  readonly udp?: { readonly destinationPort?: ClusterPort };
}

interface ClusterPort {
  readonly number?: number;
  readonly range?: { readonly start: number; readonly end: number };
}

/** All policies of a cluster that the engine enforces. */
export interface Policies {
  readonly network: readonly NetworkPolicy[];
  readonly cluster: readonly ClusterNetworkPolicy[];
}
