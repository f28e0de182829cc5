import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { removeStaleFolders, replaceFolders } from '../../../lib/synth/output/folder';
import { faultLines } from '../../settings/fault-lines';

let root: string;
let out: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'output-'));
  out = join(root, 'dist');
});
afterEach(() => rmSync(root, { recursive: true }));

/** Everything below the root, links included: path to text. */
function tree(folder = root): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { withFileTypes: true }).map((entry) => ({ entry, path: join(folder, entry.name) }));
  return Object.assign(
    {},
    ...entries.map(({ entry, path }) => (entry.isDirectory() ? tree(path) : { [path.slice(root.length + 1)]: readFileSync(path, 'utf8') })),
  );
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const ours = '# ours\n';
const isOurs = (text: string): boolean => text.startsWith(ours);
const linesOf = (action: () => unknown): readonly string[] => faultLines(action).map((line) => line.replace(`${root}/`, ''));

describe('replacing folders', () => {
  test('makes them, and the folders around them', () => {
    replaceFolders({ parent: join(out, 'deep/er'), folders: { mail: { 'a.yaml': 'a', 'more/b.yaml': 'b' }, post: { 'c.yaml': 'c' } } });
    expect(tree()).toEqual({ 'dist/deep/er/mail/a.yaml': 'a', 'dist/deep/er/mail/more/b.yaml': 'b', 'dist/deep/er/post/c.yaml': 'c' });
  });

  test('replaces the old content whole, and touches nothing else', () => {
    write({ 'dist/mail/gone.yaml': 'old', 'dist/mail/a.yaml': 'old', 'dist/post/a.yaml': 'stays', 'dist/README': 'stays', other: 'stays' });
    replaceFolders({ parent: out, folders: { mail: { 'a.yaml': 'new' } } });
    expect(tree()).toEqual({ 'dist/mail/a.yaml': 'new', 'dist/post/a.yaml': 'stays', 'dist/README': 'stays', other: 'stays' });
  });

  test('makes an empty folder of no files, and nothing of no folders', () => {
    replaceFolders({ parent: out, folders: { mail: {} } });
    replaceFolders({ parent: out, folders: {} });
    expect(readdirSync(out)).toEqual(['mail']);
    expect(readdirSync(join(out, 'mail'))).toEqual([]);
  });

  test('twice the same is the same', () => {
    const folders = { mail: { 'a.yaml': 'a' } };
    replaceFolders({ parent: out, folders: folders });
    replaceFolders({ parent: out, folders: folders });
    expect(tree()).toEqual({ 'dist/mail/a.yaml': 'a' });
  });
});

describe('a failure leaves all of the old output', () => {
  test('while files are written', () => {
    write({ 'dist/mail/a.yaml': 'old', 'dist/post/a.yaml': 'old' });
    const lines = linesOf(() =>
      replaceFolders({ parent: out, folders: { mail: { 'a.yaml': 'new' }, post: { a: 'a file', 'a/b.yaml': 'needs a folder there' } } }),
    );
    expect(lines).toEqual(['dist:1:1: cannot be written (EEXIST); the last output stays as it was']);
    expect(tree()).toEqual({ 'dist/mail/a.yaml': 'old', 'dist/post/a.yaml': 'old' });
    expect(readdirSync(out)).toEqual(['mail', 'post']);
  });

  test('while folders change places: those that have are taken back, and new ones go', () => {
    write({ 'dist/mail/a.yaml': 'old', 'dist/zone/a.yaml': 'old' });
    // A folder cannot be renamed to a name within itself, so the last of the three fails.
    const lines = linesOf(() =>
      replaceFolders({ parent: out, folders: { mail: { 'a.yaml': 'new' }, fresh: { 'a.yaml': 'new' }, '.': { 'a.yaml': 'new' } } }),
    );
    expect(lines).toEqual([expect.stringMatching(/^dist:1:1: cannot be written \(\w+\); the last output stays as it was$/)]);
    expect(tree()).toEqual({ 'dist/mail/a.yaml': 'old', 'dist/zone/a.yaml': 'old' });
    expect(readdirSync(out)).toEqual(['mail', 'zone']);
  });

  test('where the folder around them is a file', () => {
    write({ dist: 'a file' });
    expect(linesOf(() => replaceFolders({ parent: out, folders: { mail: { 'a.yaml': 'new' } } }))).toEqual([
      'dist:1:1: cannot be written (EEXIST); the last output stays as it was',
    ]);
    expect(tree()).toEqual({ dist: 'a file' });
  });
});

describe('a run that was killed is put right by the next', () => {
  const states: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['while it wrote', { 'dist/mail/a.yaml': 'old', 'dist/.mail.new/half.yaml': 'new' }],
    ['before there was anything', { 'dist/.mail.new/half.yaml': 'new' }],
    ['when the old folder was away', { 'dist/.mail.old/a.yaml': 'old', 'dist/.mail.new/a.yaml': 'new' }],
    ['when the new folder was there', { 'dist/mail/a.yaml': 'new', 'dist/.mail.old/a.yaml': 'old' }],
    ['when the old folder was half removed', { 'dist/mail/a.yaml': 'new', 'dist/.mail.old/rest.yaml': 'old' }],
    ['twice', { 'dist/mail/a.yaml': 'new', 'dist/.mail.old/a.yaml': 'old', 'dist/.mail.new/half.yaml': 'new' }],
  ];

  test.each(states)('%s, and the next succeeds', (_, files) => {
    write(files);
    replaceFolders({ parent: out, folders: { mail: { 'b.yaml': 'newest' } } });
    expect(tree()).toEqual({ 'dist/mail/b.yaml': 'newest' });
    expect(readdirSync(out)).toEqual(['mail']);
  });

  test.each(states)('%s, and the next fails: the last whole folder stays', (_, files) => {
    write(files);
    linesOf(() => replaceFolders({ parent: out, folders: { mail: { a: '', 'a/b.yaml': '' } } }));
    const whole = files['dist/mail/a.yaml'] ?? files['dist/.mail.old/a.yaml'];
    expect(tree()).toEqual(whole === undefined ? {} : { 'dist/mail/a.yaml': whole });
  });

  test('the leftovers of another installation stay for its own run', () => {
    write({ 'dist/.post.old/a.yaml': 'old' });
    replaceFolders({ parent: out, folders: { mail: { 'a.yaml': 'new' } } });
    expect(tree()).toEqual({ 'dist/mail/a.yaml': 'new', 'dist/.post.old/a.yaml': 'old' });
  });
});

describe('what a former run did not make', () => {
  const folders = { lib: { 'kustomization.yaml': ours }, mail: { 'kustomization.yaml': ours } };
  const refusal = 'was not written by cdk8s-bluemind, so it is not replaced; move it away, or choose another folder for the output';

  test.each([
    ['a folder of other files', { 'dist/lib/index.ts': 'source' }],
    ['a folder of another kustomization', { 'dist/lib/kustomization.yaml': 'theirs' }],
    ['a file', { 'dist/lib': 'a file' }],
    ['a folder whose kustomization is a folder', { 'dist/lib/kustomization.yaml/README': 'odd' }],
  ])('%s is not replaced, and nothing is written', (_, files) => {
    write(files);
    expect(linesOf(() => replaceFolders({ parent: out, folders: folders, made: isOurs }))).toEqual([`dist/lib:1:1: ${refusal}`]);
    expect(tree()).toEqual(files);
  });

  test('our own, empty and new folders are', () => {
    write({ 'dist/lib/kustomization.yaml': `${ours}old`, 'dist/lib/old.yaml': 'old' });
    mkdirSync(join(out, 'mail'));
    replaceFolders({ parent: out, folders: folders, made: isOurs });
    expect(tree()).toEqual({ 'dist/lib/kustomization.yaml': ours, 'dist/mail/kustomization.yaml': ours });
  });

  test('what a link leads to stays as it is', () => {
    write({ 'elsewhere/kustomization.yaml': ours });
    mkdirSync(out);
    symlinkSync(join(root, 'elsewhere'), join(out, 'mail'));
    replaceFolders({ parent: out, folders: { mail: { 'kustomization.yaml': `${ours}new` } }, made: isOurs });
    expect(lstatSync(join(out, 'mail')).isDirectory()).toBe(true);
    expect(tree()).toEqual({ 'elsewhere/kustomization.yaml': ours, 'dist/mail/kustomization.yaml': `${ours}new` });
  });
});

describe('removing stale folders', () => {
  test('removes those of our own that are not to be kept, and only these', () => {
    write({
      'dist/mail/kustomization.yaml': ours,
      'dist/gone/kustomization.yaml': ours,
      'dist/gone/services.yaml': 'a',
      'dist/theirs/kustomization.yaml': 'theirs',
      'dist/plain/services.yaml': 'a',
      'dist/odd/kustomization.yaml/README': 'theirs',
      'dist/kustomization.yaml': ours,
    });
    mkdirSync(join(out, 'empty'));
    expect(removeStaleFolders(out, isOurs, ['mail'])).toEqual(['gone']);
    expect(existsSync(join(out, 'empty'))).toBe(true);
    expect(tree()).toEqual({
      'dist/mail/kustomization.yaml': ours,
      'dist/theirs/kustomization.yaml': 'theirs',
      'dist/plain/services.yaml': 'a',
      'dist/odd/kustomization.yaml/README': 'theirs',
      'dist/kustomization.yaml': ours,
    });
  });

  test('does not follow links', () => {
    write({ 'elsewhere/kustomization.yaml': ours });
    mkdirSync(out);
    symlinkSync(join(root, 'elsewhere'), join(out, 'link'));
    expect(removeStaleFolders(out, isOurs, [])).toEqual([]);
    expect(existsSync(join(root, 'elsewhere/kustomization.yaml'))).toBe(true);
  });
});
