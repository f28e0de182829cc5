import { isFailed, matrixOf } from '../../../lib/cluster/probe/matrix';
import { defaultImage } from '../../../lib/cluster/probe/objects';
import { probeOf } from '../../../lib/cluster/probe/probe';
import { questionsOf } from '../../../lib/cluster/probe/questions';
import { preparedObjects } from '../../../lib/cluster/probe/rights';
import { planFrom } from '../../../lib/plan';
import type { InstallationProps } from '../../../lib/settings';
import { logsOf, sound, unsound } from './networks';

const probeFrom = (settings: Partial<InstallationProps> = {}) => probeOf(planFrom({ name: 'mail', ...settings }), { image: defaultImage });

const tight = probeFrom({
  workloads: 'roles',
  isolation: 'connections',
  egress: 'restricted',
  expose: Object.fromEntries(['smtp', 'imaps', 'http', 'https'].map((port) => [port, 'public'])),
});

describe('what is asked', () => {
  test('listeners on every port of every workload, at the ends of ranges and beyond them', () => {
    for (const workload of tight.scratch.plan.workloads) {
      const listener = tight.standIns.listeners.find(({ title }) => title === workload.name);
      const ports = workload.ports.flatMap(({ podNumber, podEndNumber }) => [podNumber, podEndNumber]);
      expect(listener?.ports).toEqual(expect.arrayContaining(ports));
      for (const { podNumber, podEndNumber } of workload.ports) if (podEndNumber > podNumber) expect(listener?.ports).toContain(podEndNumber + 1);
    }
    expect(tight.questions.some(({ inRange, expected }) => inRange === 'behind' && expected === 'open')).toBe(true);
  });

  test('clients of every kind of source', () => {
    const { standIns } = probeFrom({
      allow: {
        named: {
          ports: ['postgresql'],
          from: [{ namespaceLabels: { 'kubernetes.io/metadata.name': 'backup' }, podLabels: { app: 'dump' } }],
          reason: 'Dumps.',
        },
        near: { ports: ['postgresql'], from: [{ podLabels: { app: 'near' } }], reason: 'Metrics.' },
        described: { ports: ['postgresql'], from: [{ namespaceLabels: { team: 'data' } }], reason: 'Reports.' },
      },
    });
    expect(standIns.clients.map(({ kind, namespace, labels }) => [kind, namespace, labels.app])).toEqual([
      ['workload', 'probe-mail', undefined],
      ['peer', 'probe-mail-peer-0', undefined],
      ['peer', 'probe-mail-1', 'dump'],
      ['peer', 'probe-mail', 'near'],
      ['stranger', 'probe-mail', undefined],
      ['foreign', 'probe-mail-foreign', undefined],
      ['impostor', 'probe-mail-foreign', undefined],
    ]);
  });

  test('a peer of another namespace gets in, and is the only one from elsewhere', () => {
    const { questions } = probeFrom({
      allow: {
        named: {
          ports: ['postgresql'],
          from: [{ namespaceLabels: { 'kubernetes.io/metadata.name': 'kube-system' }, podLabels: { app: 'dump' } }],
          reason: 'Dumps.',
        },
      },
      egress: 'restricted',
    });
    const open = questions.filter(({ port, expected, destination }) => port === 5432 && expected === 'open' && destination === 'all-in-one');
    expect(open.map(({ source }) => source.kind).sort()).toEqual(['peer', 'workload']);
  });

  test('each expectation comes from the policies: what isolation closes is closed, what BlueMind needs is open', () => {
    const find = (from: string, to: string, port: number) =>
      tight.questions.find(({ source, destination, port: asked }) => source.title === from && destination === to && asked === port);
    expect(find('core', 'database', 5432)).toMatchObject({ expected: 'open', notes: [] });
    expect(find('proxy', 'database', 5432)).toMatchObject({ expected: 'closed' });
    expect(find('another namespace', 'database', 5432)).toMatchObject({ expected: 'closed', closedBy: 'ingress' });
    expect(find('core', 'another namespace', 5432)).toMatchObject({ expected: 'closed', closedBy: 'egress' });
    expect(find('another namespace', 'another namespace', 5432)).toMatchObject({ expected: 'open' });
    expect(find('core', 'core', 31337)).toMatchObject({ expected: 'closed' });
    expect(tight.questions.filter(({ kind, expected }) => kind === 'service' && expected === 'open').length).toBeGreaterThan(10);
  });

  test('plan and policies agree on each; only whether mail may go to pods is for the plugin to say', () => {
    expect(tight.questions.filter(({ notes }) => notes.length > 0)).toMatchObject([
      {
        source: { title: 'smtp' },
        destination: 'another namespace',
        port: 25,
        expected: 'undecided',
        notes: ['an ipBlock means pods with some network plugins and not with others'],
      },
    ]);
  });

  test('if plan and policies disagree, the output says so', () => {
    const { scratch, standIns, objects } = probeFrom({ workloads: 'roles', isolation: 'connections' });
    const without = objects.listeners.filter(({ kind, metadata }) => kind !== 'NetworkPolicy' || !metadata.name.includes('-database-'));
    const questions = questionsOf(scratch.plan, standIns, [...objects.namespaces, ...without, ...objects.clients], {});
    const notes = questions
      .filter(({ destination, port }) => destination === 'database' && port === 5432)
      .map(({ source, notes: [note] }) => [source.title, note]);
    expect(notes).toContainEqual(['another namespace', 'the settings do not intend to admit it, the policies do']);
    expect(notes).toContainEqual(['core', undefined]);
  });
});

describe('what is applied', () => {
  const { namespaces, listeners, clients } = tight.objects;
  const all = [...namespaces, ...listeners, ...clients];
  const text = JSON.stringify(all);

  test('everything is in scratch namespaces and is found by its label; nothing takes an address or a node port', () => {
    for (const { kind, metadata } of all) {
      expect(metadata.labels).toMatchObject({ 'cdk8s-bluemind/probe': 'mail' });
      expect(kind === 'Namespace' ? metadata.name : metadata.namespace).toMatch(/^probe-mail(-foreign)?$/);
    }
    expect(text).not.toMatch(/LoadBalancer|"nodePort"|loadBalancer/);
    expect(text).toMatch(/"type":"NodePort"/);
  });

  test('DNS stays where it is', () => {
    expect(text).toContain('"kubernetes.io/metadata.name":"kube-system"');
  });

  test('pods are restricted and have limits', () => {
    const pods = [
      ...listeners.filter(({ kind }) => kind === 'Pod').map(({ spec }) => spec),
      ...clients.map(({ spec }) => Object(spec).template.spec),
    ].map((spec) => Object(spec));
    expect(pods.length).toBe(tight.standIns.listeners.length + tight.standIns.clients.length);
    for (const spec of pods) {
      expect(spec).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      });
      for (const container of spec.containers)
        expect(container).toMatchObject({
          image: defaultImage,
          resources: { limits: { cpu: '1', memory: expect.any(String) } },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
        });
    }
  });

  test('clients carry the labels of workloads, and no Service leads to them', () => {
    for (const { spec } of clients) expect(Object(spec).template.spec.readinessGates).toHaveLength(1);
  });

  test('names fit, however long those of the settings are', () => {
    const { objects } = probeFrom({ name: 'a'.repeat(40), workloads: { ['b'.repeat(40)]: { components: 'all' } } });
    for (const { kind, metadata } of [...objects.namespaces, ...objects.listeners, ...objects.clients])
      if (kind !== 'NetworkPolicy') expect(metadata.name.length).toBeLessThan(64);
  });

  test('rights are only for the namespaces of the probe', () => {
    const prepared = preparedObjects(tight);
    expect([...new Set(prepared.map(({ kind }) => kind))]).toEqual(['Namespace', 'ServiceAccount', 'Role', 'RoleBinding']);
    expect(JSON.stringify(prepared)).not.toMatch(/Cluster(Role)|"\*"|secrets/);
  });
});

describe('what is found out', () => {
  const matrixIn = (network: Parameters<typeof logsOf>[1], probe = tight) => matrixOf(probe, logsOf(probe, network));

  test('a network that does what the policies say', () => {
    const matrix = matrixIn(sound);
    expect([isFailed(matrix), matrix.diagnoses]).toEqual([false, []]);
    expect(matrix.observations.filter(({ outcome }) => outcome !== 'agrees').map(({ outcome }) => outcome)).toEqual(['undecided']);
  });

  test.each([
    ['ignoresPolicies', /^The network plugin ignores policies: each of the \d+ connections/],
    ['ignoresEgress', /^The network plugin ignores egress/],
    ['ignoresIngress', /^The network plugin ignores ingress/],
    ['ignoresEndPort', /^The network plugin ignores endPort/],
    ['ignoresNamespaces', /admits pods of any namespace/],
    ['leadsNowhere', /through Services are closed/],
    ['carriesNothing', /^Each of the \d+ connections that should be open is closed/],
    ['opensOne', /^\d+ of \d+ connections that should be closed are open/],
    ['closesOne', /^\d+ of \d+ connections that should be open are closed/],
    ['resolvesNothing', /^Names were not found by another namespace/],
  ] as const)('%s', (network, diagnosis) => {
    const matrix = matrixIn(unsound[network]);
    expect(isFailed(matrix)).toBe(true);
    expect(matrix.diagnoses).toEqual([expect.stringMatching(diagnosis)]);
  });

  test('a log that is missing or cut off never passes', () => {
    const logs = logsOf(tight, sound);
    const matrix = matrixOf(tight, logs.slice(0, logs.length / 2));
    expect([isFailed(matrix), matrix.diagnoses]).toEqual([true, [expect.stringMatching(/logs are missing or cut off/)]]);
    expect(matrixOf(tight, '').diagnoses).toEqual(['No client answered: nothing is known about this network.']);
  });

  test('lines are read whatever kubectl puts before them', () => {
    const logs = logsOf(tight, sound)
      .split('\n')
      .map((line) => `[pod/probe-from-core-x7/client] ${line}\r`)
      .join('\n');
    expect(isFailed(matrixOf(tight, logs))).toBe(false);
  });
});
