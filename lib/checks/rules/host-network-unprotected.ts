import type { Rule } from '../finding';

/** Policies do not apply to pods on the network of their node. */
export const hostNetworkUnprotected: Rule = {
  name: 'host-network-unprotected',
  severity: 'error',
  why: 'Most network plugins do not apply policies to pods that use the network of their node, so everyone who can reach the node can connect to all their ports.',
  mend: 'Remove hostNetwork from the pods, or protect the node by other means and waive this.',
  check: (_model, intent) =>
    intent.pods
      .filter(({ group }) => group.hostNetwork)
      .map(({ workload }) => ({
        message: `The pods of ${workload.title} use the network of their node, where policies do not protect them.`,
        object: workload.reference,
      })),
};
