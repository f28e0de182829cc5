/**
 * The tests as they run with KUBECONFIG, from a machine outside of the cluster: the laboratory stands in for the cluster that somebody else would have given.
 * A part of them, so that this way does not rot; `LONG=1` runs all of them.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planFrom } from '../../lib/plan';
import { renderManifests } from '../../lib/synth/render';
import { documentedRows, expectDocumented } from './documented';
import { type Kubelet, startKubelet } from './lab/kubelet';
import { type Laboratory, startLaboratory } from './lab/laboratory';
import { nodes, outside } from './lab/network';
import { inNamespace } from './lab/network-namespaces';
import { ending, eventually } from './lab/processes';
import { createNamespaces, inOwnNamespaces } from './namespaces';
import { mustApply, objectsOf, patchStatus } from './objects';
import { podScenarios } from './packets/by-pods';
import { scenarioHead } from './packets/report';

const root = join(__dirname, '../..');
const admissionPolicies = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies';

/** A row of the table by scenario; the rows of the next table, by kind of probe, begin with the source. */
const scenarioRow = new RegExp(`^\\| (${podScenarios.map(({ name }) => name).join('|')}) \\|`);

let laboratory: Laboratory;
let kubelet: Kubelet;

beforeAll(async () => {
  laboratory = await startLaboratory({ controllers: ['job-controller'] });
  kubelet = await startKubelet(laboratory);
});

afterAll(async () => {
  await kubelet?.stop();
  await laboratory?.stop();
});

interface Ended {
  readonly status: number;
  readonly said: string;
}

/** Starts the tests with KUBECONFIG. @returns its exit code and all that it prints */
const startGiven = (...args: readonly string[]) => startWith(laboratory.plane.kubeconfig, ...args);

function startWith(kubeconfig: string, ...args: readonly string[]): { readonly kill: () => void; readonly ended: Promise<Ended> } {
  const jest = [
    process.execPath,
    join(root, 'node_modules/.bin/jest'),
    '--config',
    'jest.cluster.config.js',
    '--runInBand',
    '--verbose=false',
    ...args,
  ];
  const [program = '', ...rest] = ending(inNamespace(outside['client 198.51.100.7'].namespace, jest));
  const child = spawn(program, rest, {
    cwd: root,
    env: { ...process.env, KUBECONFIG: kubeconfig },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
  const ended = once(child, 'close').then(([status]): Ended => ({ status: status ?? 1, said: Buffer.concat(chunks).toString() }));
  return { kill: () => void child.kill('SIGKILL'), ended };
}

/** Names of the objects of a kind, without those of the cluster itself. */
async function names(path: string): Promise<readonly string[]> {
  const { body } = await laboratory.cluster.request('GET', path);
  return body.items
    .map(({ metadata }: { readonly metadata: { readonly name: string } }) => metadata.name)
    .filter((name: string) => name !== 'default' && !name.startsWith('kube-'));
}
const namespaces = () => names('/api/v1/namespaces');

/** Only the tests of these names, unless all are wanted. */
const only = (pattern: string): readonly string[] => (process.env.LONG ? [] : ['-t', pattern]);

test('a run that is killed leaves something', async () => {
  const { kill, ended } = startGiven('packets-by-pods', '-t', 'all-in-one, installation$');
  await eventually('it has made namespaces', async () => ((await namespaces()).length > 0 ? true : undefined), 120);
  kill();
  await ended;
  expect(await namespaces()).not.toEqual([]);
});

test('the next one removes it, and all that is its own; packets by ordinary pods agree', async () => {
  const { status, said } = await startGiven(
    'packets-by-pods',
    ...only('(all-in-one, connections, egress restricted|node ports, Cluster|the policies of a workload are deleted)$'),
  ).ended;
  process.stdout.write(said);
  expect([status, said]).toEqual([0, expect.stringMatching(/\| node port, Cluster, from here \| [1-9]/)]);
  expect(said).toContain('KUBECONFIG is set');
  const rows = said.split('\n').filter((line) => scenarioRow.test(line));
  expect(rows.length).toBeGreaterThanOrEqual(3);
  if (process.env.LONG) expectDocumented('docs/cluster-tests.md', 'a given cluster', `${scenarioHead}${rows.join('\n')}\n`);
  else expect(documentedRows('docs/cluster-tests.md', 'a given cluster')).toEqual(expect.arrayContaining(rows));
  expect(await namespaces()).toEqual([]);
});

test('a cluster without a ready node is reported', async () => {
  for (const { name } of nodes)
    await patchStatus(
      laboratory.cluster,
      { apiVersion: 'v1', kind: 'Node', metadata: { name } },
      { conditions: [{ type: 'Ready', status: 'False' }] },
    );
  const { status, said } = await startGiven('packets-by-pods', '-t', 'all-in-one, installation$').ended;
  expect([status, said]).toEqual([0, expect.stringContaining('NOT TRIED: packets: no node of the cluster is ready to run pods')]);
  expect(await namespaces()).toEqual([]);
});

test('an API server that is stopped is reported', async () => {
  const { stdout } = await laboratory.cluster.kubectl(['config', 'view', '--raw', '--output=json']);
  const gone = join(laboratory.plane.folder, 'gone');
  writeFileSync(gone, stdout.replace(/"server": *"[^"]*"/, '"server": "https://10.0.0.1:1"'), { mode: 0o600 });
  const { status, said } = await startWith(gone, 'packets-by-pods', '-t', 'all-in-one, installation$').ended;
  expect([status, said]).toEqual([1, expect.stringMatching(/gone: the API server does not answer: .*connection refused/)]);
});

test('the API server takes objects, those of a killed run go, and missing kinds are named', async () => {
  const left = inOwnNamespaces(
    objectsOf(renderManifests(planFrom({ name: 'mail', createNamespace: true, policies: { admission: true } })).stream),
    'killed',
  );
  await createNamespaces(laboratory.cluster, left);
  await mustApply(laboratory.cluster, left);
  expect(await names(admissionPolicies)).not.toEqual([]);
  const { status, said } = await startGiven('api-server', ...only('(roles, connections, kubernetes|examples/gateway-api/[^ ]*)$')).ended;
  process.stdout.write(said);
  expect([status, said]).toEqual([0, expect.stringMatching(/\d+ objects applied to v1\.36/)]);
  expect(said).toMatch(/NOT APPLIED: Gateway \(gateway\.networking\.k8s\.io\/v1\) of \d+ cases, since the cluster does not have this kind/);
  expect(await namespaces()).toEqual([]);
  expect(await names(admissionPolicies)).toEqual([]);
});

test('a run that fails says why, and leaves nothing', async () => {
  const refusal = 'nobody makes a Service here';
  const { cluster } = laboratory;
  const name = 'refuse-services';
  const matchConstraints = { resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['services'] }] };
  const policy = (kind: string, spec: object) => ({ apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name }, spec });
  await mustApply(cluster, [
    policy('ValidatingAdmissionPolicy', { matchConstraints, validations: [{ expression: 'false', message: refusal }] }),
    policy('ValidatingAdmissionPolicyBinding', { policyName: name, validationActions: ['Deny'] }),
  ]);
  await eventually('Services are refused', async () => {
    const { stderr } = await cluster.kubectl(['create', 'service', 'clusterip', 'refused', '--tcp=25', '--dry-run=server']);
    return stderr.includes(refusal) ? true : undefined;
  });
  const { status, said } = await startGiven('api-server', '-t', 'roles, connections, kubernetes$').ended;
  expect([status, said]).toEqual([1, expect.stringContaining(refusal)]);
  expect(await namespaces()).toEqual([]);
});
