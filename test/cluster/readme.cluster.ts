/** What the README shows of commands that need a cluster (```console cluster) is what they print in the laboratory. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { renderManifests } from '../../lib/synth/render';
import { planOfFile } from '../../lib/synth/settings/installations';
import { commandPath } from '../support/workspace';
import { kubectl } from '../tools/kubernetes-tools';
import { startKubelet } from './lab/kubelet';
import { type Laboratory, startLaboratory } from './lab/laboratory';
import { outside } from './lab/network';
import { inNamespace } from './lab/network-namespaces';
import { createNamespaces } from './namespaces';
import { mustApply, objectsOf } from './objects';

const root = join(__dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

const shown = [...readme.matchAll(/^```console cluster\n(.*?)^```/gms)].flatMap(([, block = '']) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((text) => {
      const [command = '', ...output] = text.split('\n');
      return { command, output: output.join('\n') };
    }),
);

let laboratory: Laboratory;
let stop: () => Promise<void> = async () => undefined;

beforeAll(async () => {
  laboratory = await startLaboratory({ controllers: ['job-controller'] });
  const kubelet = await startKubelet(laboratory);
  stop = () => kubelet.stop().then(laboratory.stop);
  const objects = objectsOf(renderManifests(planOfFile(join(root, 'installations/bluemind.yaml'))).stream);
  await createNamespaces(laboratory.cluster, objects);
  await mustApply(laboratory.cluster, objects);
});

afterAll(() => stop());

test('the README shows probe and drift', () => {
  const commands = shown.map(({ command }) => command).join('\n');
  expect(commands).toMatch(/^npx cdk8s-bluemind probe/m);
  expect(commands).toMatch(/^npx cdk8s-bluemind drift/m);
});

test.each(shown)('$command', async ({ command, output }) => {
  const runnable = command.replaceAll('npx cdk8s-bluemind', `${process.execPath} ${commandPath}`);
  const [program = '', ...args] = inNamespace(outside['client 198.51.100.7'].namespace, ['sh', '-c', runnable]);
  const env = { ...process.env, KUBECONFIG: laboratory.plane.kubeconfig, PATH: `${dirname(kubectl)}${delimiter}${process.env.PATH}` };
  const said = await new Promise<string>((resolve) => {
    execFile(program, args, { cwd: root, env }, (_, stdout) => resolve(withoutChance(stdout)));
  });
  for (const part of output.split(/^…\n/m)) expect(said).toContain(withoutChance(part));
  if (!output.includes('…\n')) expect(said).toBe(withoutChance(output));
});

/** The cluster chooses the numbers of node ports, and the node of a pod: of the nodes, the one without a pod comes first here. */
const withoutChance = (text: string): string =>
  text
    .replaceAll(/10\.0\.0\.[12]:3\d{4}\b/g, 'NODE:PORT')
    .replaceAll(/(?:^.* NODE:PORT .*\n)+/gm, (rows) => `${rows.trimEnd().split('\n').sort().join('\n')}\n`);
