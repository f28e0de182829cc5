import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { stateName } from '../../lib/base/rendered-files';
import { type InTurnOptions, type Outcome, synthesizeInTurn } from '../../lib/synth/in-turn';
import { settingsSources } from '../../lib/synth/settings/sources';
import { type Folders, makeFolders } from './output/folders';

let folders: Folders;
const cwd = process.cwd();
beforeEach(() => {
  folders = makeFolders();
  process.chdir(folders.root);
});
afterEach(() => {
  process.chdir(cwd);
  folders.remove();
});

/** Runs. @returns what happened to each */
const run = (files: readonly string[], options: Partial<InTurnOptions> = {}): readonly Outcome[] => {
  const outcomes: Outcome[] = [];
  const out = { manifests: 'dist', values: 'values', reports: 'reports' };
  const defaults = { out, today: '2026-01-01', program: 'one', force: false, say: () => undefined };
  synthesizeInTurn(settingsSources(files), { ...defaults, ...options }, (outcome) => outcomes.push(outcome));
  return outcomes;
};
const kinds = (files: readonly string[], options?: Partial<InTurnOptions>) => run(files, options).map(({ kind }) => kind);
const faultsOf = (outcomes: readonly Outcome[]) => outcomes.flatMap((outcome) => (outcome.kind === 'faulty' ? outcome.faults : []));

const both = ['a.yaml', 'b.yaml'];
const service = 'dist/one/services.k8s.yaml';

describe('what did not change', () => {
  beforeEach(() => {
    folders.write({ 'a.yaml': 'name: one\n', 'b.yaml': 'name: two\n' });
    expect(kinds(both)).toEqual(['rendered', 'rendered']);
  });

  test('stays unchanged, with the same messages', () => {
    const before = folders.tree();
    const [one] = run(both);
    expect(one).toMatchObject({
      kind: 'unchanged',
      details: [expect.stringContaining('dist/one: 27 objects'), expect.anything(), expect.anything(), expect.anything()],
    });
    expect(folders.tree()).toEqual(before);
  });

  test('is recognised by its contents if times on the disk differ, as after a checkout', () => {
    utimesSync(service, 1, 1);
    utimesSync('a.yaml', 1, 1);
    expect(kinds(both)).toEqual(['unchanged', 'unchanged']);
  });

  test.each<readonly [string, () => void, Partial<InTurnOptions>, readonly string[]]>([
    ['changed settings', () => writeFileSync('a.yaml', 'name: one\nisolation: connections\n'), {}, ['rendered', 'unchanged']],
    ['output edited by hand', () => appendFileSync(service, '# mine\n'), {}, ['rendered', 'unchanged']],
    ['values edited by hand', () => appendFileSync('values/two/traefik.yaml', '# mine\n'), {}, ['unchanged', 'rendered']],
    ['a removed report', () => rmSync('reports/one/openings.csv'), {}, ['rendered', 'unchanged']],
    ['a further file in the output', () => writeFileSync('dist/one/more.yaml', 'kind: X\n'), {}, ['rendered', 'unchanged']],
    ['a removed folder', () => rmSync('dist/two', { recursive: true }), {}, ['unchanged', 'rendered']],
    ['another program', () => undefined, { program: 'two' }, ['rendered', 'rendered']],
    ['other folders', () => undefined, { out: { manifests: 'dist' } }, ['rendered', 'rendered']],
    ['--force', () => undefined, { force: true }, ['rendered', 'rendered']],
    ['a damaged state', () => writeFileSync(`dist/${stateName}/state.json`, '{'), {}, ['rendered', 'rendered']],
  ])('is rendered again after %s', (_, change, options, expected) => {
    const before = folders.tree('dist')[service];
    change();
    expect(kinds(both, options)).toEqual(expected);
    if (!expected.includes('unchanged')) return;
    expect(existsSync('dist/one/services.k8s.yaml') && folders.tree('dist')[service]).toBe(before);
  });

  test('is named each time if others put something into its folder', () => {
    writeFileSync('dist/one/more.txt', 'mine');
    for (const _ of [1, 2]) {
      const said: string[] = [];
      run(both, { say: (line) => said.push(line) });
      expect(said).toEqual(['dist/one/more.txt: stays, although it was not rendered']);
    }
  });

  test('counts as long as its waivers do', () => {
    folders.write({ 'a.yaml': "name: one\nwaivers: [{ rule: cleartext-port-exposed, until: '2026-02-01', reason: Old phones. }]\n" });
    expect(kinds(both, { today: '2026-01-31' })).toEqual(['rendered', 'unchanged']);
    expect(kinds(both, { today: '2026-02-01' })).toEqual(['unchanged', 'unchanged']);
    expect(kinds(both, { today: '2026-02-02' })).toEqual(['rendered', 'unchanged']);
  });
});

describe('what fails', () => {
  test('does not stop the others, keeps its last output, and all its faults are reported', () => {
    folders.write({ 'a.yaml': 'name: one\n', 'b.yaml': 'name: two\n', 'c.yaml': 'name: three\n' });
    const files = [...both, 'c.yaml'];
    const source = { kind: 'named', files } as const;
    run(files, { source, prune: true });
    const before = folders.tree('dist/one');
    folders.write({ 'a.yaml': 'name: one\nisolation: none\n', 'b.yaml': 'name: two\nisolation: connections\n', 'c.yaml': 'name: [' });
    const outcomes = run(files, { source, prune: true });
    expect(outcomes.map(({ kind }) => kind)).toEqual(['faulty', 'rendered', 'faulty']);
    expect(faultsOf(outcomes).map(({ position }) => position?.file)).toEqual(['a.yaml', 'c.yaml']);
    expect(folders.tree('dist/one')).toEqual(before);
    expect(existsSync('dist/three')).toBe(true);
    expect(kinds(both)).toEqual(['faulty', 'unchanged']);
  });

  test('is what it was once its settings are what they were', () => {
    folders.write({ 'a.yaml': 'name: one\n' });
    run(['a.yaml']);
    folders.write({ 'a.yaml': 'name: [' });
    expect(kinds(['a.yaml'])).toEqual(['faulty']);
    folders.write({ 'a.yaml': 'name: one\n' });
    expect(kinds(['a.yaml'])).toEqual(['unchanged']);
  });

  test('leaves nothing if there was nothing', () => {
    folders.write({ 'a.yaml': 'name: [' });
    expect(kinds(['a.yaml'])).toEqual(['faulty']);
    expect(existsSync('dist')).toBe(false);
  });

  test('is the second of two with one name, and the new one if the other had it before', () => {
    folders.write({ 'b.yaml': 'name: one\n' });
    run(['b.yaml']);
    folders.write({ 'a.yaml': 'name: one\nisolation: connections\n' });
    const before = folders.tree('dist');
    const outcomes = run(both);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['faulty', 'unchanged']);
    expect(faultsOf(outcomes)[0]?.message).toBe("'one' is the name in b.yaml too; installations need different names");
    expect(folders.tree('dist')).toEqual(before);
    folders.write({ 'b.yaml': 'name: two\n' });
    expect(kinds(both)).toEqual(['rendered', 'rendered']);
  });
});

test('the state hides itself from git, and is in no rendered folder', () => {
  folders.write({ 'a.yaml': 'name: one\n' });
  run(['a.yaml']);
  expect(folders.bookkeeping().filter((path) => path.includes(stateName))).toEqual([`dist/${stateName}/.gitignore`, `dist/${stateName}/state.json`]);
  expect(statSync(`dist/${stateName}/.gitignore`).size).toBe(2);
});

describe('what is no regular file is never opened, since a pipe would wait', () => {
  test('settings', () => {
    execFileSync('mkfifo', ['pipe.yaml']);
    folders.write({ 'a.yaml': 'name: one\n' });
    const outcomes = run(['pipe.yaml', 'a.yaml']);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['faulty', 'rendered']);
    expect(faultsOf(outcomes).map(({ message }) => message)).toEqual([expect.stringMatching(/^is a named pipe/)]);
  });

  test('settings that were a file at the last run', () => {
    folders.write({ 'a.yaml': 'name: one\n' });
    expect(kinds(['a.yaml'])).toEqual(['rendered']);
    rmSync('a.yaml');
    execFileSync('mkfifo', ['a.yaml']);
    expect(kinds(['a.yaml'])).toEqual(['faulty']);
  });

  test('what others put into the folders', () => {
    folders.write({ 'a.yaml': 'name: one\n' });
    expect(kinds(['a.yaml'])).toEqual(['rendered']);
    execFileSync('mkfifo', ['dist/one/pipe']);
    symlinkSync('nowhere', 'dist/one/link');
    expect(run(['a.yaml'])).toHaveLength(1);
  });
});
