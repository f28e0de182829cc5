/** `probe` if something is missing, or is removed while it runs: it says what, and leaves nothing, or `--cleanup` finds the rest. */
import { type Kubelet, startKubelet } from './lab/kubelet';
import { eventually } from './lab/processes';
import { type ProbeBench, smallSettings, startProbeBench } from './probe/command';

let bench: ProbeBench;
let kubelet: Kubelet;
let file: string;

beforeAll(async () => {
  bench = await startProbeBench();
  kubelet = await startKubelet(bench.laboratory);
  file = bench.write('mail.yaml', smallSettings);
});

afterAll(async () => {
  await kubelet?.stop();
  await bench?.stop();
});

/** What happens to a run if something fails while its pods run. */
async function interruptedBy(happening: (run: ReturnType<ProbeBench['start']>) => unknown, ...args: readonly string[]) {
  const run = bench.start(file, '--run', ...args);
  await eventually('pods run', () => (kubelet.running() > 1 ? true : undefined));
  await happening(run);
  return run.ended;
}

const cleanup = async (): Promise<void> => {
  expect(await bench.start('--cleanup').ended).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Removed: probe-mail/) });
  expect(await bench.left()).toEqual([]);
  expect(await bench.start('--cleanup').ended).toMatchObject({ status: 0, stdout: 'No probe has left anything.\n' });
};

/** A kubeconfig of a service account that may do nothing but what the cluster allows it. */
async function kubeconfigOf(account: string, namespace: string): Promise<string> {
  const { stdout: token } = await bench.laboratory.cluster.kubectl(['create', 'token', account, `--namespace=${namespace}`]);
  return bench.kubeconfigWith(`${account}.json`, { users: [{ name: 'admin', user: { token: token.trim() } }] });
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('a run that %s interrupts leaves nothing', async (signal) => {
  const { status, stderr } = await interruptedBy(({ child }) => child.kill(signal));
  expect([status, stderr]).toEqual([2, expect.stringMatching(/interrupted\n1 fault; nothing was proved\.\n$/)]);
  expect(await bench.left()).toEqual([]);
});

test('what a killed run left is in the way of the next one, and --cleanup removes it', async () => {
  await interruptedBy(({ child }) => child.kill('SIGKILL'));
  expect(await bench.left()).toEqual(['probe-mail', 'probe-mail-foreign']);
  expect(await bench.start(file, '--run').ended).toMatchObject({ status: 2, stderr: expect.stringContaining("'probe --cleanup' removes it") });
  await cleanup();
});

test('an API server that hangs during a run: the output names what is left, and --cleanup removes it', async () => {
  let thaw: () => void = () => undefined;
  const { status, stderr } = await interruptedBy(
    async ({ ended }) => {
      thaw = bench.laboratory.plane.freeze();
      await ended;
      thaw();
    },
    '--request-timeout',
    '3',
  ).finally(() => thaw());
  expect(status).toBe(2);
  expect(stderr).toMatch(/waiting for \S+ in \S+: the API server did not answer in time/);
  expect(stderr).toMatch(/removing probe-mail, probe-mail-foreign: the API server did not answer in time.*'probe --cleanup' removes what is left/);
  await cleanup();
});

test('a namespace that somebody removes during a run is reported, and nothing is left', async () => {
  const { status, stderr } = await interruptedBy(() =>
    bench.laboratory.cluster.kubectl(['delete', 'namespace', 'probe-mail', 'probe-mail-foreign', '--wait=false']),
  );
  expect([status, stderr]).toEqual([2, expect.stringMatching(/of \d+ are gone: something else removes them|the namespace is being removed; wait/)]);
  expect(await bench.left()).toEqual([]);
});

test('an API server that hangs, or does not exist: the output says so, and nothing is created', async () => {
  const thaw = bench.laboratory.plane.freeze();
  const slow = await bench.start(file, '--run', '--request-timeout', '2').ended.finally(thaw);
  expect([slow.status, slow.stderr]).toEqual([2, expect.stringContaining('the API server did not answer in time')]);
  const gone = await bench.kubeconfigWith('gone.json', { clusters: [{ name: 'laboratory', cluster: { server: 'https://10.0.0.1:1' } }] });
  const { status, stderr } = await bench.start(file, '--run', '--kubeconfig', gone).ended;
  expect([status, stderr]).toEqual([2, expect.stringContaining('the API server cannot be reached')]);
  expect(await bench.left()).toEqual([]);
});

test('a namespace that is being removed is in the way, and is not touched', async () => {
  const { cluster } = bench.laboratory;
  const held = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'held', namespace: 'probe-mail', finalizers: ['bluemind.test/hold'] } };
  await cluster.kubectl(['create', 'namespace', 'probe-mail']);
  await cluster.kubectl(['create', '--filename=-'], JSON.stringify(held));
  await cluster.kubectl(['delete', 'namespace', 'probe-mail', '--wait=false']);
  try {
    const { status, stderr } = await bench.start(file, '--run').ended;
    expect([status, stderr]).toEqual([2, expect.stringContaining('namespace probe-mail: it is being removed; wait until it is gone')]);
    expect(await bench.left()).toEqual([]);
  } finally {
    await cluster.request(
      'PATCH',
      '/api/v1/namespaces/probe-mail/configmaps/held',
      { metadata: { finalizers: null } },
      'application/merge-patch+json',
    );
    await cluster.kubectl(['wait', '--for=delete', 'namespace/probe-mail', '--timeout=60s']);
  }
});

test('prepared namespaces are enough for a user who has no other right', async () => {
  const { laboratory, start, left } = bench;
  const { stdout: prepared } = await start(file, '--manifests', 'rbac').ended;
  expect(await laboratory.cluster.kubectl(['apply', '--server-side', '--filename=-'], prepared)).toMatchObject({ status: 0 });
  try {
    expect(await start(file, '--run', '--kubeconfig', await kubeconfigOf('probe', 'probe-mail')).ended).toMatchObject({ status: 0 });
    expect(await left()).toEqual(['probe-mail', 'probe-mail-foreign']);
    for (const namespace of await left())
      await eventually(`${namespace} is empty`, async () => {
        const { stdout } = await laboratory.cluster.kubectl([
          'get',
          'pods,jobs,services,networkpolicies',
          `--namespace=${namespace}`,
          '--output=name',
        ]);
        return stdout === '' ? true : undefined;
      });
  } finally {
    await laboratory.cluster.kubectl(['delete', 'namespace', 'probe-mail', 'probe-mail-foreign']);
  }
});

test('a kind that the cluster lacks is named, and nothing is left', async () => {
  const cilium = bench.write('cilium.yaml', 'name: mail\npolicies: { dialect: cilium }\n');
  const { status, stderr } = await bench.start(cilium, '--run').ended;
  expect([status, stderr]).toEqual([2, expect.stringMatching(/applying listeners: the cluster lacks a kind .*CiliumNetworkPolic/i)]);
  expect(await bench.left()).toEqual([]);
});

test('without rights the output says so, and nothing is created', async () => {
  await bench.laboratory.cluster.kubectl(['create', 'serviceaccount', 'nobody', '--namespace=default']);
  const { status, stderr } = await bench.start(file, '--run', '--kubeconfig', await kubeconfigOf('nobody', 'default')).ended;
  expect([status, stderr]).toEqual([2, expect.stringContaining("making namespaces: you have no right to do this; 'probe --manifests rbac' prints")]);
  expect(await bench.left()).toEqual([]);
});
