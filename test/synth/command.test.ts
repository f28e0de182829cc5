import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordName, stateName } from '../../lib/base/rendered-files';
import { runSynthCommand, type SynthOptions } from '../../lib/cli/commands/synth';
import { runValues } from '../../lib/cli/commands/values';
import { ran } from '../support/run';
import { commandPath } from '../support/workspace';
import { type Folders, makeFolders } from './output/folders';

let folders: Folders;
let cwd: string;
beforeEach(() => {
  folders = makeFolders();
  cwd = process.cwd();
  process.chdir(folders.root);
});
afterEach(() => {
  process.chdir(cwd);
  folders.remove();
});

const synth = (files: readonly string[] = [], options: Partial<SynthOptions> = {}) =>
  ran(() => runSynthCommand(files, { out: 'dist', format: 'plain', ...options }));

/** What is rendered, and the record of it. */
const listing = (folder: string): readonly string[] => readdirSync(folder).filter((name) => name !== stateName);

describe('without settings', () => {
  const waysOut =
    "name a settings file, create one with 'cdk8s-bluemind init', or render the default installation with 'cdk8s-bluemind synth --default'\n1 fault; nothing was";

  test('nothing is rendered in a wrong working directory', () => {
    for (const options of [{}, { stdout: true }, { format: 'helm', chartVersion: '1.0.0' }] as const) {
      const { status, stdout, stderr } = synth([], options);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain(
        `installations:1:1: does not exist, and no settings file is named; go to the folder that contains installations/, ${waysOut}`,
      );
    }
    expect(ran(() => runValues('traefik', []))).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('installations:1:1: does not exist'),
    });
    expect(readdirSync('.')).toEqual([]);
  });

  test('nor if installations/ has none, and its other files are named', () => {
    folders.write({ 'installations/README.md': '', 'installations/mail.json': '{"name":"mail"}', 'installations/old/mail.yaml': 'name: old' });
    expect(synth()).toEqual({
      status: 2,
      stdout: '',
      stderr: `installations:1:1: contains no settings, which are files that end in .yaml or .yml and do not begin with a dot, directly in the folder (there is installations/mail.json, installations/old); ${waysOut} written.\n`,
    });
    expect(existsSync('dist')).toBe(false);
  });

  test('nor if installations is a file', () => {
    folders.write({ installations: '' });
    expect(synth().stderr).toBe('installations:1:1: cannot be read (ENOTDIR); expected a folder of settings files\n1 fault; nothing was written.\n');
  });

  test('the default installation is rendered on request, and others stay unchanged', () => {
    folders.write({ 'installations/mail.yaml': 'name: mail\n' });
    synth();
    expect(synth([], { default: true })).toMatchObject({ status: 0, stderr: expect.stringMatching(/^dist\/bluemind: 27 objects/) });
    expect(listing('dist')).toEqual([recordName, 'bluemind', 'mail']);
    expect(synth()).toMatchObject({ status: 0, stderr: expect.not.stringContaining('bluemind: ') });
    expect(listing('dist')).toEqual([recordName, 'bluemind', 'mail']);
  });

  test('it does not go together with files', () => {
    expect(synth(['mail.yaml'], { default: true })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--default: renders only the default'),
    });
  });
});

test('the files of installations/ that count are rendered, and others that look meant are named', () => {
  folders.write({
    'installations/a.yaml': 'name: one\n',
    'installations/B.YML': 'name: two\n',
    'installations/.c.yaml': 'name: hidden\n',
    'installations/d.json': '{"name":"json"}',
    'installations/more/e.yaml': 'name: more\n',
    'installations/notes.txt': 'name: notes\n',
  });
  const { status, stderr } = synth();
  expect(status).toBe(0);
  expect(listing('dist')).toEqual([recordName, 'one', 'two']);
  expect(stderr.split('\n').filter((line) => line.includes('not rendered; settings'))).toEqual(
    ['.c.yaml', 'd.json', 'more'].map(
      (name) =>
        `installations/${name}: not rendered; settings are files that end in .yaml or .yml and do not begin with a dot, directly in the folder`,
    ),
  );
});

test('manifests, values and reports of a removed installation are named and then removed together', () => {
  folders.write({ 'installations/a.yaml': 'name: one\n', 'installations/b.yaml': 'name: two\n' });
  synth();
  folders.write({ 'installations/b.yaml': 'name: three\n' });
  expect(
    synth()
      .stderr.split('\n')
      .filter((line) => line.includes('removed')),
  ).toEqual(['dist', 'values', 'reports'].map((parent) => `${parent}/two: removed, since no settings describe it any longer`));
  for (const parent of ['dist', 'values', 'reports']) expect(listing(parent)).toEqual([recordName, 'one', 'three']);
});

test('two settings folders share one output', () => {
  folders.write({ 'a/installations/one.yaml': 'name: one\n', 'b/installations/two.yaml': 'name: two\n' });
  for (const team of ['a', 'b', 'a', 'b']) {
    process.chdir(join(folders.root, team));
    expect(synth([], { out: '../out', prune: true }).status).toBe(0);
  }
  expect(listing('../out')).toEqual([recordName, 'one', 'two']);
});

test('copies of the output in the working directory stay where that is the output folder', () => {
  folders.write({ 'installations/mail.yaml': 'name: mail\n' });
  synth([], { out: '.' });
  folders.write({ 'copy/kustomization.yaml': readFileSync('mail/kustomization.yaml', 'utf8') });
  folders.write({ 'installations/mail.yaml': 'name: post\n' });
  synth([], { out: '.' });
  expect(listing('.')).toEqual([recordName, 'copy', 'installations', 'post']);
});

test('each kind of output needs a folder of its own', () => {
  folders.write({ 'mail.yaml': 'name: mail\n' });
  expect(synth(['mail.yaml'], { out: 'x', values: './x', reports: 'x/' })).toMatchObject({
    status: 2,
    stderr:
      '--values: is the folder of --out too; each needs its own folder\n--reports: is the folder of --out too; each needs its own folder\n2 faults; nothing was written.\n',
  });
});

test('a process that is killed in the middle leaves what the next one finishes', () => {
  folders.write({ 'installations/mail.yaml': 'name: mail\n' });
  synth();
  const [dist, reports] = [folders.tree('dist'), folders.tree('reports')];
  folders.write({
    'installations/mail.yaml': 'name: mail\nworkloads: roles\nisolation: connections\n',
    'kill.js': `const fs = require('node:fs');
const { renameSync } = fs;
fs.renameSync = (from, to) => (to.endsWith('exposure.md') ? process.kill(process.pid, 'SIGKILL') : renameSync(from, to));
`,
  });
  const { signal } = spawnSync(process.execPath, ['--require', './kill.js', commandPath, 'synth']);
  expect(signal).toBe('SIGKILL');
  expect(Object.keys(folders.tree('dist'))).toEqual(Object.keys(dist));
  expect(folders.tree('dist')['dist/mail/network-policies.k8s.yaml']).not.toBe(dist['dist/mail/network-policies.k8s.yaml']);
  expect(folders.tree('reports')['reports/mail/exposure.md']).toBe(reports['reports/mail/exposure.md']);
  expect(folders.bookkeeping()).toContain('dist/.cdk8s-bluemind.work/journal');
  expect(synth().status).toBe(0);
  expect(folders.tree('reports')['reports/mail/exposure.md']).not.toBe(reports['reports/mail/exposure.md']);
  expect(folders.bookkeeping().filter((path) => !path.includes(stateName))).toEqual(
    ['dist', 'reports', 'values'].map((parent) => `${parent}/${recordName}`),
  );
});

describe('several installations', () => {
  const numbered = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`installations/${String(index).padStart(2, '0')}.yaml`, `name: mail-${index}\n`]),
    );

  test('do not stop each other; a failing one is reported at the end, and none of its files is written', () => {
    folders.write({ ...numbered(3), 'installations/01.yaml': 'name: mail-1\nisolation: none\n' });
    const { status, stderr } = synth();
    expect(status).toBe(2);
    expect(stderr.trimEnd().split('\n').slice(-2)).toEqual([
      expect.stringMatching(/^installations\/01\.yaml:2:1: isolation: /),
      '1 fault; nothing was written for the installation that fails.',
    ]);
    expect(listing('dist')).toEqual([recordName, 'mail-0', 'mail-2']);
  });

  test('are all or nothing on request', () => {
    folders.write({ ...numbered(3), 'installations/01.yaml': 'name: mail-1\nisolation: none\n' });
    expect(synth([], { allOrNothing: true })).toMatchObject({ status: 2, stderr: expect.stringContaining('1 fault; nothing was written.') });
    expect(existsSync('dist')).toBe(false);
  });

  test('are summed up if there are many, and listed one by one on request', () => {
    folders.write({ ...numbered(11), 'installations/05.yaml': 'name: [' });
    expect(synth().stderr).toMatch(
      /^11 installations: 10 rendered, 0 unchanged, 1 failed\.\ninstallations\/05\.yaml:.*\n1 fault; nothing was written for the installation that fails\.\n$/,
    );
    expect(synth().stderr).toContain('11 installations: 0 rendered, 10 unchanged, 1 failed.\n');
    expect(synth([], { force: true }).stderr).toContain('11 installations: 10 rendered, 0 unchanged, 1 failed.\n');
    expect(synth([], { verbose: true }).stderr).toContain('dist/mail-7: 27 objects');
  });
});
