/** In whose words policies can be written. */
export const policyDialects = ['kubernetes', 'cilium', 'calico'] as const;

export type PolicyDialect = (typeof policyDialects)[number];

/** What sets the dialects apart wherever something is decided by them; how each is written stands with its renderer. */
interface DialectTraits {
  /** Whether policies are NetworkPolicies of Kubernetes, which charts of others render too, and which name no hosts. */
  readonly isNetworkPolicy: boolean;
  /** Whether policies name nodes beside a block of addresses that holds them, so that a rule depends on what is in the block. */
  readonly namesNodesApart: boolean;
  /** Whether the network plugin may lead what is meant for the DNS of the cluster to pods of a cache, and judge it by these. */
  readonly mayLeadToDnsCache: boolean;
}

export const dialectTraits: Readonly<Record<PolicyDialect, DialectTraits>> = {
  // Enforced by any plugin, Cilium's too.
  kubernetes: { isNetworkPolicy: true, namesNodesApart: false, mayLeadToDnsCache: true },
  cilium: { isNetworkPolicy: false, namesNodesApart: true, mayLeadToDnsCache: true },
  calico: { isNetworkPolicy: false, namesNodesApart: false, mayLeadToDnsCache: false },
};
