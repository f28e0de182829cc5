import type { Tries } from './support';

const policies = ['default-deny', 'installation', 'from-public'].map((name) => `NetworkPolicy mail-all-in-one-${name}`);
const policy = (spec: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: more, namespace: mail }
spec: { podSelector: {}, ${spec} }
`;

export const tries: Tries = {
  'no policy at all': {
    without: policies,
    found: ['error: No policy restricts who may connect to the pods of mail/all-in-one[Workload]. | Workload mail/all-in-one'],
    others: ['internal-port-beyond-isolation'],
  },
  'a policy of the other direction': {
    without: policies,
    more: policy('policyTypes: [Egress], egress: [{}]'),
    found: ['error: No policy restricts who may connect to the pods of mail/all-in-one[Workload]. | Workload mail/all-in-one'],
    others: ['internal-port-beyond-isolation'],
  },
  'a policy that does not isolate': {
    without: policies,
    more: `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: more, namespace: mail }
spec: { endpointSelector: {}, enableDefaultDeny: { ingress: false, egress: false }, ingress: [{ fromEndpoints: [{}] }] }
`,
    found: ['error: No policy restricts who may connect to the pods of mail/all-in-one[Workload]. | Workload mail/all-in-one'],
    others: ['internal-port-beyond-isolation'],
  },
  'one policy is enough': {
    without: policies.slice(1),
    found: [],
    others: ['exposed-port-unreachable', 'known-connection-blocked', 'mandatory-port-missing'],
  },
  'what is rendered': { found: [] },
  'pods on the network of their node, which no policy concerns': {
    without: policies,
    more: `
apiVersion: v1
kind: Pod
metadata: { name: bluemind, namespace: mail, labels: { app.kubernetes.io/name: bluemind, app.kubernetes.io/instance: mail, app.kubernetes.io/component: all-in-one } }
spec: { hostNetwork: true, containers: [{ name: bluemind, image: bluemind }] }
`,
    found: [],
    others: ['host-network-unprotected', 'internal-port-beyond-isolation'],
  },
  'pods of others': {
    more: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\nspec: { containers: [{ name: web, image: web }] }\n',
    found: [],
  },
};
