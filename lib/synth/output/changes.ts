import { closeSync, type Dirent, lstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Fault } from '../../base/faults';
import { filesWithoutMark, isBookkeeping, isOurs, type RenderedFiles } from '../../base/rendered-files';
import { codeOf } from '../../base/system-errors';

/** A folder to render below a parent; `.` is the parent itself. Without files, all rendered files in it are removed. */
export interface RenderedFolder {
  readonly name: string;
  readonly files: RenderedFiles;
}

/** The changes for the folders below a parent; paths are relative to the parent. */
export interface Changes {
  /** New or changed files, in the order in which they may appear: first the files that others need. */
  readonly writes: readonly { readonly path: string; readonly text: string; readonly replaces: boolean }[];
  /** Rendered files that are no longer needed, in the order of their removal. */
  readonly removals: readonly string[];
  /** Files of others in rendered folders; they stay. */
  readonly foreign: readonly string[];
  /** Files of others at the place of rendered ones. */
  readonly faults: readonly Fault[];
}

/** The parts of a chart, which shares its folder with other files if it is the parent itself. */
const chartEntries = ['Chart.yaml', 'README.md', 'values.yaml', 'values.schema.json', '.helmignore', 'templates'];

/**
 * Compares wanted files with existing ones. Nothing is changed.
 * @param stale names of folders to remove
 */
export function changesOf(parent: string, rendered: readonly RenderedFolder[], stale: readonly string[]): Changes {
  const wanted = new Map(rendered.flatMap(({ name, files }) => Object.entries(files).map(([path, text]) => [join(name, path), text])));
  const there = new Map([...rendered.map(({ name }) => name), ...stale].flatMap(rootsOf).flatMap((root) => entriesBelow(parent, root)));
  const strangers = rendered.filter(({ name, files }) => Object.keys(files).length > 0 && isStranger(parent, name, there)).map(({ name }) => name);
  const obstacles = [...wanted.keys()].flatMap((path) => obstacleOf(parent, path, there));
  const faults = [...new Set([...strangers, ...obstacles.filter((path) => !strangers.some((name) => isBelow(path, name)))])];
  const others = [...there].filter(([path, kind]) => kind !== 'folder' && !wanted.has(path)).map(([path, kind]) => ({ path, kind }));
  const isRemovable = ({ path, kind }: (typeof others)[number]): boolean => kind === 'file' && isRendered(parent, path);
  return {
    writes: [...wanted]
      .map(([path, text]) => ({ path, text, replaces: there.has(path) }))
      .filter(({ path, text, replaces }) => !replaces || !hasText(join(parent, path), text)),
    removals: others
      .filter(isRemovable)
      .map(({ path }) => path)
      .sort(inOrderOfRemoval),
    foreign: others
      .filter((other) => !isRemovable(other))
      .map(({ path }) => path)
      .sort(),
    faults: faults.map((path) => ({ position: { file: join(parent, path), line: 1, column: 1 }, message: refusal })),
  };
}

const refusal = 'was not written by cdk8s-bluemind, so it is not replaced; move it away, or choose another folder for the output';

/** Names of rendered output directly below a parent: folders with a rendered file in them, and a chart that is the parent itself. */
export const oursBelow = (parent: string): readonly string[] =>
  childrenOf(parent)
    .filter((entry) => !isBookkeeping(entry.name))
    .filter((entry) =>
      entry.isDirectory() ? hasMarkedFile(join(parent, entry.name)) : entry.name === 'Chart.yaml' && isMarked(join(parent, entry.name)),
    )
    .map(({ name }) => name);

/** Names of other files beside a chart that is the parent itself. */
export const besideChart = (parent: string): readonly string[] =>
  childrenOf(parent)
    .map(({ name }) => name)
    .filter((name) => !isBookkeeping(name) && !chartEntries.includes(name));

type Kind = 'file' | 'folder' | 'other';
type Entries = ReadonlyMap<string, Kind>;

/** Places of files of a folder; a killed run of 0.1.0 left some beside it. */
const rootsOf = (name: string): readonly string[] => (name === '.' ? chartEntries : [name, `.${name}.new`, `.${name}.old`]);

/** Everything at and below a path, links not followed. */
function entriesBelow(parent: string, path: string): readonly (readonly [string, Kind])[] {
  const kind = kindOf(join(parent, path));
  if (kind === undefined) return [];
  if (kind !== 'folder') return [[path, kind]];
  return [[path, kind], ...childrenOf(join(parent, path)).flatMap(({ name }) => entriesBelow(parent, join(path, name)))];
}

function kindOf(path: string): Kind | undefined {
  try {
    const stats = lstatSync(path);
    return stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : 'other';
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

const childrenOf = (folder: string): readonly Dirent[] => readdirSync(folder, { withFileTypes: true });

/** Something without rendered files. The parent itself contains more than a chart, so only its top level is checked. */
function isStranger(parent: string, name: string, there: Entries): boolean {
  if (name === '.') {
    const children = childrenOf(parent).filter((entry) => !isBookkeeping(entry.name));
    return children.length > 0 && !hasMarkedFile(parent) && oursBelow(parent).length === 0;
  }
  const inside = [...there].filter(([path, kind]) => kind !== 'folder' && (path === name || isBelow(path, name)));
  return inside.length > 0 && !inside.some(([path, kind]) => kind === 'file' && path !== name && isMarked(join(parent, path)));
}

/** What is at the place of a file or one of its folders, and was not rendered. */
function obstacleOf(parent: string, path: string, there: Entries): readonly string[] {
  const kind = there.get(path);
  if (kind !== undefined && (kind !== 'file' || !(isRendered(parent, path) || isEmpty(join(parent, path))))) return [path];
  const folders: string[] = [];
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) folders.push(folder);
  return folders.filter((folder) => there.has(folder) && there.get(folder) !== 'folder');
}

const isBelow = (path: string, folder: string): boolean => dirname(path) === folder || (dirname(path) !== '.' && isBelow(dirname(path), folder));

const isRendered = (parent: string, path: string): boolean =>
  isMarked(join(parent, path)) || filesWithoutMark.some((file) => path === file || path.endsWith(`/${file}`));

const hasMarkedFile = (folder: string): boolean => childrenOf(folder).some((entry) => entry.isFile() && isMarked(join(folder, entry.name)));

/** The mark is in the first line; the rest of a foreign file may have any size. */
const isMarked = (file: string): boolean => isOurs(beginningOf(file));

const isEmpty = (file: string): boolean => lstatSync(file).size === 0;

function beginningOf(file: string): string {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(128);
    return bytes.toString('utf8', 0, readSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}

const hasText = (file: string, text: string): boolean =>
  kindOf(file) === 'file' && lstatSync(file).size === Buffer.byteLength(text) && readFileSync(file, 'utf8') === text;

/** The kustomization first, since it lists the others; then by name, so that entry points go before the policies that protect them. */
function inOrderOfRemoval(a: string, b: string): number {
  const rank = (path: string): string => `${basename(path) === 'kustomization.yaml' ? 0 : 1}${path}`;
  return rank(a) < rank(b) ? -1 : 1;
}
