import { type Model, objectsModel, readModel } from '../../lib/reachability';
import { renderManifests } from '../../lib/synth/render';
import { exampleNames, examplePlan } from '../support/examples';

const service = (name: string, selector: Record<string, string>, ports: readonly object[] = [], more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'mail' },
  spec: { selector, ports, ...more },
});
const policy = (name: string, podSelector: object, ports: readonly object[] = []) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'mail' },
  spec: { podSelector, ingress: [{ ports }] },
});
const modelFor = (...objects: readonly object[]): Model => objectsModel(objects, { inferStandIns: true });
const standIns = (...objects: readonly object[]) =>
  modelFor(...objects).workloads.map(({ title, groups }) => `${title} ${[...(groups[0]?.labels ?? [])].map((label) => label.join('=')).sort()}`);
const portsOf = (...objects: readonly object[]) =>
  modelFor(...objects).workloads[0]?.groups[0]?.ports.map(({ name, protocol, port }) => `${protocol} ${port} ${name ?? ''}`.trim());

describe('pods that Services and policies select', () => {
  test.each<[string, readonly object[], readonly string[]]>([
    ['one set of labels, one stand-in', [service('a', { app: 'db' }), service('b', { app: 'db' })], ['mail/db[Workload] app=db']],
    [
      'a set that another one holds needs none of its own',
      [service('a', { app: 'db' }), service('b', { app: 'db', role: 'primary' }), policy('c', { matchLabels: { role: 'primary' } })],
      ['mail/db[Workload] app=db,role=primary'],
    ],
    [
      'sets that contradict each other are two',
      [service('a', { app: 'db', role: 'primary' }), service('b', { app: 'db', role: 'replica' })],
      ['mail/db-replica[Workload] app=db,role=replica', 'mail/db[Workload] app=db,role=primary'],
    ],
    [
      'each value that a policy lists',
      [policy('a', { matchExpressions: [{ key: 'app', operator: 'In', values: ['db', 'web'] }] })],
      ['mail/db[Workload] app=db', 'mail/web[Workload] app=web'],
    ],
    ['a policy about all pods is about those of others', [policy('a', {}), service('b', { app: 'db' })], ['mail/db[Workload] app=db']],
    ['and about pods without labels where there are no others', [policy('a', {})], ['mail/pods[Workload] ']],
    ['what a policy must not select', [policy('a', { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] })], ['mail/pods[Workload] ']],
  ])('%s', (_what, objects, expected) => {
    expect(standIns(...objects)).toEqual(expected);
  });

  test('none in a namespace whose pods are given, however few', () => {
    const pod = (namespace: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace }, spec: {} });
    expect(standIns(service('a', { app: 'db' }), pod('mail'))).toEqual(['mail/web[Pod] ']);
    expect(standIns(service('a', { app: 'db' }), pod('shop'))).toEqual(['mail/db[Workload] app=db', 'shop/web[Pod] ']);
  });

  test('none unless asked for', () => {
    expect(objectsModel([service('a', { app: 'db' })]).workloads).toEqual([]);
  });

  test('listen on ports to which Services lead, and on single ports that policies admit', () => {
    const db = { app: 'db' };
    expect(
      portsOf(service('a', db, [{ name: 'sql', port: 5000, targetPort: 5432 }]), policy('b', {}, [{ port: 9100 }, { port: 1, endPort: 9 }])),
    ).toEqual(['TCP 5432 sql', 'TCP 9100']);
    expect(portsOf(service('a', db, [{ name: 'dns', port: 53, protocol: 'UDP' }]))).toEqual(['UDP 53 dns']);
  });

  test('a name of a target port has the number of the Service’s port, that of a headless one first, and leads there', () => {
    const objects = [
      service('a', { app: 'db' }, [{ port: 80, targetPort: 'http' }], { type: 'LoadBalancer' }),
      service('b', { app: 'db' }, [{ port: 8080, targetPort: 'http' }], { clusterIP: 'None' }),
      policy('c', { matchLabels: { app: 'db' } }, [{ port: 'http' }]),
    ];
    expect(portsOf(...objects)).toEqual(['TCP 8080 http']);
  });
});

test.each(exampleNames)('example %s: the rendered objects show which workloads exist', (name) => {
  const plan = examplePlan(name);
  const { workloads } = readModel(name, renderManifests(plan).stream, { inferStandIns: true });
  const told = workloads.map(({ title, groups }) => [title, Object.fromEntries(groups[0]?.labels ?? [])]);
  const planned = plan.workloads.map((workload) => [`${workload.namespace}/${workload.name}[Workload]`, workload.podLabels]);
  expect(told).toEqual(planned.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
});
