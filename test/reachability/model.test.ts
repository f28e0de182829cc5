import { InputError } from '../../lib/base/faults';
import {
  type Connection,
  connections,
  endFilter,
  explain,
  findParties,
  formatConnections,
  formatPorts,
  objectsModel,
  resolvedServices,
} from '../../lib/reachability';
import { formatExplanation } from '../../lib/reports/explanations/text';

const owner = (kind: string, name: string) => ({ ownerReferences: [{ apiVersion: 'apps/v1', kind, name, controller: true }] });
const pod = (name: string, metadata: Record<string, unknown> = {}) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, ...metadata }, spec: {} });
const template = (labels: Record<string, string>) => ({ template: { metadata: { labels }, spec: {} } });
const titles = (objects: readonly unknown[]) => objectsModel(objects).ends.map(({ title }) => title);

describe('workloads', () => {
  test('are what owns the pods, as far up as it is given', () => {
    const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: template({ app: 'web' }) };
    const replicaSet = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: 'web-1', ...owner('Deployment', 'web') },
      spec: template({ app: 'web' }),
    };
    const replica = (name: string) => pod(name, { labels: { app: 'web' }, ...owner('ReplicaSet', 'web-1') });
    expect(titles([replica('web-1-a'), replica('web-1-b')])).toEqual(['default/web-1[ReplicaSet]']);
    expect(titles([replica('web-1-a'), replicaSet])).toEqual(['default/web-1[ReplicaSet]']);
    expect(titles([replica('web-1-a'), replicaSet, deployment])).toEqual(['default/web[Deployment]']);
  });

  test('of all kinds', () => {
    const kinds = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map((kind) => ({
      apiVersion: 'apps/v1',
      kind,
      metadata: { name: 'x' },
      spec: template({}),
    }));
    const cronJob = { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'x' }, spec: { jobTemplate: { spec: template({ app: 'cron' }) } } };
    const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'x' }, spec: template({}) };
    const controller = { apiVersion: 'v1', kind: 'ReplicationController', metadata: { name: 'x' }, spec: template({}) };
    const model = objectsModel([...kinds, cronJob, job, controller]);
    expect(model.workloads.map(({ kind }) => kind)).toEqual([
      'CronJob',
      'DaemonSet',
      'Deployment',
      'Job',
      'ReplicaSet',
      'ReplicationController',
      'StatefulSet',
    ]);
    expect([...(model.workloads[0]?.groups[0]?.labels ?? [])]).toEqual([['app', 'cron']]);
  });

  test('whose owners go round are still read', () => {
    const one = { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'a', ...owner('ReplicaSet', 'b') }, spec: template({}) };
    const two = { ...one, metadata: { name: 'b', ...owner('ReplicaSet', 'a') } };
    expect(titles([one, two])).toHaveLength(2);
  });

  test('have one end, or several if policies distinguish their pods', () => {
    const replica = (name: string, version: string) => pod(name, { labels: { app: 'web', version }, ...owner('ReplicaSet', 'web') });
    const policy = (matchLabels: Record<string, string>) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'p' },
      spec: { podSelector: { matchLabels } },
    });
    expect(titles([replica('a', '1'), replica('b', '2'), policy({ app: 'web' })])).toEqual(['default/web[ReplicaSet]']);
    expect(titles([replica('a', '1'), replica('b', '2'), policy({ version: '1' })])).toEqual([
      'default/web[ReplicaSet]{app=web,version=1}',
      'default/web[ReplicaSet]{app=web,version=2}',
    ]);
  });
});

describe('static pods', () => {
  const onNode = (name: string, labels: Record<string, string>) =>
    pod(name, { namespace: 'kube-system', labels, ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: 'node-1', controller: true }] });

  test('of one node are pods of their own', () => {
    expect(titles([onNode('etcd-node-1', { component: 'etcd' }), onNode('kube-apiserver-node-1', { component: 'kube-apiserver' })])).toEqual([
      'kube-system/etcd-node-1[Pod]',
      'kube-system/kube-apiserver-node-1[Pod]',
    ]);
  });

  test('with another owner belong to it', () => {
    const owners = [
      { apiVersion: 'v1', kind: 'Node', name: 'node-1' },
      { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'proxy' },
    ];
    expect(titles([pod('x', { ownerReferences: owners })])).toEqual(['default/proxy[DaemonSet]']);
  });
});

describe('virtual machines of KubeVirt', () => {
  const spec = (interfaces: readonly unknown[]) => ({ domain: { devices: { interfaces } } });
  const machine = (kind: string, more: Record<string, unknown>) => ({ apiVersion: 'kubevirt.io/v1', kind, ...more });
  const template = (interfaces: readonly unknown[]) => ({ metadata: { labels: { app: 'mail' } }, spec: spec(interfaces) });
  const ports = [
    { name: 'smtp', port: 25 },
    { name: 'dns', port: 53, protocol: 'UDP' },
  ];
  const vm = (interfaces: readonly unknown[]) =>
    machine('VirtualMachine', { metadata: { name: 'vm', namespace: 'mail' }, spec: { running: true, template: template(interfaces) } });
  const bridge = vm([{ name: 'default', bridge: {}, ports }]);
  const client = pod('client');
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 's', namespace: 'mail' },
    spec: { selector: { app: 'mail' }, ports: [{ port: 25, targetPort: 'smtp' }] },
  };

  test.each([
    ['VirtualMachine', bridge, 'mail/vm[VirtualMachine]'],
    [
      'VirtualMachineInstance',
      machine('VirtualMachineInstance', {
        metadata: { name: 'vm', namespace: 'mail', labels: { app: 'mail' } },
        spec: spec([{ name: 'default', bridge: {}, ports }]),
      }),
      'mail/vm[VirtualMachineInstance]',
    ],
  ])('%s has the labels and ports of its pod', (_kind, object, title) => {
    const model = objectsModel([object, service]);
    const [end] = model.ends;
    expect(end?.title).toBe(title);
    expect(Object.fromEntries(end?.groups[0].labels ?? [])).toEqual({ app: 'mail', 'kubevirt.io': 'virt-launcher', 'vm.kubevirt.io/name': 'vm' });
    expect(resolvedServices(model)[0]?.ports[0]?.backends).toMatchObject([{ port: 25, declared: true, end: { title } }]);
  });

  test('sets and pools of them count, too', () => {
    const set = machine('VirtualMachineInstanceReplicaSet', { metadata: { name: 'set' }, spec: { template: template([]) } });
    const pool = {
      apiVersion: 'pool.kubevirt.io/v1alpha1',
      kind: 'VirtualMachinePool',
      metadata: { name: 'pool' },
      spec: { virtualMachineTemplate: { spec: { template: template([]) } } },
    };
    const model = objectsModel([set, pool]);
    expect(model.ends.map(({ title, groups }) => [title, groups[0].labels.get('app')])).toEqual([
      ['default/pool[VirtualMachinePool]', 'mail'],
      ['default/set[VirtualMachineInstanceReplicaSet]', 'mail'],
    ]);
  });

  test('are one end with their instance and its pod', () => {
    const masquerade = vm([{ name: 'default', masquerade: {}, ports: [{ port: 25 }] }]);
    const instance = machine('VirtualMachineInstance', {
      metadata: { name: 'vm', namespace: 'mail', labels: { app: 'mail' }, ...owner('VirtualMachine', 'vm') },
      spec: {},
    });
    const launcher = pod('virt-launcher-vm-x', { namespace: 'mail', labels: { app: 'mail', more: 'x' }, ...owner('VirtualMachineInstance', 'vm') });
    expect(titles([masquerade, instance, launcher])).toEqual(['mail/vm[VirtualMachine]']);
  });

  test.each([
    ['masquerade with ports', [{ masquerade: {}, ports }], 'TCP 25,UDP 53'],
    ['masquerade without', [{ masquerade: {} }], 'All Connections'],
    ['bridge with ports', [{ bridge: {}, ports }], 'All Connections'],
    ['masquerade with ports, and a bridge', [{ masquerade: {}, ports }, { bridge: {} }], 'All Connections'],
    ['no interface', [], 'All Connections'],
  ])('are reached as far as their interfaces forward: %s', (_what, interfaces, expected) => {
    const model = objectsModel([client, vm(interfaces)]);
    const [found] = connections(model, { from: endFilter('client'), to: endFilter('vm') });
    expect(formatPorts(found?.allowed ?? [])).toBe(expected);
  });

  test('say what they forward if the question is about another port', () => {
    const model = objectsModel([client, vm([{ masquerade: {}, ports }])]);
    const [from, to] = ['client', 'vm'].map((name) => findParties(model, name)[0]?.party);
    if (!from || !to) throw new Error('not found');
    expect(formatExplanation('it', explain(model, from, to, 'TCP', 80))).toContain(
      'it: denied\n  the interface of the virtual machine forwards only TCP 25,UDP 53',
    );
    expect(explain(model, from, to, 'TCP', 25)).toMatchObject({ verdict: { kind: 'allowed' } });
  });
});

describe('stand-ins', () => {
  const standIn = { namespace: 'mail', name: 'core', labels: { app: 'core' }, ports: [{ protocol: 'TCP' as const, port: 143 }] };
  test('are taken if no given workload has their labels', () => {
    expect(objectsModel([], { standIns: [standIn] }).ends.map(({ title }) => title)).toEqual(['mail/core[Workload]']);
    const real = pod('real', { namespace: 'mail', labels: { app: 'core', more: 'x' } });
    expect(objectsModel([real], { standIns: [standIn] }).ends.map(({ title }) => title)).toEqual(['mail/real[Pod]']);
    expect(objectsModel([pod('elsewhere', { labels: { app: 'core' } })], { standIns: [standIn] }).ends).toHaveLength(2);
  });
});

describe('lists of connections', () => {
  const objects = [
    pod('a'),
    pod('b'),
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'p' },
      spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '2001:db8::/127' } }, { podSelector: {} }], ports: [{ port: 80 }] }] },
    },
  ];
  const list = (options = {}) =>
    [...formatConnections(connections(objectsModel(objects, { ipBlocksMatchPods: 'never' }), options), 'text')].join('').trim().split('\n');

  test('name IPv6 if an object does', () => {
    expect(list()).toEqual([
      '2001:db8::-2001:db8::1[External] => default/a[Pod] : TCP 80',
      '2001:db8::-2001:db8::1[External] => default/b[Pod] : TCP 80',
      'default/a[Pod] => 0.0.0.0-255.255.255.255[External] : All Connections',
      'default/a[Pod] => ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External] : All Connections',
      'default/a[Pod] => default/b[Pod] : TCP 80',
      'default/b[Pod] => 0.0.0.0-255.255.255.255[External] : All Connections',
      'default/b[Pod] => ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External] : All Connections',
      'default/b[Pod] => default/a[Pod] : TCP 80',
    ]);
  });

  test.each([
    ['default/a', ['default/a[Pod]']],
    ['b', ['default/b[Pod]']],
    ['default/*', ['default/a[Pod]', 'default/b[Pod]']],
    ['2001:db8::1', ['2001:db8::-2001:db8::1[External]']],
    ['2001:db8::/64', ['2001:db8::-2001:db8::1[External]']],
    ['2001:db8::2', []],
    ['external', ['2001:db8::-2001:db8::1[External]']],
    ['elsewhere', []],
  ])('can be asked for from %s', (name, expected) => {
    const model = objectsModel(objects, { ipBlocksMatchPods: 'never' });
    expect([...new Set([...connections(model, { from: endFilter(name) })].map(({ source }) => source.title))]).toEqual(expected);
  });

  test('can be asked for to an end', () => {
    const model = objectsModel(objects, { ipBlocksMatchPods: 'never' });
    const titles = (name: string) =>
      [...connections(model, { to: endFilter(name) })].map(({ source, destination }) => `${source.title} ${destination.title}`);
    expect(titles('a')).toEqual(['2001:db8::-2001:db8::1[External] default/a[Pod]', 'default/b[Pod] default/a[Pod]']);
    expect(titles('192.0.2.1')).toEqual(['default/a[Pod] 0.0.0.0-255.255.255.255[External]', 'default/b[Pod] 0.0.0.0-255.255.255.255[External]']);
  });

  test('in CSV and JSON', () => {
    const made: readonly Connection[] = [
      ...connections(objectsModel([pod('a'), pod('b'), { apiVersion: 'crd.antrea.io/v1beta1', kind: 'NetworkPolicy', metadata: { name: 'c' } }]), {
        from: endFilter('a'),
        to: endFilter('b'),
      }),
    ];
    const reason = 'NetworkPolicy default/c is of a dialect that is not evaluated';
    expect([...formatConnections(made, 'csv')].join('')).toBe(`src,dst,conn\ndefault/a[Pod],default/b[Pod],unknown All Connections,${reason}\n`);
    expect(JSON.parse([...formatConnections(made, 'json')].join(''))).toEqual([
      { src: 'default/a[Pod]', dst: 'default/b[Pod]', conn: 'unknown All Connections', reason },
    ]);
    expect([...formatConnections([], 'json')].join('')).toBe('[]\n');
  });

  test('a party that does not exist is a fault that names those that do', () => {
    const model = objectsModel(objects);
    expect(() => findParties(model, 'c')).toThrow(InputError);
    expect(() => findParties(model, 'c')).toThrow(
      'there is no "c"; expected a workload (default/a[Pod], default/b[Pod]), an address or block, external, node or any-pod',
    );
  });
});
