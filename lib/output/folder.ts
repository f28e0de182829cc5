import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from '../fault';

/** Text files of a folder, by their path in it. */
export type RenderedFiles = Readonly<Record<string, string>>;

/** Folders below `parent` to be replaced, each whole: its name to its files. */
export type RenderedFolders = Readonly<Record<string, RenderedFiles>>;

/**
 * Replaces folders so that a reader finds the old or the new content of each, never a mixture: everything is written beside first, and only when
 * all of it is there do the folders change places. A run that was killed in between is put right by the next one.
 * @throws InputError where the folder cannot be written; the old content stays
 */
export function replaceFolders(parent: string, folders: RenderedFolders): void {
  const names = Object.keys(folders);
  try {
    mkdirSync(parent, { recursive: true });
    for (const name of names) recover(parent, name);
    for (const [name, files] of Object.entries(folders))
      for (const [path, text] of Object.entries(files)) {
        const file = join(beside(parent, name, 'new'), path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    for (const name of names) {
      if (existsSync(join(parent, name))) renameSync(join(parent, name), beside(parent, name, 'old'));
      renameSync(beside(parent, name, 'new'), join(parent, name));
      rmSync(beside(parent, name, 'old'), { recursive: true, force: true });
    }
  } catch (error) {
    cleanUp(parent, names);
    throw new InputError([
      { position: { file: parent, line: 1, column: 1 }, message: `cannot be written (${reason(error)}); the last output stays as it was` },
    ]);
  }
}

/** Removes the folders below `parent` that a former run made and this one did not. */
export function removeStaleFolders(parent: string, made: (kustomization: string) => boolean, keep: readonly string[]): readonly string[] {
  const stale = readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !keep.includes(entry.name))
    .map((entry) => entry.name)
    .filter((name) => {
      const kustomization = join(parent, name, 'kustomization.yaml');
      return existsSync(kustomization) && made(readFileSync(kustomization, 'utf8'));
    });
  for (const name of stale) rmSync(join(parent, name), { recursive: true });
  return stale;
}

const beside = (parent: string, name: string, state: 'new' | 'old'): string => join(parent, `.${name}.${state}`);

function recover(parent: string, name: string): void {
  if (!existsSync(join(parent, name)) && existsSync(beside(parent, name, 'old'))) renameSync(beside(parent, name, 'old'), join(parent, name));
  for (const state of ['new', 'old'] as const) rmSync(beside(parent, name, state), { recursive: true, force: true });
}

/** As far as it goes: what failed to be written may also fail to be removed. */
function cleanUp(parent: string, names: readonly string[]): void {
  for (const name of names)
    try {
      recover(parent, name);
    } catch {
      // The error that led here is the one to report.
    }
}

const reason = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : String(error));
