import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { runSynthCommand, type SynthOptions } from '../../lib/cli/commands/synth';
import { isInShard, parseShard } from '../../lib/synth/shard';
import { ran } from '../support/run';
import { type Folders, makeFolders } from './output/folders';

const names = Array.from({ length: 200 }, (_, index) => `installations/mail-${index}.yaml`);
const partsOf = (count: number, files: readonly string[]) =>
  Array.from({ length: count }, (_, index) => files.filter((file) => isInShard({ index: index + 1, count }, file)));

describe('shards', () => {
  test('are all of the installations, each once, about as many in each', () => {
    const parts = partsOf(8, names);
    expect(parts.flat().sort()).toEqual([...names].sort());
    for (const part of parts) expect(part.length).toBeGreaterThan(10);
  });

  test('stay the same when others are added or removed, and in another folder', () => {
    const before = partsOf(8, names);
    const after = partsOf(8, [...names.slice(50), 'installations/new.yaml']);
    for (const [index, part] of before.entries())
      expect(after[index]).toEqual(expect.arrayContaining(part.filter((file) => names.indexOf(file) >= 50)));
    expect(
      partsOf(
        8,
        names.map((name) => `/elsewhere/${name}`),
      ).map(({ length }) => length),
    ).toEqual(before.map(({ length }) => length));
  });

  test.each([
    ['2/8', undefined, { index: 2, count: 8 }],
    ['/8', '0', { index: 1, count: 8 }],
    ['/8', '7', { index: 8, count: 8 }],
    ['2/8', '5', { index: 2, count: 8 }],
  ])('%s with JOB_COMPLETION_INDEX %s', (text, index, shard) => expect(parseShard(text, index)).toEqual(shard));

  test.each([
    ['0/8', undefined, 'such as 2/8'],
    ['9/8', undefined, 'such as 2/8'],
    ['8', undefined, 'such as 2/8'],
    ['/8', '8', 'such as 2/8'],
    ['/8', 'x', 'such as 2/8'],
    ['/8', undefined, 'JOB_COMPLETION_INDEX, which gives the number of the shard, is not set'],
  ])('%s with JOB_COMPLETION_INDEX %s is refused', (text, index, message) => expect(() => parseShard(text, index)).toThrow(message));
});

describe('a part of a fleet', () => {
  let folders: Folders;
  const cwd = process.cwd();
  beforeEach(() => {
    folders = makeFolders();
    process.chdir(folders.root);
    folders.write(Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`installations/${name}.yaml`, `name: mail-${name}\n`])));
  });
  afterEach(() => {
    process.chdir(cwd);
    folders.remove();
  });
  const synth = (options: Partial<SynthOptions> = {}) => ran(() => runSynthCommand([], { out: 'dist', format: 'plain', ...options }));
  const rendered = () => readdirSync('dist').filter((name) => !name.startsWith('.'));
  const git = (...args: readonly string[]) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { stdio: 'pipe' });

  test('is written without what the others wrote being removed', () => {
    expect(synth({ shard: '1/2' }).status).toBe(0);
    const first = rendered();
    expect(first.length).toBeLessThan(4);
    expect(synth({ shard: '2/2' }).status).toBe(0);
    expect(rendered()).toEqual(['mail-a', 'mail-b', 'mail-c', 'mail-d']);
    expect(first.length).toBeGreaterThan(0);
    expect(synth({ shard: 'x' })).toMatchObject({ status: 2, stderr: expect.stringContaining('--shard: ') });
  });

  test('is what changed since a revision', () => {
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'first');
    expect(synth({ changedSince: 'HEAD' })).toMatchObject({ status: 0, stderr: 'Nothing to do here for 4 installations.\n' });
    synth();
    folders.write({ 'installations/b.yaml': 'name: mail-b\nisolation: connections\n', 'installations/e.yaml': 'name: mail-e\n' });
    const { status, stderr } = synth({ changedSince: 'HEAD', force: true });
    expect([status, [...new Set(stderr.match(/mail-\w(?=: \d)/g))]]).toEqual([0, ['mail-b', 'mail-e']]);
    expect(rendered()).toEqual(['mail-a', 'mail-b', 'mail-c', 'mail-d', 'mail-e']);
    expect(synth({ changedSince: 'nowhere' })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("'nowhere' is not a revision of this repository"),
    });
    expect(synth({ changedSince: '--output=x' }).status).toBe(2);
  });

  test('needs git to know what changed', () => {
    expect(synth({ changedSince: 'HEAD' })).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^--changed-since: git says: .*; name an existing commit/),
    });
  });
});
