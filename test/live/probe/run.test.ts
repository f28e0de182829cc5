import { runProbeCommand } from '../../../lib/cli/commands/probe';
import { isFailed, matrixOf } from '../../../lib/cluster/probe/matrix';
import { defaultImage } from '../../../lib/cluster/probe/objects';
import { probeOf } from '../../../lib/cluster/probe/probe';
import { preparedObjects } from '../../../lib/cluster/probe/rights';
import { liveProbeOf } from '../../../lib/cluster/probe/running/live';
import { type OutsideQuestion, outsideOf } from '../../../lib/cluster/probe/running/outside';
import { runProbe } from '../../../lib/cluster/probe/running/run';
import { planFrom } from '../../../lib/plan';
import { formatProbes } from '../../../lib/reports/probe';
import { junitFaults } from '../../support/junit-faults';
import { failed, fakeCluster } from './fake-cluster';
import { logsOf, sound, unsound } from './networks';

const plan = planFrom({ name: 'mail' });
const probe = probeOf(plan, { image: defaultImage });
const options = { patience: 0, pause: 0, assumptions: {}, tell: () => undefined };

const rejection = (running: Promise<unknown>): Promise<string> =>
  running.then(
    () => 'nothing',
    (error: Error) => error.message,
  );

describe('a run', () => {
  test.each([
    ['sound', sound, false],
    ['without enforcement', unsound.ignoresPolicies, true],
  ] as const)('reads what the clients of a network %s found, and leaves nothing', async (_, network, isFaulty) => {
    const cluster = fakeCluster(probe, network);
    const matrix = await runProbe(cluster.kubectl, probe, options);
    expect(isFailed(matrix)).toBe(isFaulty);
    expect(matrix.observations.length).toBe(probe.questions.length);
    expect(cluster.left()).toEqual([]);
  });

  const forbidden = failed('Error from server (Forbidden): pods is forbidden: User "me" cannot create resource "pods"');
  const pod = (status: object) => () => ({
    status: 0,
    stdout: JSON.stringify({ items: [{ metadata: { namespace: 'probe-mail', name: 'x' }, status }] }),
    stderr: '',
  });
  test.each([
    ['no rights', { apply: forbidden }, /^making namespaces: you have no right to do this; 'probe --manifests rbac' prints/],
    ['no rights to logs', { logs: forbidden }, /^reading the log of probe-mail\/probe-from-all-in-one: you have no right/],
    [
      'an API server that is gone',
      { 'get pods': failed('The connection to the server localhost:8080 was refused') },
      /^waiting for pods .*cannot be reached/,
    ],
    [
      'an API server that is slow',
      { 'get jobs.batch': failed('Unable to connect to the server: context deadline exceeded') },
      /did not answer in time/,
    ],
    [
      'a missing kind',
      { apply: failed('error: no matches for kind "CiliumNetworkPolicy" in version "cilium.io/v2"') },
      /lacks a kind .*CustomResourceDefinition/,
    ],
    [
      'a missing kind that kubectl remembers',
      {
        apply: failed('Error from server (NotFound): the server could not find the requested resource (patch ciliumnetworkpolicies.cilium.io mail)'),
      },
      /lacks a kind .*CustomResourceDefinition/,
    ],
    [
      'a namespace that is being removed',
      { apply: failed('Error from server (Forbidden): namespace x because it is being terminated') },
      /^making namespaces: the namespace is being removed; wait until it is gone/,
    ],
    [
      'an image that cannot be pulled',
      { 'get pods': pod({ containerStatuses: [{ state: { waiting: { reason: 'ErrImagePull', message: 'no such image' } } }] }) },
      /ErrImagePull \(no such image\); name an image/,
    ],
    [
      'a pod that is never ready',
      { 'get pods': pod({ conditions: [{ type: 'PodScheduled', message: '0/3 nodes are available' }] }) },
      /not done after 0 seconds: probe-mail\/x \(0\/3 nodes are available\).*--timeout/,
    ],
    ['a pod that fails', { 'get pods': pod({ phase: 'Failed', reason: 'Evicted' }) }, /^probe-mail\/x: the pod failed: Evicted/],
    [
      'a client that fails',
      { 'get jobs.batch': pod({ conditions: [{ type: 'Failed', status: 'True', reason: 'DeadlineExceeded' }] }) },
      /the client failed: DeadlineExceeded/,
    ],
    ['half an answer', { 'get pods': { status: 0, stdout: '{"items": [', stderr: '' } }, /is not JSON: was it cut off/],
  ])('%s: the output says so, and nothing is left', async (_, failures, message) => {
    const cluster = fakeCluster(probe, sound, failures);
    expect(await rejection(runProbe(cluster.kubectl, probe, options))).toMatch(message);
    expect(cluster.left()).toEqual([]);
  });

  test('what somebody removes meanwhile is reported, and the run does not wait for it', async () => {
    const items = [{ metadata: { namespace: 'probe-mail', name: 'x' }, status: {} }];
    const answers = [items, []];
    const cluster = fakeCluster(probe, sound, {
      'get pods --namespace=probe-mail ': () => ({ status: 0, stdout: JSON.stringify({ items: answers.shift() }), stderr: '' }),
    });
    expect(await rejection(runProbe(cluster.kubectl, probe, { ...options, patience: 60 }))).toMatch(
      /^waiting for pods: 1 of 2 are gone: something else removes them or their namespaces/,
    );
    expect(cluster.left()).toEqual([]);
  });

  test('what cannot be removed is reported, with the command that removes it', async () => {
    const cluster = fakeCluster(probe, sound, { 'delete namespaces': failed('Error from server (Forbidden): namespaces is forbidden') });
    expect(await rejection(runProbe(cluster.kubectl, probe, options))).toMatch(
      /^removing probe-mail, probe-mail-foreign: .*'probe --cleanup' removes what is left$/,
    );
  });

  test('an interruption ends it at once, and nothing is left', async () => {
    const interruption = new AbortController();
    const cluster = fakeCluster(probe, sound, {
      'get jobs.batch': () => {
        interruption.abort();
        return { status: 0, stdout: '{"items":[]}', stderr: '' };
      },
    });
    expect(await rejection(runProbe(cluster.kubectl, probe, { ...options, signal: interruption.signal }))).toBe('interrupted');
    expect(cluster.left()).toEqual([]);
    expect(cluster.commands.some((command) => command.startsWith('logs'))).toBe(false);
  });

  const namespace = (labels: Readonly<Record<string, string>>, phase = 'Active') => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'probe-mail', labels },
    status: { phase },
  });
  test.each([
    ['of somebody else', namespace({}), /no probe of mail made it/],
    ['of an earlier run', namespace({ 'cdk8s-bluemind/probe': 'mail' }), /'probe --cleanup' removes it/],
    ['that is being removed', namespace({ 'cdk8s-bluemind/probe': 'mail' }, 'Terminating'), /is being removed; wait/],
  ])('a namespace %s is in the way, and is not touched', async (_, object, message) => {
    const cluster = fakeCluster(probe, sound);
    cluster.put(object);
    expect(await rejection(runProbe(cluster.kubectl, probe, options))).toMatch(message);
    expect(cluster.left()).toEqual(['Namespace probe-mail']);
  });

  test('prepared namespaces need no right of the cluster, and stay', async () => {
    const cluster = fakeCluster(probe, sound, { 'get namespaces': failed('(Forbidden)'), 'delete namespaces': failed('(Forbidden)') });
    for (const object of preparedObjects(probe)) cluster.put(object);
    const before = cluster.left();
    expect(isFailed(await runProbe(cluster.kubectl, probe, options))).toBe(false);
    expect(cluster.left()).toEqual(before);
  });
});

describe('cleanup', () => {
  const command = { cleanup: true, manifests: 'all', format: 'text', timeout: 3 } as const;

  test('finds what a killed run left, and leaves the rest', async () => {
    const cluster = fakeCluster(probe, sound);
    for (const object of [...probe.objects.namespaces, ...probe.objects.listeners]) cluster.put(object);
    cluster.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'mail' } });
    const write = jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
    expect(await runProbeCommand([], command, cluster.kubectl)).toBe(0);
    expect(write.mock.calls.join('')).toBe('Removed: probe-mail, probe-mail-foreign.\n');
    write.mockRestore();
    expect(cluster.left()).toEqual(['Namespace mail']);
  });
});

describe('real pods', () => {
  const pods = [{ name: 'mail/bluemind-0', address: '10.244.1.7', nodeAddress: '192.0.2.1', workload: 'all-in-one' }];
  const live = liveProbeOf(planFrom({ name: 'mail', isolation: 'installation' }), pods, { image: defaultImage, assumptions: {} });

  test('are asked from one foreign pod; nothing but clients is applied, outside of their namespace', () => {
    expect(
      [...live.objects.namespaces, ...live.objects.listeners, ...live.objects.clients].map(
        ({ kind, metadata }) => `${kind} ${metadata.namespace ?? metadata.name}`,
      ),
    ).toEqual(['Namespace probe-mail-foreign', 'Job probe-mail-foreign']);
    expect(JSON.stringify(live.objects.clients)).not.toMatch(/netexec|udp|clientip/);
    expect(live.questions.find(({ port }) => port === 5432)).toMatchObject({ host: '10.244.1.7', expected: 'closed' });
    expect(live.questions.find(({ port }) => port === 25)).toMatchObject({ expected: 'open' });
  });

  test('that do not listen do not count as faults of the network', () => {
    const matrix = matrixOf(
      live,
      logsOf(live, ({ port }) => (port === 25 ? 'REFUSED' : 'TIMEOUT')),
    );
    expect(matrix.observations.find(({ port }) => port === 25)?.outcome).toBe('undecided');
    expect(
      isFailed(
        matrixOf(
          live,
          logsOf(live, () => 'OPEN'),
        ),
      ),
    ).toBe(true);
  });
});

describe('from outside', () => {
  const question = (address: string, expected: OutsideQuestion['expected'], policy: OutsideQuestion['policy'] = 'Local'): OutsideQuestion => ({
    service: 'mail-public',
    policy,
    address,
    port: 30025,
    expected,
    tellsAddress: true,
  });
  const questions = [question('192.0.2.1', 'open'), question('192.0.2.2', 'closed')];
  const nodes = ['192.0.2.1', '192.0.2.2'];
  const outcomes = (met: Parameters<typeof outsideOf>[1]) => {
    const outside = outsideOf(questions, met, nodes);
    return { outcomes: outside.map(({ outcome }) => outcome), ...matrixOf({ installation: 'mail', questions: [], notAsked: [] }, '', outside) };
  };

  test.each([
    ['Local is kept', [{ isOpen: true, seen: '198.51.100.7' }, { isOpen: false }], ['agrees', 'agrees'], []],
    [
      'Local is ignored',
      [
        { isOpen: true, seen: '192.0.2.1' },
        { isOpen: true, seen: '192.0.2.2' },
      ],
      ['lost', 'open'],
      [/ignores externalTrafficPolicy Local/, /address is lost/],
    ],
    ['no node can be reached', [{ isOpen: false }, { isOpen: false }], ['undecided', 'undecided'], [/No node can be reached from this machine/]],
  ] as const)('%s', (_, met, expected, diagnoses) => {
    const found = outcomes(met);
    expect(found.outcomes).toEqual(expected);
    expect(found.diagnoses).toEqual(diagnoses.map((diagnosis) => expect.stringMatching(diagnosis)));
  });
});

describe('reports', () => {
  const matrix = matrixOf(probe, logsOf(probe, unsound.opensOne));

  test('text: the matrix of intent and observation, and what is not as intended', () => {
    const text = formatProbes([matrix], 'text');
    expect(text).toMatch(/^mail: \d+ connections: \d+ as intended, 1 not, 0 undecided, 0 without an answer\n/);
    expect(text).toMatch(/^intended +found open +found closed +no answer\nopen +\d+ +0 +0\nclosed +1 +\d+ +0\n/m);
    expect(text).toContain(
      '  a stranger in its namespace => all-in-one : TCP 31337: should be closed (by policies of the destination), is open (OPEN)\n',
    );
    expect(text).toContain("nodes as sources: pods on their network are not 'restricted'");
  });

  test('text fits a width, with all words', () => {
    const [narrow, whole] = [formatProbes([matrix], 'text', 60), formatProbes([matrix], 'text')].map((text) => text.split(/\s+/).sort());
    expect(narrow).toEqual(whole);
    const table = formatProbes([matrix], 'text', 60)
      .split('\n')
      .filter((line) => /^(from|a stranger) /.test(line));
    expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  test('JSON: each connection', () => {
    const {
      probes: [json],
    } = JSON.parse(formatProbes([matrix], 'json'));
    expect(json.summary).toMatchObject({ asked: probe.questions.length, open: 1, closed: 0, unanswered: 0 });
    expect(json.connections).toHaveLength(probe.questions.length);
  });

  test('JUnit: a case a connection', () => {
    const xml = formatProbes([matrix], 'junit');
    expect(junitFaults(xml)).toEqual([]);
    expect(xml).toContain(`<testsuite name="probe mail" tests="${probe.questions.length}" failures="1" errors="0" skipped="0">`);
    expect(xml.match(/<testcase /g)).toHaveLength(probe.questions.length);
    expect(xml.match(/<failure /g)).toHaveLength(1);
  });
});
