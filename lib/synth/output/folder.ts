import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from '../../base/faults';
import type { RenderedFiles } from '../../base/rendered-files';

/** Folders below `parent` to be replaced, each whole: its name to its files. */
export type RenderedFolders = Readonly<Record<string, RenderedFiles>>;

/** Whether the text of a file shows that a former run made its folder. */
export type MadeByUs = (text: string) => boolean;

/** Folders to be replaced below one parent. */
export interface Output {
  readonly parent: string;
  readonly folders: RenderedFolders;
  /** What may be replaced. @default - whatever has the name */
  readonly made?: MadeByUs;
}

/**
 * Replaces folders, all or none of them, so that a reader finds the old or the new content of each and never a mixture: everything is written beside
 * first, only then do the folders change places, and what was there goes last. A run that was killed in between is put right by the next one.
 * @throws InputError where a folder cannot be written; the old content of all stays
 */
export function replaceFolders(...outputs: readonly Output[]): void {
  for (const { parent, folders, made } of outputs) if (made) refuseStrangers(parent, Object.keys(folders), made);
  const places = outputs.flatMap(({ parent, folders }) => Object.entries(folders).map(([name, files]) => ({ parent, name, files })));
  const replaced: typeof places = [];
  let current = outputs[0]?.parent ?? '.';
  try {
    for (const { parent, name, files } of places) {
      current = parent;
      mkdirSync(parent, { recursive: true });
      recover(parent, name);
      writeFiles(beside(parent, name, 'new'), files);
    }
    for (const place of places) {
      const { parent, name } = place;
      current = parent;
      if (existsSync(join(parent, name))) renameSync(join(parent, name), beside(parent, name, 'old'));
      renameSync(beside(parent, name, 'new'), join(parent, name));
      replaced.push(place);
    }
  } catch (error) {
    for (const place of places) asFarAsPossible(() => takeBack(place.parent, place.name, replaced.includes(place)));
    throw cannotWrite(current, error, 'the last output stays as it was');
  }
  // The new output is in place; what cannot be removed now is removed by the next run.
  for (const { parent, name } of places) asFarAsPossible(() => rmSync(beside(parent, name, 'old'), { recursive: true, force: true }));
}

/**
 * Removes the folders below `parent` that a former run made and this one did not.
 * @throws InputError where one cannot be removed
 */
export function removeStaleFolders(parent: string, made: MadeByUs, keep: readonly string[]): readonly string[] {
  const stale = readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !keep.includes(entry.name))
    .map((entry) => entry.name)
    .filter((name) => isMade(join(parent, name), made));
  try {
    for (const name of stale) rmSync(join(parent, name), { recursive: true });
  } catch (error) {
    throw cannotWrite(parent, error, 'remove by hand what no settings describe any more');
  }
  return stale;
}

/**
 * Removes files that a former run made of the folder itself, such as a chart that gives place to folders of manifests.
 * @param mark the file that shows it
 * @throws InputError where one cannot be removed
 */
export function removeMadeFiles(folder: string, made: MadeByUs, mark: string, names: readonly string[]): void {
  try {
    if (!existsSync(join(folder, mark)) || !made(readFileSync(join(folder, mark), 'utf8'))) return;
    for (const name of [...names, mark]) rmSync(join(folder, name), { recursive: true, force: true });
  } catch (error) {
    throw cannotWrite(folder, error, 'remove by hand what no settings describe any more');
  }
}

const beside = (parent: string, name: string, state: 'new' | 'old'): string => join(parent, `.${name}.${state}`);

function writeFiles(folder: string, files: RenderedFiles): void {
  mkdirSync(folder);
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Puts right what a killed run left: a folder that was taken away comes back, the rest goes. */
function recover(parent: string, name: string): void {
  if (!existsSync(join(parent, name)) && existsSync(beside(parent, name, 'old'))) renameSync(beside(parent, name, 'old'), join(parent, name));
  for (const state of ['new', 'old'] as const) rmSync(beside(parent, name, state), { recursive: true, force: true });
}

function takeBack(parent: string, name: string, isReplaced: boolean): void {
  if (isReplaced) rmSync(join(parent, name), { recursive: true });
  recover(parent, name);
}

/** What failed to be written may also fail to be removed; the first error is the one to report. */
function asFarAsPossible(action: () => void): void {
  try {
    action();
  } catch {
    // Left for the next run.
  }
}

/** A folder that somebody else filled, such as lib/ beside an installation of that name, is not ours to replace. */
function refuseStrangers(parent: string, names: readonly string[], made: MadeByUs): void {
  const strangers = names.map((name) => join(parent, name)).filter((path) => existsSync(path) && !isEmpty(path) && !isMade(path, made));
  if (strangers.length === 0) return;
  throw new InputError(
    strangers.map((file) => ({
      position: { file, line: 1, column: 1 },
      message: 'was not written by cdk8s-bluemind, so it is not replaced; move it away, or choose another folder for the output',
    })),
  );
}

/** One file is enough: those that cannot hold a comment do not tell. A folder that holds nothing but such folders was made, too. */
const isMade = (folder: string, made: MadeByUs): boolean => {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    if (entries.some((entry) => entry.isFile() && made(readFileSync(join(folder, entry.name), 'utf8')))) return true;
    return entries.length > 0 && entries.every((entry) => entry.isDirectory() && isMade(join(folder, entry.name), made));
  } catch {
    return false;
  }
};

const isEmpty = (path: string): boolean => {
  try {
    return readdirSync(path).length === 0;
  } catch {
    return false;
  }
};

const cannotWrite = (parent: string, error: unknown, consequence: string): InputError =>
  new InputError([{ position: { file: parent, line: 1, column: 1 }, message: `cannot be written (${reason(error)}); ${consequence}` }]);

const reason = (error: unknown): string => (typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error));
