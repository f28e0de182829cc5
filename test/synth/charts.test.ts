import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBookkeeping, stateName } from '../../lib/base/rendered-files';
import { renderChart } from '../../lib/chart';
import { makeWorkspace, type Workspace } from '../support/workspace';
import { helm } from '../tools/kubernetes-tools';

let workspace: Workspace;
beforeEach(() => {
  workspace = makeWorkspace();
});
afterEach(() => workspace.remove());

const chart = renderChart({ name: 'bluemind' }, { chartVersion: '1.2.3' });
const command = (...args: readonly string[]) => workspace.command(...args);
const read = (folder: string) =>
  Object.fromEntries(
    readdirSync(join(workspace.path, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !isBookkeeping(entry.name) && !entry.parentPath.includes(stateName))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(join(workspace.path, folder).length + 1), readFileSync(path, 'utf8')]),
  );
const twoInstallations = () => workspace.writeInstallations({ 'a.yaml': 'name: one\n', 'b.yaml': 'name: two\n' });

test('cdk8s synth --format helm makes dist/ the chart, and is content with it', async () => {
  const { status, stdout, stderr } = workspace.run('cdk8s', 'synth', '--format', 'helm', '--chart-version', '1.2.3');
  expect([status, stderr]).toEqual([0, "dist: Helm chart of installation 'bluemind'\n"]);
  expect(stdout).toContain('.cdk8s/templates/services.k8s.yaml');
  expect(read('dist')).toEqual(chart);
  expect(read('.cdk8s')).toEqual(chart);
  expect(workspace.run(helm, 'lint', '--strict', 'dist').status).toBe(0);
});

test('several installations are charts in dist/, each by itself', async () => {
  twoInstallations();
  expect(workspace.run('cdk8s', 'synth', '--format', 'helm', '--chart-version', '1.2.3').status).toBe(0);
  expect(workspace.run(helm, 'lint', '--strict', 'dist/one', 'dist/two').status).toBe(0);
});

test('charts and manifests take each other’s place', async () => {
  await command('synth', '--format', 'helm', '--chart-version', '1.2.3');
  await command('synth');
  expect(Object.keys(read('dist'))).toEqual(Object.keys(read('dist')).filter((path) => path.startsWith('bluemind/')));
  await command('synth', '--format', 'helm', '--chart-version', '1.2.3');
  expect(read('dist')).toEqual(chart);
});

test('what others made stays', async () => {
  mkdirSync(join(workspace.path, 'mine'));
  workspace.write('mine/notes.txt', 'mine');
  const { status, stderr } = await command('synth', '--format', 'helm', '--chart-version', '1.2.3', '--out', 'mine');
  expect([status, stderr]).toEqual([2, expect.stringContaining('was not written by cdk8s-bluemind')]);
  expect(read('mine')).toEqual({ 'notes.txt': 'mine' });
});

test.each([
  [['--format', 'helm'], '--chart-version: needs --format helm'],
  [['--chart-version', '1.2.3'], '--chart-version: needs --format helm'],
  [['--format', 'helm', '--chart-version', 'v1'], "--chart-version: 'v1': expected a semantic version"],
])('%j is refused with a way out', async (args, message) => {
  expect(await command('synth', ...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
});

test('a chart for Helm 2 is refused', async () => {
  const { status, stderr } = workspace.run('cdk8s', 'synth', '--format', 'helm', '--chart-version', '1.2.3', '--chart-api-version', 'v1');
  expect([status, stderr]).toEqual([1, expect.stringContaining("--chart-api-version: 'v1': charts are written for Helm 3 and later")]);
});
