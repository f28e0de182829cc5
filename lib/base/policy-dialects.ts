/** The policy APIs in which policies can be written. */
export const policyDialects = ['kubernetes', 'cilium', 'calico'] as const;

export type PolicyDialect = (typeof policyDialects)[number];

/** Differences between the dialects on which other code depends. How each is written is in its renderer. */
interface DialectTraits {
  /** Whether policies are NetworkPolicies of Kubernetes. Other charts render these too, and they cannot name hosts. */
  readonly isNetworkPolicy: boolean;
  /** Whether policies name nodes in addition to a block of addresses that contains them, so that a rule depends on the content of the block. */
  readonly namesNodesApart: boolean;
  /** Whether the network plugin may redirect DNS requests to pods of a cache, and apply policies to these pods. */
  readonly mayLeadToDnsCache: boolean;
}

export const dialectTraits: Readonly<Record<PolicyDialect, DialectTraits>> = {
  // Enforced by any plugin, Cilium's too.
  kubernetes: { isNetworkPolicy: true, namesNodesApart: false, mayLeadToDnsCache: true },
  cilium: { isNetworkPolicy: false, namesNodesApart: true, mayLeadToDnsCache: true },
  calico: { isNetworkPolicy: false, namesNodesApart: false, mayLeadToDnsCache: false },
};
