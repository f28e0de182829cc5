import { type Dirent, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { standardInput } from '../../base/input-file';
import { settingsFolder } from './settings-files';
import { settingsSources } from './sources';

/** How many levels above a folder of manifests installations/ is searched: beside dist/, which contains the folder. */
const levels = 3;

/**
 * Settings files of the installations whose manifests are at a path, by the names of folders: installations/mail.yaml for dist/mail, a file in it, or
 * dist with a folder mail; or references to installations of these names in the fleet files of installations/. None if the path is not a file or folder.
 */
export function settingsBeside(path: string): readonly string[] {
  const folder = folderOf(path);
  if (folder === undefined) return [];
  const names = [basename(resolve(folder)), ...entriesOf(folder).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))].sort();
  const above = Array.from({ length: levels }, (_, index) => join(folder, ...Array<string>(index + 1).fill('..')));
  const inFleets = memoized((parent: string) => entriesOfFleets(join(parent, settingsFolder)));
  const files = names.flatMap((name) =>
    above.flatMap((parent) => [...fileIn(join(parent, settingsFolder), name), ...(inFleets(parent).get(name) ?? [])]).slice(0, 1),
  );
  return [...new Set(files)];
}

/** The folder that a path is, or is in. */
function folderOf(path: string): string | undefined {
  const stats = path === standardInput ? undefined : statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  return stats.isDirectory() ? path : dirname(path);
}

const fileIn = (folder: string, name: string): readonly string[] =>
  ['yaml', 'yml']
    .map((extension) => join(folder, `${name}.${extension}`))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
    .slice(0, 1);

/** References to the installations of the fleet files of a folder, by their names. */
function entriesOfFleets(folder: string): ReadonlyMap<string, readonly string[]> {
  const files = entriesOf(folder).flatMap((entry) => (/^[^.].*\.ya?ml$/i.test(entry.name) ? [join(folder, entry.name)] : []));
  const sources = settingsSources(files);
  return new Map(sources.flatMap(({ entry, reference }) => (entry === undefined ? [] : [[entry, [reference]]])));
}

function memoized<Result>(make: (key: string) => Result): (key: string) => Result {
  const known = new Map<string, Result>();
  return (key) => {
    const result = known.get(key) ?? make(key);
    known.set(key, result);
    return result;
  };
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // The reader of the manifests reports why the folder cannot be read.
    return [];
  }
}
