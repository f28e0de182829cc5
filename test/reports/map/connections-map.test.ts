import { connections, entries, objectsModel, sideEnds } from '../../../lib/reachability';
import { connectionsMap } from '../../../lib/reports/map/connections-map';

const pod = (name: string, port: number) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'mail', labels: { app: name } },
  spec: { containers: [{ name, ports: [{ name: `${name}-port`, containerPort: port }] }] },
});
const service = (name: string, type: string, app: string, port: number) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'mail' },
  spec: {
    type,
    selector: { app },
    ports: [{ port }],
    allocateLoadBalancerNodePorts: false,
    externalTrafficPolicy: type === 'LoadBalancer' ? 'Local' : undefined,
  },
});
const policy = (name: string, app: string, from: readonly object[], port: number) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'mail' },
  spec: { podSelector: { matchLabels: { app } }, policyTypes: ['Ingress'], ingress: [{ from, ports: [{ port }] }] },
});

const model = objectsModel([
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'mail' } },
  pod('front', 25),
  pod('core', 143),
  pod('stray', 9),
  service('public', 'LoadBalancer', 'front', 25),
  policy('front', 'front', [{ ipBlock: { cidr: '0.0.0.0/0' } }], 25),
  policy('core', 'core', [{ podSelector: { matchLabels: { app: 'front' } } }], 143),
  policy('stray', 'stray', [{ ipBlock: { cidr: '192.0.2.0/24' } }], 9),
]);
const map = connectionsMap({
  title: 'Mail',
  connections: [...connections(model, { to: ({ kind }) => kind === 'pods' })],
  ways: entries(model),
  sources: sideEnds(model, 'from').filter(({ kind }) => kind === 'external'),
  portNames: () => (_, port) => (port === 25 ? 'smtp' : undefined),
});

const titleOf = (id: string) => map.nodes.find((node) => node.id === id)?.title;
const arrows = map.edges.map(({ from, to, label, verdict }) => `${titleOf(from)} -> ${titleOf(to)}: ${verdict} ${label}`);

test('boxes are in tiers from outside to inside', () => {
  expect(map.nodes.map(({ tier, title }) => `${tier} ${title}`)).toEqual([
    'outside 0.0.0.0-192.0.1.255[External]',
    'outside 192.0.2.0-192.0.2.255[External]',
    'way-in Service mail/public',
    'workload mail/front[Pod]',
    'workload mail/stray[Pod]',
    'internal mail/core[Pod]',
  ]);
});

test('ranges of addresses that have the same arrows are one box', () => {
  expect(map.nodes[0]?.details).toEqual(['192.0.3.0-255.255.255.255[External]']);
});

test('the outside comes by the objects that lead it in; what only policies admit is separate', () => {
  expect(arrows).toEqual(
    expect.arrayContaining([
      '0.0.0.0-192.0.1.255[External] -> Service mail/public: allowed smtp 25',
      '192.0.2.0-192.0.2.255[External] -> Service mail/public: allowed smtp 25',
      'Service mail/public -> mail/front[Pod]: allowed smtp 25',
      '192.0.2.0-192.0.2.255[External] -> mail/stray[Pod]: admitted TCP 9',
      'mail/front[Pod] -> mail/core[Pod]: allowed TCP 143',
    ]),
  );
  expect(arrows.filter((arrow) => / -> mail\/(front|core)/.test(arrow) && arrow.includes('External'))).toEqual([]);
});
