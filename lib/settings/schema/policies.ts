import * as z from 'zod';
import { policyDialects } from '../../base/policy-dialects';
import { admissionSchema } from './admission';

const priority = z.int({ error: 'expected a whole number', abort: true }).min(0, 'is not within 0-1000').max(1000, 'is not within 0-1000');

/** In which API policies are written, and what protects them and the closed ports. */
export const policiesSchema = z.strictObject({
  dialect: z
    .enum(policyDialects)
    .default('kubernetes')
    .meta({
      description:
        'Kind of the policies: NetworkPolicy of Kubernetes, which every network plugin with policies enforces, CiliumNetworkPolicy, or NetworkPolicy of Calico. All admit the same connections; the latter two need their own plugin, and can name more peers (nodes, hosts by name, the API server).',
      examples: ['cilium'],
    }),
  guard: z
    .enum(['none', 'clusterNetworkPolicy'])
    .default('none')
    .meta({
      description:
        'Whether ClusterNetworkPolicies (policy.networking.k8s.io/v1alpha2, tier Admin) take precedence over all other policies: no other namespace reaches the internal ports, even if a team adds policies of its own. They apply only to pods, so the other policies still decide for the outside and the nodes, and they need a network plugin that enforces them.',
      examples: ['clusterNetworkPolicy'],
    }),
  guardPriority: priority.default(100).meta({
    description:
      'Priority of the guard among the ClusterNetworkPolicies of the tier, from 0, the first, to 1000; those of one priority have no order.',
    examples: [50],
  }),
  admission: admissionSchema.default(false).meta({
    description:
      'Whether ValidatingAdmissionPolicies (admissionregistration.k8s.io/v1, Kubernetes 1.30 or later, nothing to install) refuse later changes that would open a closed port: Services, routes and host ports that lead to internal ports, the network of the node, policies that admit more than the settings do, the removal of the default deny. `true` refuses such requests.',
    examples: [
      true,
      {
        action: 'Warn',
        exceptions: [{ serviceAccount: 'argocd/argocd-application-controller', reason: 'Argo CD applies what was reviewed in Git.' }],
      },
    ],
  }),
});
