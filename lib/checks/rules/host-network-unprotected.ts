import type { Rule } from '../finding';

/** Policies do not reach pods on the network of their node. */
export const hostNetworkUnprotected: Rule = {
  name: 'host-network-unprotected',
  severity: 'error',
  why: 'Most network plugins do not apply policies to pods on the network of their node, so each of their ports is open to whoever reaches the node.',
  mend: 'Take hostNetwork out of the pods, or guard the node by other means and waive this.',
  check: (_model, intent) =>
    intent.pods
      .filter(({ group }) => group.hostNetwork)
      .map(({ workload }) => ({
        message: `The pods of ${workload.title} use the network of their node, where policies do not protect them.`,
        object: workload.reference,
      })),
};
