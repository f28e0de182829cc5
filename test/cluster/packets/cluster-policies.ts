import type { KubernetesObject } from '../objects';

/** Ports of a ClusterNetworkPolicy's rule. */
const tcp = (number: number) => ({ tcp: { destinationPort: { number } } });
const tcpRange = (start: number, end: number) => ({ tcp: { destinationPort: { range: { start, end } } } });

const everyPod = { namespaces: {} };
const dumps = { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: 'dump' } } } };

/** Policies of an administrator: what the first one accepts, denies or passes, the second does not decide again; the Baseline comes last. */
function policies(namespace: string): readonly KubernetesObject[] {
  const subject = { namespaces: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
  const policy = (name: string, tier: 'Admin' | 'Baseline', priority: number, rules: object): KubernetesObject => ({
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: `${namespace}-${name}` },
    spec: { tier, priority, subject, ...rules },
  });
  return [
    policy('first', 'Admin', 10, {
      ingress: [
        { name: 'dump', action: 'Accept', from: [dumps], protocols: [tcp(5432)] },
        { name: 'mail', action: 'Pass', from: [everyPod], protocols: [tcpRange(25, 143)] },
      ],
      egress: [{ name: 'relay', action: 'Accept', to: [{ networks: ['192.0.2.10/32'] }], protocols: [tcp(25)] }],
    }),
    policy('second', 'Admin', 20, {
      ingress: [
        { name: 'mail', action: 'Deny', from: [everyPod], protocols: [tcp(25)] },
        { name: 'high', action: 'Deny', from: [everyPod], protocols: [tcpRange(5000, 9999)] },
      ],
      egress: [{ name: 'outside', action: 'Deny', to: [{ networks: ['192.0.2.0/24', '198.51.100.0/28'] }] }],
    }),
    policy('base', 'Baseline', 0, {
      ingress: [
        { name: 'web', action: 'Accept', from: [everyPod], protocols: [tcp(443)] },
        { name: 'rest', action: 'Deny', from: [everyPod] },
      ],
    }),
  ];
}

const withPolicies = (objects: readonly KubernetesObject[]): readonly KubernetesObject[] => [
  ...objects,
  ...policies(objects.find(({ metadata }) => metadata.namespace)?.metadata.namespace ?? ''),
];

/** Both tiers of ClusterNetworkPolicy, with each action, with NetworkPolicies and without: the Baseline counts only if no NetworkPolicy isolates. */
export const ofBothTiers = [
  { name: 'ClusterNetworkPolicies of both tiers', mutate: withPolicies },
  {
    name: 'ClusterNetworkPolicies of both tiers, without the rendered policies',
    mutate: (objects: readonly KubernetesObject[]) => withPolicies(objects.filter(({ kind }) => kind !== 'NetworkPolicy')),
  },
];
