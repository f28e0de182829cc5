import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BlueMindValidation } from '../../lib';
import { writeYaml } from '../../lib/base/yaml/write';
import { runDrift } from '../../lib/cli/commands/drift';
import { runSynth, runSynthCommand, type SynthOptions } from '../../lib/cli/commands/synth';
import { settingsBeside } from '../../lib/synth/settings/settings-beside';
import { settingsSources } from '../../lib/synth/settings/sources';
import { ran, ranLater, ranMain, ranWith } from '../support/run';
import { type Folders, makeFolders } from './output/folders';

let folders: Folders;
const cwd = process.cwd();
beforeEach(() => {
  folders = makeFolders();
  process.chdir(folders.root);
  folders.write(fleet);
});
afterEach(() => {
  process.chdir(cwd);
  folders.remove();
});

const fleet = {
  'installations/base.yaml': 'isolation: connections\n',
  'installations/fleet.yaml': 'base: base.yaml\ntable: shared/t.csv\ninstallations:\n  one:\n  two: { isolation: cluster }\n',
  'installations/shared/t.csv': 'name,namespace\nthree,mail\nfour,\n',
  'installations/alone.yaml': 'name: alone\n',
};

const synth = (options: Partial<SynthOptions> = {}, files: readonly string[] = []) =>
  ran(() => runSynthCommand(files, { out: 'dist', format: 'plain', ...options }));

/** The installations that a run names. */
const rendered = ({ stderr }: { readonly stderr: string }): readonly string[] =>
  [...stderr.matchAll(/^dist\/([\w-]+): \d+ objects/gm)].map(([, name = '']) => name);

/** The folders of installations. */
const there = (parent = 'dist'): readonly string[] => readdirSync(parent).filter((name) => !name.startsWith('.'));

const all = ['alone', 'four', 'one', 'three', 'two'];

/** What was written again since: files keep their times otherwise, and a run names unchanged ones, too. */
function rewritten(action: () => unknown): readonly string[] {
  const before = folders.tree('dist');
  action();
  const after = folders.tree('dist');
  return [...new Set(Object.keys({ ...before, ...after }).filter((path) => before[path] !== after[path]))].map((path) => path.split('/')[1] ?? '');
}

test('each installation has its folder; base and table are not installations and are not named', () => {
  const { status, stderr } = synth();
  expect([status, there()]).toEqual([0, all]);
  expect(stderr).not.toContain('not rendered; settings');
  expect(readFileSync('dist/three/services.k8s.yaml', 'utf8')).toContain('namespace: mail\n');
});

test('the bytes are those of settings that are written out as a whole', () => {
  synth();
  const [before, reports] = [folders.tree('dist'), folders.tree('reports')];
  const whole = settingsSources(['installations/fleet.yaml']).map((source) => [`whole/${source.entry}.yaml`, writeYaml(source.read().input)]);
  folders.write(Object.fromEntries(whole));
  expect(synth({ out: 'other', reports: 'other-reports' }, ['installations/alone.yaml', ...whole.map(([file = '']) => file)]).status).toBe(0);
  const renamed = (tree: object, from: string, to: string) =>
    Object.fromEntries(Object.entries(tree).map(([path, text]) => [path.replace(from, to), text]));
  expect(renamed(folders.tree('other'), 'other/', 'dist/')).toEqual(before);
  expect(renamed(folders.tree('other-reports'), 'other-reports/', 'reports/')).toEqual(reports);
});

describe('an installation', () => {
  test.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    ['the base, which one overrides', { 'installations/base.yaml': 'isolation: installation\n' }, ['four', 'one', 'three']],
    ['only a comment of the base', { 'installations/base.yaml': 'isolation: connections # as before\n' }, []],
    ['a row', { 'installations/shared/t.csv': 'name,namespace\nthree,post\nfour,\n' }, ['three']],
    ['the order of rows', { 'installations/shared/t.csv': 'name,namespace\nfour,\nthree,mail\n' }, []],
    ['a map', { 'installations/fleet.yaml': fleet['installations/fleet.yaml'].replace('cluster', 'installation') }, ['two']],
  ])('is rendered again after a change of its settings, others are not: %s', (_, change, expected) => {
    synth();
    execFileSync('git', ['init', '-q']);
    execFileSync('git', ['add', '-A']);
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'first']);
    folders.write(change);
    const since = synth({ changedSince: 'HEAD', out: 'since', shard: '1/1' });
    expect(existsSync('since') ? there('since') : since.stderr).toEqual(expected.length > 0 ? expected : 'Nothing to do here for 5 installations.\n');
    expect([...new Set(rewritten(synth))].sort()).toEqual(expected);
  });

  test('with a fault stops no other, and keeps its last output', () => {
    synth();
    folders.write({ 'installations/fleet.yaml': 'base: base.yaml\ntable: shared/t.csv\ninstallations:\n  one: { isolation: none }\n  two:\n' });
    expect([...new Set(rewritten(() => expect(synth().status).toBe(2)))]).toEqual(['two']);
    expect(there()).toEqual(all);
    expect(rewritten(() => expect(synth({ allOrNothing: true, force: true }).status).toBe(2))).toEqual([]);
  });

  test('that was removed loses its folder, also if another has a fault', () => {
    synth();
    folders.write({ 'installations/fleet.yaml': 'base: base.yaml\ntable: shared/t.csv\ninstallations:\n  two: { isolation: none }\n' });
    const { status, stderr } = synth();
    expect([status, there()]).toEqual([2, ['alone', 'four', 'three', 'two']]);
    expect(stderr).toContain('dist/one: removed, since no settings describe it any longer');
  });

  test('keeps its folder while the fleet file, its base or table cannot be used, and others are rendered', () => {
    synth();
    for (const broken of [
      { 'installations/fleet.yaml': 'base: [' },
      { 'installations/shared/t.csv': 'x\n' },
      { 'installations/base.yaml': 'a: b: c' },
    ]) {
      folders.write({ ...fleet, ...broken, 'installations/alone.yaml': 'name: alone\nisolation: cluster\n' });
      expect(synth().status).toBe(2);
      expect(there()).toEqual(all);
    }
  });

  test('that is no more is stale where the fleet file is named, and no other installation is', () => {
    synth();
    folders.write({ 'installations/shared/t.csv': 'name,namespace\nthree,mail\n' });
    expect(synth({}, ['installations/fleet.yaml']).stderr).toContain(
      'dist/four: stays, although its settings no longer describe it; --prune removes it',
    );
    synth({ prune: true }, ['installations/fleet.yaml#one']);
    expect(there()).toEqual(all);
    synth({ prune: true }, ['installations/fleet.yaml']);
    expect(there()).toEqual(['alone', 'one', 'three', 'two']);
  });

  test('of a fleet file that is gone loses its folder', () => {
    synth();
    execFileSync('rm', ['installations/fleet.yaml']);
    synth();
    expect(there()).toEqual(['alone']);
  });

  test('is one of a shard, wherever others are', () => {
    const parts = ['1/3', '2/3', '3/3'].map((shard) => {
      const names = rendered(synth({ shard, force: true }));
      return names;
    });
    expect(parts.flat().sort()).toEqual(all);
    expect(there()).toEqual(all);
    folders.write({ 'installations/shared/t.csv': 'name,namespace\nnew,\nthree,mail\n' });
    for (const [index, part] of parts.entries()) {
      const now = rendered(synth({ shard: `${index + 1}/3`, force: true })).filter((name) => name !== 'new');
      expect(now).toEqual(part.filter((name) => name !== 'four'));
    }
  });

  test('has a name that no settings file has, nor another fleet file', () => {
    folders.write({ 'installations/alone.yaml': 'name: two\n', 'installations/more.yaml': 'installations: { four: }\n' });
    const { status, stderr } = synth();
    expect(status).toBe(2);
    expect(stderr.split('\n').filter((line) => line.includes('too;'))).toEqual([
      "installations/fleet.yaml:5:3: name: 'two' is the name in installations/alone.yaml too; installations need different names",
      "installations/more.yaml:1:18: name: 'four' is the name in installations/fleet.yaml#four too; installations need different names",
    ]);
  });

  test('is a chart, a stream, a page', async () => {
    expect(synth({ format: 'helm', chartVersion: '1.0.0', out: 'charts' }, ['installations/fleet.yaml']).status).toBe(0);
    expect(there('charts')).toEqual(['four', 'one', 'three', 'two']);
    expect(synth({ format: 'helm', chartVersion: '1.0.0', out: 'chart' }, ['installations/fleet.yaml#two']).status).toBe(0);
    expect(readFileSync('chart/Chart.yaml', 'utf8')).toContain('name: two\n');
    const { stdout } = synth({ stdout: true }, ['installations/fleet.yaml']);
    expect([...new Set(stdout.match(/(?<=instance: )\w+/g))].sort()).toEqual(['four', 'one', 'three', 'two']);
  });

  test.each<readonly [string, string]>([
    ['installations/fleet.yaml#tow', "installations/fleet.yaml:1:1: has no installation 'tow'; did you mean 'two'?\n"],
    ['installations/alone.yaml#two', "installations/alone.yaml:1:1: is not a fleet file; expected one with an installation 'two'\n"],
    ['nowhere.yaml#two', "nowhere.yaml:1:1: does not exist; expected one with an installation 'two'\n"],
  ])('is named after the file: not %s', (reference, line) => {
    expect(synth({}, [reference])).toMatchObject({ status: 2, stderr: expect.stringContaining(line) });
  });

  test('is proved by itself, and all of them', async () => {
    synth();
    for (const words of [
      ['dist/two', '--settings', 'installations/fleet.yaml#two'],
      ['dist/two', 'dist/one', 'dist/three', 'dist/four', '--settings', 'installations/fleet.yaml'],
    ]) {
      const { status, stdout } = await ranMain('verify', ...words);
      expect([status, stdout]).toEqual([0, expect.stringMatching(/0 errors, 0 warnings/)]);
    }
    expect(await ranMain('verify', 'dist/two', '--settings', 'installations/fleet.yaml')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/'?one'?/),
    });
    const { stdout } = await ranMain(
      'explain',
      'any-pod',
      'mail/all-in-one:postgresql',
      'dist/three',
      '--settings',
      'installations/fleet.yaml#three',
    );
    expect(stdout).toContain('denied');
  });

  test('is in the output of the cdk8s command, and the validation plugin proves it', async () => {
    expect(ran(() => runSynth({ out: { manifests: 'dist', values: 'values', reports: 'reports' }, cdk8sFolder: '.cdk8s' })).status).toBe(0);
    expect(there()).toEqual(all);
    const manifests = Object.keys(folders.tree('.cdk8s')).filter((path) => path.endsWith('.yaml'));
    const proved = async () => {
      const violations: string[] = [];
      let verdict = '';
      const report = {
        addViolation: ({ ruleName, recommendation }: { readonly ruleName: string; readonly recommendation: string }) =>
          void violations.push(`${ruleName}: ${recommendation}`),
        submit: (word: string) => {
          verdict = word;
        },
      };
      await new BlueMindValidation().validate({ manifests, report });
      return [verdict, violations];
    };
    expect(await proved()).toEqual(['success', []]);
    const policies = '.cdk8s/three/network-policies.k8s.yaml';
    writeFileSync(policies, readFileSync(policies, 'utf8').replace(/(?<=^ {2}ingress:\n)/gm, '    - {}\n'));
    expect(await proved()).toEqual(['failure', expect.arrayContaining([expect.stringMatching(/^internal-port-beyond-isolation: /)])]);
    folders.write({ 'installations/base.yaml': 'isolation: none\n' });
    expect(await proved()).toEqual([
      'failure',
      [
        expect.stringMatching(
          /^unusable-input: installations\/base\.yaml:1:1: .* \(used by installations\/fleet\.yaml:4:3 'one' and 2 other installations\)$/,
        ),
      ],
    ]);
  });

  test('has test pods and values of its own', async () => {
    const probe = await ranMain('probe', 'installations/fleet.yaml#two');
    expect([probe.status, [...new Set(probe.stdout.match(/(?<=^ {2}namespace: )\S+/gm))]]).toEqual([
      0,
      expect.arrayContaining([expect.stringContaining('two')]),
    ]);
    folders.write({ 'ways.yaml': `base: ${join(__dirname, '../../examples/traefik/installation.yaml')}\ninstallations: { a: , b: }\n` });
    expect(await ranMain('values', 'traefik', 'ways.yaml')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("installations 'a' and 'b' have values"),
    });
    expect(await ranMain('values', 'traefik', 'ways.yaml#a')).toMatchObject({ status: 0 });
  });

  test('is found beside its manifests', () => {
    synth();
    expect(settingsBeside('dist/two')).toEqual(['installations/fleet.yaml#two']);
  });

  test('has settings as a whole in the job that looks for drift', async () => {
    const { status, stdout } = await ranLater(() =>
      runDrift(['installations/fleet.yaml'], { manifests: 'cronjob', image: 'x', schedule: '@daily', format: 'text', failOn: 'error' }),
    );
    expect(status).toBe(0);
    expect(stdout).toContain('  two.yaml: |\n    name: two\n    isolation: cluster\n');
  });
});

test.each<readonly [string, () => void, RegExp]>([
  ['a pipe as the base', () => execFileSync('mkfifo', ['pipe']), /fleet\.yaml:1:1: base: 'pipe' is a named pipe \(FIFO\)/],
  ['a folder as the base', () => mkdirSync('pipe'), /base: 'pipe' is a folder/],
  ['a base that is not UTF-8', () => writeFileSync('pipe', Buffer.from([0xff, 0x3a])), /base: 'pipe' is not UTF-8 text/],
  ['a base that holds nothing', () => folders.write({ pipe: '' }), /pipe:1:1: is empty;.* \(used by fleet\.yaml:1:1\)/],
  ['a huge base', () => folders.write({ pipe: `labels: {}\n${' '.repeat(300_000)}` }), /base: 'pipe' has \d+ bytes, which is more than 262144/],
])('%s is refused', (_, make, expected) => {
  make();
  folders.write({ 'fleet.yaml': 'base: pipe\ninstallations: { one: }\n' });
  expect(synth({}, ['fleet.yaml'])).toMatchObject({ status: 2, stderr: expect.stringMatching(expected) });
});

test('is read from the standard input, with the files that it names', async () => {
  const { status, stderr } = await ranWith('base: installations/base.yaml\ninstallations: { one: , two: { isolation: none } }\n', 'synth', '-');
  expect([status, stderr]).toEqual([2, expect.stringContaining("<stdin>:2:32: isolation: 'none'")]);
  expect(there()).toEqual(['one']);
});

test.each<readonly [string, string, string]>([
  ['binary text', 'name: \0', '<stdin>:1:1: is a binary file; expected a file of YAML settings\n'],
  [
    'text that is no fleet and too large',
    `name: mail\n${' '.repeat(300_000)}`,
    '<stdin>:1:1: has more than 262144 bytes; expected a file of YAML settings\n',
  ],
  ['nothing', '', '<stdin>:1:1: is empty; expected the settings of an installation, at least `name: bluemind`\n'],
])('the standard input is read once: %s', async (_, text, line) => {
  expect(await ranWith(text, 'synth', '-')).toMatchObject({ status: 2, stderr: expect.stringContaining(line) });
});
