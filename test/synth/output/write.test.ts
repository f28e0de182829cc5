import fs, { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { recordName } from '../../../lib/base/rendered-files';
import type { WriteOptions } from '../../../lib/synth/output/plan';
import { writeOutput } from '../../../lib/synth/output/write';
import { type Folders, makeFolders, ours, type Tree } from './folders';
import { failingAt } from './killed';

let folders: Folders;
let cwd: string;
beforeEach(() => {
  folders = makeFolders();
  folders.write({ 'installations/mail.yaml': '', 'installations/post.yaml': '', 'team/installations/mail.yaml': '' });
  cwd = process.cwd();
  process.chdir(folders.root);
});
afterEach(() => {
  process.chdir(cwd);
  folders.remove();
});

/** Renders folders below dist/, each from the file of its name in installations/. */
function write(rendered: Readonly<Record<string, Tree>>, options: Partial<WriteOptions> & { readonly from?: string; readonly to?: string } = {}) {
  const lines: string[] = [];
  const { from = 'installations', to = 'dist', ...rest } = options;
  const named = Object.entries(rendered).map(([name, files]) => ({ name, files, settings: `${from}/${name === '.' ? 'mail' : name}.yaml` }));
  writeOutput([{ parent: to, folders: named }], { source: { kind: 'folder', folder: from }, say: (line) => lines.push(line), ...rest });
  return lines;
}
const dist = (): Tree => folders.tree('dist');
const record = (): unknown => JSON.parse(readFileSync(`dist/${recordName}`, 'utf8')).folders;
const settingsOf = (name: string) => ({ settings: `../installations/${name}.yaml` });

describe('writing', () => {
  test('makes folders, and those around them', () => {
    write({ mail: { 'a.yaml': ours('a'), 'more/b.yaml': ours('b') }, post: { 'c.yaml': ours('c') } });
    expect(dist()).toEqual({ 'dist/mail/a.yaml': ours('a'), 'dist/mail/more/b.yaml': ours('b'), 'dist/post/c.yaml': ours('c') });
    expect(readdirSync('dist')).toEqual([recordName, 'mail', 'post']);
  });

  test('replaces what is ours, and touches nothing else', () => {
    folders.write({ 'dist/mail/gone.yaml': ours('old'), 'dist/mail/a.yaml': ours('old'), 'dist/post/a.yaml': 'stays', 'dist/README': 'stays' });
    write({ mail: { 'a.yaml': ours('new') } });
    expect(dist()).toEqual({ 'dist/mail/a.yaml': ours('new'), 'dist/post/a.yaml': 'stays', 'dist/README': 'stays' });
  });

  test('does not touch files that are what they should be, nor the record', () => {
    write({ mail: { 'a.yaml': ours('a'), 'b.yaml': ours('b') } });
    const files = ['dist/mail/a.yaml', 'dist/mail/b.yaml', `dist/${recordName}`];
    for (const file of files) utimesSync(file, 1, 1);
    write({ mail: { 'a.yaml': ours('a'), 'b.yaml': ours('c') } });
    expect(files.map((file) => lstatSync(file).mtimeMs === 1000)).toEqual([true, false, true]);
  });

  test('writes nothing for no files', () => {
    expect(write({ mail: {} })).toEqual([]);
    expect(readdirSync('.')).toEqual(['installations', 'team']);
  });

  test('removes the folder of an installation that no longer has files of the kind, whatever is pruned', () => {
    write({ mail: { 'a.yaml': ours('a') }, post: { 'a.yaml': ours('a') } });
    write({ mail: {}, post: { 'a.yaml': ours('a') } }, { prune: false });
    expect(readdirSync('dist')).toEqual([recordName, 'post']);
    expect(record()).toEqual({ post: settingsOf('post') });
  });

  test('takes away the record with the last folder', () => {
    write({ mail: { 'a.yaml': ours('a') } });
    write({});
    expect(readdirSync('dist')).toEqual([]);
  });
});

describe('the record', () => {
  test('names settings by paths that do not depend on the location of anything, in order, and nothing else', () => {
    write({ post: { 'a.yaml': ours('a') }, mail: { 'a.yaml': ours('a') } });
    expect(readFileSync(`dist/${recordName}`, 'utf8')).toBe(`{
  "about": "Which settings rendered the folders here, written by cdk8s-bluemind synth: only what settings rendered before is removed when they no longer describe it.",
  "folders": {
    "mail": { "settings": "../installations/mail.yaml" },
    "post": { "settings": "../installations/post.yaml" }
  }
}
`);
  });

  test.each([
    ['<<<<<<< ours\n{}', 'is not a valid record of rendered folders'],
    ['{ "folders": { "../x": { "settings": "a" } } }', 'is not a valid record of rendered folders'],
    ['{ "folders": [] }', 'is not a valid record of rendered folders'],
  ])('%j is refused, and nothing is written', (text, message) => {
    folders.write({ [`dist/${recordName}`]: text });
    expect(folders.faults(() => write({ mail: { 'a.yaml': ours('a') } }))).toEqual([
      expect.stringContaining(`dist/${recordName}:1:1: ${message}; restore it from version control, or delete it`),
    ]);
    expect(dist()).toEqual({});
  });
});

describe('stale folders', () => {
  const two = { mail: { 'a.yaml': ours('a') }, post: { 'a.yaml': ours('a') } };
  const one = { mail: { 'a.yaml': ours('a') } };

  test('are removed if the same folder of settings rendered them, and a message says so before', () => {
    write(two);
    let atThatTime: readonly string[] = [];
    write(one, { say: () => (atThatTime = readdirSync('dist')) });
    expect(atThatTime).toContain('post');
    expect(readdirSync('dist')).toEqual([recordName, 'mail']);
    expect(record()).toEqual({ mail: settingsOf('mail') });
  });

  test('are named', () => {
    write(two);
    expect(write(one)).toEqual(['dist/post: removed, since no settings describe it any longer']);
  });

  test('stay if pruning is off, and can go later', () => {
    write(two);
    const stays = 'dist/post: stays, although its settings no longer describe it; --prune removes it';
    expect([write(one, { prune: false }), write(one, { prune: false })]).toEqual([[stays], [stays]]);
    expect(write(one, { prune: true })).toEqual(['dist/post: removed, since no settings describe it any longer']);
  });

  test('of other settings are not stale, not even when pruning', () => {
    write(two);
    expect(write({ fresh: { 'a.yaml': ours('a') } }, { from: 'team/installations', prune: true })).toEqual([]);
    expect(write({ mail: two.mail }, { source: { kind: 'named', files: ['installations/mail.yaml'] }, prune: true })).toEqual([]);
    expect(readdirSync('dist')).toEqual([recordName, 'fresh', 'mail', 'post']);
  });

  test('of a named file that has another name now stay, and go on request', () => {
    const rename = (prune?: boolean) =>
      writeOutput([{ parent: 'dist', folders: [{ name: 'other', files: two.mail, settings: 'installations/mail.yaml' }] }], {
        source: { kind: 'named', files: ['installations/mail.yaml'] },
        say: () => undefined,
        ...(prune !== undefined && { prune }),
      });
    write(two);
    rename();
    expect(readdirSync('dist')).toEqual([recordName, 'mail', 'other', 'post']);
    rename(true);
    expect(readdirSync('dist')).toEqual([recordName, 'other', 'post']);
  });

  test('outside the working directory, which others may share, are removed only on request', () => {
    process.chdir('team');
    write({ mail: two.mail, post: two.mail }, { to: '../dist' });
    expect(write(one, { to: '../dist' })).toEqual(['../dist/post: stays, although its settings no longer describe it; --prune removes it']);
    write(one, { to: '../dist', prune: true });
    expect(readdirSync('../dist')).toEqual([recordName, 'mail']);
  });

  test('are distinguished if two teams have a link to one output folder', () => {
    mkdirSync('shared');
    for (const team of ['.', 'team']) symlinkSync(join(folders.root, 'shared'), join(team, 'dist'));
    write({ post: two.post });
    process.chdir('team');
    write(one, { prune: true });
    expect(readdirSync(join(folders.root, 'shared'))).toEqual([recordName, 'mail', 'post']);
  });

  test('that nobody recorded stay, and copies of output do', () => {
    folders.write({ 'dist/old/kustomization.yaml': ours('old'), 'dist/theirs/a.yaml': 'theirs' });
    expect(write(one)).toEqual(['dist/old: stays, since it is unknown which settings rendered it; remove it if no settings describe it']);
    folders.write({ 'dist/copy/a.yaml': ours('a') });
    expect(write(one, { prune: true })).toEqual([]);
    expect(Object.keys(dist())).toEqual(['dist/copy/a.yaml', 'dist/mail/a.yaml', 'dist/old/kustomization.yaml', 'dist/theirs/a.yaml']);
  });
});

describe('a folder that other settings rendered', () => {
  const one = { mail: { 'a.yaml': ours('a') } };

  test('is replaced within the working directory, and a message says so', () => {
    write(one);
    expect(write(one, { from: 'team/installations' })).toEqual(['dist/mail: replaces what installations/mail.yaml rendered']);
    expect(write(one, { from: 'team/installations' })).toEqual([]);
  });

  test('is not replaced elsewhere while those settings exist', () => {
    write(one);
    process.chdir('team');
    expect(folders.faults(() => write({ mail: { 'a.yaml': ours('b') } }, { to: '../dist' }))).toEqual([
      '../dist/mail:1:1: was rendered from ../installations/mail.yaml, which still exists, so it is not replaced; choose another name or another folder for the output, or remove this one first',
    ]);
    expect(dist()).toEqual({ 'dist/mail/a.yaml': ours('a') });
  });
});

describe('what others put there', () => {
  const rendered = { lib: { 'kustomization.yaml': ours('new') }, mail: { 'kustomization.yaml': ours('new') } };
  const refusal = 'was not written by cdk8s-bluemind, so it is not replaced; move it away, or choose another folder for the output';

  test.each<readonly [string, Tree, string]>([
    ['a folder of other files', { 'dist/lib/index.ts': 'source' }, 'dist/lib'],
    ['a folder of another kustomization', { 'dist/lib/kustomization.yaml': 'theirs' }, 'dist/lib'],
    ['a file', { 'dist/lib': 'a file' }, 'dist/lib'],
    ['a folder whose kustomization is a folder', { 'dist/lib/kustomization.yaml/README': 'odd' }, 'dist/lib'],
    [
      'a kustomization of one’s own among ours',
      { 'dist/lib/kustomization.yaml': 'mine', 'dist/lib/services.yaml': ours('a') },
      'dist/lib/kustomization.yaml',
    ],
  ])('%s is not replaced, and nothing is written', (_, files, place) => {
    folders.write(files);
    expect(folders.faults(() => write(rendered))).toEqual([`${place}:1:1: ${refusal}`]);
    expect(dist()).toEqual(files);
    expect(folders.bookkeeping()).toEqual([]);
  });

  test('a link is not replaced, whether it leads to a folder or to a file', () => {
    folders.write({ 'elsewhere/kustomization.yaml': ours('theirs'), 'dist/mail/services.yaml': ours('a') });
    symlinkSync(join(folders.root, 'elsewhere'), 'dist/lib');
    symlinkSync(join(folders.root, 'elsewhere/kustomization.yaml'), 'dist/mail/kustomization.yaml');
    expect(folders.faults(() => write(rendered))).toEqual([`dist/lib:1:1: ${refusal}`, `dist/mail/kustomization.yaml:1:1: ${refusal}`]);
    expect(readFileSync('elsewhere/kustomization.yaml', 'utf8')).toBe(ours('theirs'));
  });

  test('stays among our files, with a word, and in a stale folder', () => {
    write(rendered);
    folders.write({ 'dist/mail/notes.txt': 'mine', 'dist/mail/more/extra.yaml': 'mine', 'dist/lib/.gitkeep': '' });
    const notes = ['dist/mail/more/extra.yaml', 'dist/mail/notes.txt'].map((path) => `${path}: stays, although it was not rendered`);
    expect(write({ mail: { 'other.yaml': ours('new') }, lib: rendered.lib })).toEqual([
      'dist/lib/.gitkeep: stays, although it was not rendered',
      ...notes,
    ]);
    expect(write({ lib: rendered.lib })).toEqual([
      'dist/mail: removed, since no settings describe it any longer',
      'dist/lib/.gitkeep: stays, although it was not rendered',
      ...notes,
    ]);
    expect(dist()).toEqual({
      'dist/lib/.gitkeep': '',
      'dist/lib/kustomization.yaml': ours('new'),
      'dist/mail/more/extra.yaml': 'mine',
      'dist/mail/notes.txt': 'mine',
    });
    expect(record()).toEqual({ lib: settingsOf('lib') });
  });

  test('an empty file or folder in the way holds nothing to lose', () => {
    folders.write({ 'dist/lib/kustomization.yaml': '', 'dist/lib/services.yaml': ours('a') });
    mkdirSync('dist/mail');
    write(rendered);
    expect(dist()).toEqual({ 'dist/lib/kustomization.yaml': ours('new'), 'dist/mail/kustomization.yaml': ours('new') });
  });
});

describe('a chart that is the parent itself', () => {
  const chart = { '.': { 'Chart.yaml': ours('chart'), 'values.schema.json': '{}', 'templates/a.yaml': ours('a') } };
  const plain = { mail: { 'kustomization.yaml': ours('plain') } };

  test('and folders take each other’s place', () => {
    write(plain);
    write(chart);
    expect(Object.keys(dist()).sort()).toEqual(['dist/Chart.yaml', 'dist/templates/a.yaml', 'dist/values.schema.json']);
    write(plain);
    expect(Object.keys(dist())).toEqual(['dist/mail/kustomization.yaml']);
  });

  test('and an installation named as one of its folders', () => {
    write(chart);
    write({ templates: { 'kustomization.yaml': ours('plain') } });
    expect(Object.keys(dist())).toEqual(['dist/templates/kustomization.yaml']);
    write(chart);
    expect(Object.keys(dist()).sort()).toEqual(['dist/Chart.yaml', 'dist/templates/a.yaml', 'dist/values.schema.json']);
  });

  test('does not change what others put beside and into it', () => {
    write(chart);
    folders.write({ 'dist/notes.txt': 'mine', 'dist/templates/mine.yaml': 'mine' });
    expect(write({ '.': { 'Chart.yaml': ours('chart') } })).toEqual(
      ['dist/templates/mine.yaml', 'dist/notes.txt'].map((path) => `${path}: stays, although it was not rendered`),
    );
    expect(Object.keys(dist()).sort()).toEqual(['dist/Chart.yaml', 'dist/notes.txt', 'dist/templates/mine.yaml']);
  });
});

test('what 0.1.0 left when it was killed goes', () => {
  folders.write({ 'dist/.mail.old/a.yaml': ours('old'), 'dist/.mail.new/a.yaml': ours('half'), 'dist/mail/a.yaml': ours('old') });
  write({ mail: { 'a.yaml': ours('new') } });
  expect(readdirSync('dist')).toEqual([recordName, 'mail']);
});

test.each([
  ['EROFS', 'the file system is read-only'],
  ['EACCES', 'you have no permission to write there'],
  ['EPERM', 'you have no permission to write there'],
  ['EDQUOT', 'your quota of the disk is used up'],
])('%s is reported with what to do', (code, wayOut) => {
  expect(folders.faults(() => failingAt(2, code, () => write({ mail: { 'a.yaml': ours('a') } })))).toEqual([
    expect.stringMatching(new RegExp(`^dist:1:1: cannot be written \\(${code}\\); the last output is unchanged; ${wayOut}`)),
  ]);
});

test('a file instead of the folder is reported', () => {
  folders.write({ dist: 'a file' });
  expect(folders.faults(() => write({ mail: { 'a.yaml': ours('a') } }))).toEqual([
    'dist:1:1: cannot be written (EEXIST); the last output is unchanged; a file exists where a folder is needed; move it away, or choose another folder for the output',
  ]);
});

test('a read-only file system is reported as such, although Node says ENOENT when it makes several folders at once', () => {
  const mkdir = jest.spyOn(fs, 'mkdirSync').mockImplementation((_path, options) => {
    const code = typeof options === 'object' && options?.recursive ? 'ENOENT' : 'EROFS';
    throw Object.assign(new Error(code), { code });
  });
  try {
    expect(folders.faults(() => write({ mail: { 'a.yaml': ours('a') } }))).toEqual([
      expect.stringMatching(/^dist:1:1: cannot be written \(EROFS\); .*read-only/),
    ]);
  } finally {
    mkdir.mockRestore();
  }
});
