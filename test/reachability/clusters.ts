import fc from 'fast-check';
import type {
  SlowAdminPeer,
  SlowAdminPolicy,
  SlowAdminRule,
  SlowCluster,
  SlowPeer,
  SlowPod,
  SlowPolicy,
  SlowPort,
  SlowRule,
  SlowSelector,
} from './slow-evaluator';

/** Few names each, so that selectors meet labels, and ports meet ports. */
const keys = ['app', 'tier', 'kubernetes.io/metadata.name'] as const;
const values = ['a', 'b', 'c'] as const;
const namespaceNames = ['a', 'b', 'c'] as const;
const protocolNames = ['TCP', 'UDP', 'SCTP'] as const;

/** Ports in use, with both ends of the range and neighbours. */
export const probedPorts = [1, 79, 80, 81, 443, 8080, 8081, 65535] as const;

const labels = fc.dictionary(fc.constantFrom('app', 'tier'), fc.constantFrom(...values), { maxKeys: 2 });

const selector: fc.Arbitrary<SlowSelector> = fc.record(
  {
    matchLabels: fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...values), { maxKeys: 1 }),
    matchExpressions: fc.array(
      fc.oneof(
        fc.record({
          key: fc.constantFrom(...keys),
          operator: fc.constantFrom('In', 'NotIn'),
          values: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }),
        }),
        fc.record({ key: fc.constantFrom(...keys), operator: fc.constantFrom('Exists', 'DoesNotExist') }),
      ),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);

/** Addresses just inside and outside the blocks below. */
export const probedAddresses = [
  '0.0.0.0',
  '9.255.255.255',
  '10.0.0.0',
  '10.1.0.0',
  '10.1.255.255',
  '10.2.0.0',
  '10.255.255.255',
  '11.0.0.0',
  '255.255.255.255',
  '2001:db8::',
  '2001:db8:1::1',
  '2001:db8:2::',
  '2001:db9::',
  'fe80::1',
] as const;

const block = fc.constantFrom(
  { cidr: '10.0.0.0/8' },
  { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] },
  { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.0.0.0/9'] },
  { cidr: '10.1.0.0/16' },
  { cidr: '0.0.0.0/0' },
  { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] },
  { cidr: '::/0' },
  { cidr: '2001:db8::/32' },
  { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] },
);

const peer: fc.Arbitrary<SlowPeer> = fc.oneof(
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector: selector }),
  fc.record({ podSelector: selector, namespaceSelector: selector }),
  fc.record({ ipBlock: block }),
);

const portNames = ['http', 'dns', 'nobody'] as const;

const port: fc.Arbitrary<SlowPort> = fc.oneof(
  fc.record({ protocol: fc.constantFrom(...protocolNames), port: fc.constantFrom(...probedPorts, ...portNames) }, { requiredKeys: [] }),
  fc
    .tuple(fc.constantFrom(...protocolNames), fc.constantFrom(...probedPorts), fc.constantFrom(...probedPorts))
    .map(([protocol, one, other]) => ({ protocol, port: Math.min(one, other), endPort: Math.max(one, other) })),
);

const rule: fc.Arbitrary<SlowRule> = fc.record({ peers: fc.array(peer, { maxLength: 3 }), ports: fc.array(port, { maxLength: 3 }) });

const policy: fc.Arbitrary<Omit<SlowPolicy, 'name'>> = fc.record({
  namespace: fc.constantFrom(...namespaceNames),
  podSelector: selector,
  policyTypes: fc.subarray(['Ingress', 'Egress']),
  ingress: fc.array(rule, { maxLength: 2 }),
  egress: fc.array(rule, { maxLength: 2 }),
});

const pod: fc.Arbitrary<Omit<SlowPod, 'name'>> = fc.record({
  namespace: fc.constantFrom(...namespaceNames),
  labels,
  ports: fc.array(
    fc.record(
      { name: fc.constantFrom('http', 'dns'), protocol: fc.constantFrom(...protocolNames), containerPort: fc.constantFrom(...probedPorts) },
      { requiredKeys: ['protocol', 'containerPort'] },
    ),
    { maxLength: 3 },
  ),
});

/** Clusters of up to five pods and four policies in three namespaces, one of which may have no object. */
export const clusters: fc.Arbitrary<SlowCluster> = fc.record({
  namespaces: fc.record({ a: labels, b: labels, c: fc.option(labels, { nil: undefined }) }),
  pods: fc.array(pod, { minLength: 1, maxLength: 5 }).map((pods) => pods.map((one, index) => ({ ...one, name: `pod-${index}` }))),
  policies: fc.array(policy, { maxLength: 4 }).map((policies) => policies.map((one, index) => ({ ...one, name: `policy-${index}` }))),
});

const podsPeer = fc.oneof(
  fc.record({ namespaces: selector }),
  fc.record({ pods: fc.record({ namespaceSelector: selector, podSelector: selector }) }),
);

const numberedPort: fc.Arbitrary<SlowPort> = fc
  .tuple(fc.constantFrom(...protocolNames), fc.constantFrom(...probedPorts), fc.option(fc.constantFrom(...probedPorts), { nil: undefined }))
  .map(([protocol, one, other]) =>
    other === undefined ? { protocol, port: one } : { protocol, port: Math.min(one, other), endPort: Math.max(one, other) },
  );

const adminRules = (peers: fc.Arbitrary<SlowAdminPeer>, actions: readonly SlowAdminRule['action'][]): fc.Arbitrary<readonly SlowAdminRule[]> =>
  fc.array(
    fc.record({
      action: fc.constantFrom(...actions),
      peers: fc.array(peers, { minLength: 1, maxLength: 2 }),
      ports: fc.array(numberedPort, { maxLength: 2 }),
    }),
    { maxLength: 3 },
  );

const networks: fc.Arbitrary<SlowAdminPeer> = fc
  .subarray(['10.0.0.0/8', '10.1.0.0/16', '0.0.0.0/0', '192.168.0.0/16', '::/0'], { minLength: 1 })
  .map((blocks) => ({ networks: blocks }));

const adminPolicy = (kind: SlowAdminPolicy['kind'], actions: readonly SlowAdminRule['action'][]): fc.Arbitrary<Omit<SlowAdminPolicy, 'priority'>> =>
  fc.record({
    kind: fc.constant(kind),
    subject: podsPeer,
    ingress: adminRules(podsPeer, actions),
    egress: adminRules(fc.oneof(podsPeer, podsPeer, networks), actions),
  });

/** Clusters with up to three policies of administrators, each of a priority of its own, and perhaps a baseline. */
export const administeredClusters: fc.Arbitrary<SlowCluster> = fc
  .tuple(
    clusters,
    fc.array(adminPolicy('AdminNetworkPolicy', ['Allow', 'Deny', 'Pass']), { maxLength: 3 }),
    fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 3, maxLength: 3 }),
    fc.option(adminPolicy('BaselineAdminNetworkPolicy', ['Allow', 'Deny']), { nil: undefined }),
  )
  .map(([cluster, admins, priorities, baseline]) => ({
    ...cluster,
    adminPolicies: [
      ...admins.map((one, index) => ({ ...one, priority: priorities[index] ?? index })),
      ...(baseline ? [{ ...baseline, priority: 0 }] : []),
    ],
  }));
