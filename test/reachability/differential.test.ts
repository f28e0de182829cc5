import fc from 'fast-check';
import {
  connections,
  connectivity,
  findParties,
  formatConnections,
  formatPorts,
  hasPort,
  type Model,
  type ModelOptions,
  objectsModel,
  type Party,
  protocols,
} from '../../lib/reachability';
import { runs } from '../support/runs';
import { administeredClusters, clusters, probedAddresses, probedPorts } from './clusters';
import { objectsOf, type SlowCluster, type SlowParty, type SlowPod, slowlyAllowed, slowPodAddress } from './slow-evaluator';

/** The slow evaluator has it that an ipBlock never means a pod, and that a namespace without an object has no labels. */
const slowAssumptions: ModelOptions = { ipBlocksMatchPods: 'never', podAddresses: [`${slowPodAddress}/32`], namespaceLabels: { '*': {} } };
const modelFor = (cluster: SlowCluster, more: readonly unknown[] = [], options = slowAssumptions): Model =>
  objectsModel([...objectsOf(cluster), ...more], options);

const partyFor = (model: Model, slow: SlowParty): Party => {
  const [found] = findParties(model, 'pod' in slow ? `${slow.pod.namespace}/${slow.pod.name}` : slow.address);
  if (found === undefined) throw new Error('not found');
  return found.party;
};

const partiesOf = ({ pods }: SlowCluster): readonly SlowParty[] => [
  ...pods.map((pod: SlowPod): SlowParty => ({ pod })),
  ...probedAddresses.map((address): SlowParty => ({ address })),
];

const nameOf = (party: SlowParty): string => ('pod' in party ? `${party.pod.namespace}/${party.pod.name}` : party.address);

test.each([
  ['NetworkPolicies', clusters, runs(40, 3000)],
  ['policies of administrators above and below them', administeredClusters, runs(20, 1500)],
] as const)('says of each pair of pods and addresses, protocol and port what the slow evaluator says: %s', (_what, kind, numRuns) => {
  let allowed = 0;
  let denied = 0;
  fc.assert(
    fc.property(kind, (cluster) => {
      const model = modelFor(cluster);
      for (const source of partiesOf(cluster)) {
        for (const destination of partiesOf(cluster)) {
          if ('address' in source && 'address' in destination) continue;
          const found = connectivity(model, partyFor(model, source), partyFor(model, destination));
          expect(formatPorts(found.unknown)).toBe('No Connections');
          for (const protocol of protocols) {
            for (const port of probedPorts) {
              const expected = slowlyAllowed(cluster, source, destination, protocol, port);
              if (hasPort(found.allowed, protocol, port) !== expected) {
                throw new Error(
                  `${nameOf(source)} => ${nameOf(destination)} ${protocol} ${port}: expected ${expected ? 'allowed' : 'denied'}, found ${formatPorts(found.allowed)}`,
                );
              }
              if (expected) allowed++;
              else denied++;
            }
          }
        }
      }
    }),
    { numRuns },
  );
  // Clusters that only ever say one thing would prove nothing.
  expect(Math.min(allowed, denied)).toBeGreaterThan(100);
});

const listOf = (model: Model): string => [...formatConnections(connections(model), 'text')].join('');

test('lists each connection that the slow evaluator allows, and no other', () => {
  fc.assert(
    fc.property(clusters, (cluster) => {
      const model = modelFor(cluster);
      const listed = new Set<string>();
      for (const { source, destination, allowed } of connections(model)) {
        for (const protocol of protocols) {
          for (const port of probedPorts) {
            if (hasPort(allowed, protocol, port)) listed.add(`${source.title} => ${destination.title} ${protocol} ${port}`);
          }
        }
      }
      const expected = new Set<string>();
      for (const source of cluster.pods) {
        for (const destination of cluster.pods) {
          if (source === destination) continue;
          for (const protocol of protocols) {
            for (const port of probedPorts) {
              if (slowlyAllowed(cluster, { pod: source }, { pod: destination }, protocol, port)) {
                expected.add(`${source.namespace}/${source.name}[Pod] => ${destination.namespace}/${destination.name}[Pod] ${protocol} ${port}`);
              }
            }
          }
        }
      }
      expect([...listed].filter((line) => !line.includes('[External]')).sort()).toEqual([...expected].sort());
    }),
    { numRuns: runs(20, 1500) },
  );
});

test('a policy that selects nothing changes nothing', () => {
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'nobody', namespace: 'a' },
    spec: {
      podSelector: { matchLabels: { nobody: 'has-this' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{}],
      egress: [{ ports: [{ port: 80 }] }],
    },
  };
  fc.assert(
    fc.property(clusters, (cluster) => expect(listOf(modelFor(cluster, [policy]))).toBe(listOf(modelFor(cluster)))),
    { numRuns: runs(15, 1000) },
  );
});

test('another rule never removes a connection', () => {
  fc.assert(
    fc.property(clusters, clusters, (cluster, other) => {
      const policies = cluster.policies.map((policy, index) => ({
        ...policy,
        ingress: [...policy.ingress, ...(other.policies[index]?.ingress ?? [])],
        egress: [...policy.egress, ...(policy.egress.length > 0 || policy.policyTypes.length > 0 ? (other.policies[index]?.egress ?? []) : [])],
      }));
      const before = modelFor(cluster);
      const after = modelFor({ ...cluster, policies });
      for (const source of partiesOf(cluster)) {
        for (const destination of partiesOf(cluster)) {
          if ('address' in source && 'address' in destination) continue;
          const ports = connectivity(before, partyFor(before, source), partyFor(before, destination)).allowed;
          const more = connectivity(after, partyFor(after, source), partyFor(after, destination)).allowed;
          for (const protocol of protocols) {
            for (const port of probedPorts) expect(hasPort(ports, protocol, port) && !hasPort(more, protocol, port)).toBe(false);
          }
        }
      }
    }),
    { numRuns: runs(20, 600) },
  );
});

test('the order of documents is irrelevant', () => {
  const shuffled = clusters.chain((cluster) => {
    const objects = objectsOf(cluster);
    return fc.tuple(fc.constant(objects), fc.shuffledSubarray([...objects], { minLength: objects.length, maxLength: objects.length }));
  });
  fc.assert(
    fc.property(shuffled, ([objects, other]) => expect(listOf(objectsModel(other))).toBe(listOf(objectsModel(objects)))),
    { numRuns: runs(30, 1000) },
  );
});

test('the order of documents does not change the order of reasons', () => {
  const pod = (name: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'a', name }, spec: { containers: [] } });
  const policy = (name: string, cidr: string) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: 'a', name },
    spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr } }] }] },
  });
  const policies = [policy('all', '0.0.0.0/0'), policy('some', '10.0.0.0/8')];
  const pods = [pod('one'), pod('two')];
  expect(listOf(objectsModel([...pods, ...policies.toReversed()]))).toBe(listOf(objectsModel([...pods, ...policies])));
});

test('what pods of unknown addresses may or may not do is unknown, and only that', () => {
  let undecided = 0;
  fc.assert(
    fc.property(clusters, (cluster) => {
      const objects = objectsOf(cluster);
      const open = objectsModel(objects, { namespaceLabels: { '*': {} } });
      const never = objectsModel(objects, { ipBlocksMatchPods: 'never', namespaceLabels: { '*': {} } });
      const always = objectsModel(objects, { ipBlocksMatchPods: 'always', podAddresses: ['10.1.7.0/24'], namespaceLabels: { '*': {} } });
      for (const source of cluster.pods) {
        for (const destination of cluster.pods) {
          const of = (model: Model) => connectivity(model, partyFor(model, { pod: source }), partyFor(model, { pod: destination }));
          for (const protocol of protocols) {
            for (const port of probedPorts) {
              const { allowed, unknown } = of(open);
              const both = [hasPort(of(never).allowed, protocol, port), hasPort(of(always).allowed, protocol, port)];
              if (hasPort(allowed, protocol, port)) expect(both).toEqual([true, true]);
              else if (!hasPort(unknown, protocol, port)) expect(both).toEqual([false, false]);
              else undecided++;
            }
          }
        }
      }
    }),
    { numRuns: runs(30, 1000) },
  );
  expect(undecided).toBeGreaterThan(0);
});

test('what pods on the network of their node may or may not do is unknown, unless every network plugin agrees', () => {
  let undecided = 0;
  fc.assert(
    fc.property(clusters, (cluster) => {
      const onNode = objectsOf(cluster).map((object) =>
        JSON.parse(JSON.stringify(object), (key, value) =>
          key === 'spec' && value.containers !== undefined && cluster.pods.length > 1 ? { ...value, hostNetwork: true } : value,
        ),
      );
      const open = objectsModel(onNode, { ipBlocksMatchPods: 'never', namespaceLabels: { '*': {} } });
      const ordinary = objectsModel(onNode, { ipBlocksMatchPods: 'never', hostNetwork: 'ordinary', namespaceLabels: { '*': {} } });
      for (const source of cluster.pods) {
        for (const destination of cluster.pods) {
          const of = (model: Model) => connectivity(model, partyFor(model, { pod: source }), partyFor(model, { pod: destination }));
          for (const protocol of protocols) {
            for (const port of probedPorts) {
              const asOrdinary = hasPort(of(ordinary).allowed, protocol, port);
              expect(asOrdinary).toBe(slowlyAllowed(cluster, { pod: source }, { pod: destination }, protocol, port));
              const { allowed, unknown } = of(open);
              if (hasPort(allowed, protocol, port)) expect(asOrdinary).toBe(true);
              // Nothing is certainly denied that some plugins do not even see.
              else if (cluster.pods.length > 1 && source !== destination) expect(hasPort(unknown, protocol, port)).toBe(true);
              if (hasPort(unknown, protocol, port)) undecided++;
            }
          }
        }
      }
    }),
    { numRuns: runs(30, 1000) },
  );
  expect(undecided).toBeGreaterThan(20);
});

/** A pod that is reached from namespaces with a label, so that there is something to decide in every cluster. */
const asked = {
  pod: { namespace: 'a', name: 'asked', labels: {}, ports: [] },
  policy: {
    namespace: 'a',
    name: 'asking',
    podSelector: {},
    policyTypes: ['Ingress'],
    ingress: [{ peers: [{ namespaceSelector: { matchLabels: { app: 'a' } } }], ports: [] }],
    egress: [],
  },
};

/** Labels that a namespace without an object may have: none, those that selectors ask for, and one that they do not. */
const possibleLabels: readonly Readonly<Record<string, string>>[] = [undefined, 'a', 'b', 'c', 'z'].flatMap((app) =>
  [undefined, 'a', 'b', 'c', 'z'].map((tier) => ({ ...(app && { app }), ...(tier && { tier }) })),
);

test.each([
  ['NetworkPolicies', clusters],
  ['policies of administrators', administeredClusters],
] as const)(
  'what depends on labels of a namespace without an object is unknown, and nothing is sure that some labels would change: %s',
  (_what, kind) => {
    let undecided = 0;
    fc.assert(
      fc.property(kind, (drawn) => {
        const pods = drawn.pods.map((pod, index) => (index % 2 === 0 ? { ...pod, namespace: 'c' } : pod));
        const cluster = {
          ...drawn,
          pods: [...pods, asked.pod],
          policies: [...drawn.policies, asked.policy],
          namespaces: { ...drawn.namespaces, c: undefined },
        };
        const { namespaceLabels: _, ...unassuming } = slowAssumptions;
        const model = modelFor(cluster, [], unassuming);
        const possible = possibleLabels.map((labels) => ({ ...cluster, namespaces: { ...cluster.namespaces, c: labels } }));
        for (const source of cluster.pods) {
          for (const destination of cluster.pods) {
            const [from, to] = [{ pod: source }, { pod: destination }];
            const { allowed, unknown, doubts } = connectivity(model, partyFor(model, from), partyFor(model, to));
            expect(doubts.every(({ basis, settledBy }) => basis === 'namespace-labels' && settledBy?.[0] === 'namespaceLabels')).toBe(true);
            for (const protocol of protocols) {
              for (const port of [80, 443, 8080]) {
                const found = hasPort(allowed, protocol, port) ? 'allowed' : hasPort(unknown, protocol, port) ? 'unknown' : 'denied';
                const verdicts = new Set(possible.map((one) => slowlyAllowed(one, from, to, protocol, port)));
                if (found === 'unknown') undecided++;
                else expect([...verdicts]).toEqual([found === 'allowed']);
              }
            }
          }
        }
      }),
      { numRuns: runs(10, 400) },
    );
    expect(undecided).toBeGreaterThan(2);
  },
);
