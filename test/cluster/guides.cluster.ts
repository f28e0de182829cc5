/** What guides do with a cluster (```bash cluster), one command after the other as a reader does: on a real API server, by the real helm and kubectl. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linesOf, writeFiles } from '../docs/lines';
import { blocksOf, pages } from '../docs/pages';
import { entryFor, needsPods, nowhere, onCluster, shellIn, substituted } from '../docs/shell';
import { installDefinitions } from './definitions';
import { type ControlPlane, startControlPlane } from './lab/control-plane';
import { currentRelease } from './lab/releases';

/** What a reader's cluster has before the first command of a guide that asks for a cluster. */
const before: Readonly<Record<string, string>> = {
  'docs/guides/upgrade-4-to-5.md': 'kubectl create namespace mail && kubectl apply -k old/dist/mail',
};

/** All commands of a page, so that those for a cluster find what the others wrote. */
const commandsOf = (page: string) =>
  blocksOf(page)
    .flatMap((block) => linesOf(block).map((line) => ({ ...line, onCluster: block.place === 'cluster' })))
    .filter(({ command }) => !entryFor(command, [...nowhere, ...needsPods]));

const guides = pages.filter((page) => page !== 'README.md' && commandsOf(page).some((one) => one.onCluster));

describe.each(guides)('%s', (page) => {
  const folder = mkdtempSync(join(tmpdir(), 'guide-'));
  const commands = commandsOf(page);
  const start = commands.findIndex((one) => one.onCluster);
  let plane: ControlPlane | undefined;
  let run: ReturnType<typeof shellIn>;

  beforeAll(async () => {
    plane = await startControlPlane({ release: currentRelease, controllers: ['namespace-controller'] });
    await installDefinitions(plane.cluster);
    writeFiles(folder, blocksOf(page));
    run = shellIn(folder, { KUBECONFIG: plane.kubeconfig });
    for (const { command, status } of commands.slice(0, start)) expect(run(command)).toMatchObject({ status });
    const prepared = run(before[page] ?? 'true');
    expect(prepared).toEqual({ ...prepared, status: 0 });
  });
  afterAll(async () => {
    await plane?.stop();
    rmSync(folder, { recursive: true });
  });

  test.each(commands.slice(start))('$command', ({ command, status }) => {
    const ran = run(substituted(command, onCluster));
    expect(ran).toEqual({ ...ran, status });
    expect(ran.stderr).not.toMatch(/^(Warning|error)/im);
  });
});

test('the five jobs that were tried have guides that are applied', () => {
  const jobs = ['metallb-traefik-cert-manager', 'machines-behind-haproxy', 'edge-dmz-cilium', 'internal-aws', 'upgrade-4-to-5'];
  expect(guides).toEqual(expect.arrayContaining(jobs.map((name) => `docs/guides/${name}.md`)));
});
