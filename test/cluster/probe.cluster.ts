/**
 * probe against clusters whose network plugin does what it should, and against some whose plugin does not. The command runs outside of the cluster with the
 * real kubectl; a stand-in for kubelets runs the real agnhost in the pods' network namespaces.
 */
import type { Quirks } from './lab/kubelet';
import { startKubelet } from './lab/kubelet';
import { eventually } from './lab/processes';
import { type ProbeBench, smallSettings, startProbeBench } from './probe/command';

const mail = `name: mail
workloads: main-and-edge
isolation: connections
egress: restricted
expose:
  smtp: { entryPoint: public, workload: edge }
  imaps: { entryPoint: public, workload: edge }
  https: { entryPoint: public, workload: edge }
`;

/** With ranges of ports. */
const ranges = `name: mail
isolation: connections
egress: restricted
expose: { smtp: public, https: public }
`;

let bench: ProbeBench;

beforeAll(async () => {
  bench = await startProbeBench();
});

afterAll(() => bench?.stop());

test('a plugin that does what the policies say passes, and nothing is left', async () => {
  const { status, stdout, stderr } = await bench.inCluster({}, bench.write('mail.yaml', mail), '--run');
  expect({ status, stdout, stderr }).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^mail: \d+ connections: \d+ as intended, 0 not, \d+ undecided, 0 without an answer\n\n/),
  });
  expect(stdout).toMatch(/198\.51\.100\.7/);
  if (process.env.PROBE_OUTPUT) process.stdout.write(stdout);
  expect(await bench.left()).toEqual([]);
});

test.each<[string, Quirks, RegExp, string?]>([
  ['ignores policies', { policies: () => [] }, /The network plugin ignores policies: each of the \d+ connections that should be closed is open\./],
  [
    'ignores egress',
    {
      policies: ({ metadata, spec: { egress: _, ...spec } }) =>
        spec.policyTypes?.includes('Ingress') ? [{ metadata, spec: { ...spec, policyTypes: ['Ingress'] } }] : [],
    },
    /The network plugin ignores egress/,
  ],
  [
    'ignores endPort',
    {
      policies: (policy) => [
        JSON.parse(JSON.stringify(policy).replaceAll(/,?"endPort":\d+,?/g, (found) => (found.startsWith(',') && found.endsWith(',') ? ',' : ''))),
      ],
    },
    /The network plugin ignores endPort/,
    ranges,
  ],
  ['ignores Local', { ignoresLocal: true }, /The cluster ignores externalTrafficPolicy Local/],
])('a plugin that %s is found out', async (_, quirks, diagnosis, settings = smallSettings) => {
  const { status, stdout, stderr } = await bench.inCluster(quirks, bench.write('small.yaml', settings), '--run');
  expect({ status, stdout, stderr }).toMatchObject({ status: 1, stdout: expect.stringMatching(diagnosis) });
  expect(await bench.left()).toEqual([]);
});

test('what is printed can be applied as it is, and the logs be read later', async () => {
  const { laboratory, start, left, write } = bench;
  const file = write('small.yaml', smallSettings);
  const kubelet = await startKubelet(laboratory);
  try {
    const { stdout: manifests } = await start(file).ended;
    const applied = await laboratory.cluster.kubectl(['apply', '--server-side', '--validate=strict', '--filename=-'], manifests);
    expect(applied).toMatchObject({ status: 0, stderr: '' });
    await eventually(
      'all clients have ended',
      async () => {
        const { body } = await laboratory.cluster.request('GET', '/apis/batch/v1/jobs');
        return body.items.every(({ status }: { readonly status: { readonly succeeded?: number } }) => status.succeeded === 1) ? true : undefined;
      },
      300,
    );
    const logs: string[] = [];
    for (const namespace of await left()) {
      const { stdout } = await laboratory.cluster.kubectl([
        'logs',
        `--namespace=${namespace}`,
        '--selector=batch.kubernetes.io/job-name',
        '--tail=-1',
        '--prefix',
        '--max-log-requests=50',
      ]);
      logs.push(stdout);
    }
    expect(await start(file, '--results', write('clients.log', logs.join(''))).ended).toMatchObject({ status: 0 });
    expect(await start('--cleanup').ended).toMatchObject({ status: 0, stdout: 'Removed: probe-mail, probe-mail-foreign.\n' });
    expect(await left()).toEqual([]);
  } finally {
    await kubelet.stop();
  }
});
