/** `probe --live` against real pods: what it asks, what it finds, and that it sends nothing. */
import { planFrom } from '../../lib/plan';
import { renderManifests } from '../../lib/synth/render';
import { parse } from '../support/render';
import { type Quirks, startKubelet } from './lab/kubelet';
import { nodes, routeBalancer } from './lab/network';
import { eventually } from './lab/processes';
import { createNamespaces } from './namespaces';
import { type KubernetesObject, mustApply, objectsOf, patchStatus } from './objects';
import { type ProbeBench, startProbeBench } from './probe/command';

const settings = `name: mail
workloads: main-and-edge
isolation: connections
expose:
  smtp: { entryPoint: public, workload: edge }
  https: { entryPoint: public, workload: edge }
`;
const plan = planFrom({ ...parse(settings)[0] });
const balancer = '172.31.9.10';

/** Listens on the given ports, and prints for each connection how many bytes it received. */
const listener = `for (const port of process.argv.slice(1))
  require('node:net').createServer((socket) => {
    let bytes = 0;
    const from = socket.remoteAddress;
    socket.on('data', (data) => { bytes += data.length; });
    socket.on('error', () => undefined);
    socket.on('close', () => console.log(port + ' ' + from + ' ' + bytes));
  }).listen(Number(port), '0.0.0.0');`;

const pods: readonly KubernetesObject[] = plan.workloads.map(({ name, namespace, podLabels, ports }, index) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: `${name}-0`, namespace, labels: podLabels },
  spec: {
    nodeName: nodes[index % nodes.length]?.name,
    automountServiceAccountToken: false,
    containers: [
      {
        name: 'bluemind',
        image: 'none',
        command: [process.execPath, '-e', listener, ...ports.filter(({ protocol }) => protocol === 'TCP').map(({ podNumber }) => String(podNumber))],
      },
    ],
  },
}));

let bench: ProbeBench;
let file: string;

beforeAll(async () => {
  bench = await startProbeBench();
  file = bench.write('mail.yaml', settings);
  const { cluster } = bench.laboratory;
  const objects = [...objectsOf(renderManifests(plan).stream), ...pods];
  await createNamespaces(cluster, objects);
  await mustApply(cluster, objects);
  const edge = pods.findIndex(({ metadata }) => metadata.name === 'edge-0');
  routeBalancer(balancer, nodes[edge % nodes.length] ?? nodes[0]);
  for (const object of objects.filter(({ metadata: { name } }) => name === 'mail-public'))
    await patchStatus(cluster, object, { loadBalancer: { ingress: [{ ip: balancer, ipMode: 'VIP' }] } });
});

afterAll(() => bench?.stop());

/** Runs the command while the pods of the installation run. */
async function live(quirks: Quirks) {
  const { laboratory, start, left } = bench;
  const kubelet = await startKubelet(laboratory, quirks);
  try {
    await eventually('the pods run', async () => {
      const { body } = await laboratory.cluster.request('GET', '/api/v1/namespaces/mail/pods');
      return body.items.every(({ status }: { readonly status?: { readonly phase?: string } }) => status?.phase === 'Running') ? true : undefined;
    });
    const ended = await start(file, '--live').ended;
    expect(await left()).toEqual([]);
    const logs = await Promise.all(pods.map(({ metadata: { name } }) => laboratory.cluster.kubectl(['logs', '--namespace=mail', name, '--tail=-1'])));
    return { ...ended, connections: logs.flatMap(({ stdout }) => stdout.split('\n').filter((line) => line !== '')) };
  } finally {
    await kubelet.stop();
  }
}

test('pods that are closed as intended pass: connections were made from outside, and nothing was sent', async () => {
  const { status, stdout, stderr, connections } = await live({});
  expect({ status, stdout, stderr }).toMatchObject({ status: 0, stdout: expect.stringMatching(/^mail: \d+ connections: \d+ as intended, 0 not, /) });
  expect(stdout).toContain(`mail-public ${balancer}:25`);
  expect(connections.filter((line) => line.includes(' 198.51.100.7 ')).length).toBeGreaterThan(2);
  expect(connections.filter((line) => !line.endsWith(' 0'))).toEqual([]);
});

test('pods that anybody reaches are found out, and nothing was sent either', async () => {
  const { status, stdout, connections } = await live({ policies: () => [] });
  expect([status, stdout]).toEqual([1, expect.stringMatching(/The network plugin ignores policies/)]);
  expect(connections.filter((line) => line.includes(' 10.244.')).length).toBeGreaterThan(20);
  expect(connections.filter((line) => !line.endsWith(' 0'))).toEqual([]);
});
