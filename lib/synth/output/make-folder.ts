import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf } from '../../base/system-errors';

/** Creates a folder and its parents if they are missing. Node's own function reports ENOENT on a read-only file system. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    const isMissing = codeOf(error) === 'ENOENT' && dirname(path) !== path;
    if (!isMissing && !isFolder(path)) throw error;
    if (!isMissing) return;
    makeFolder(dirname(path));
    mkdirSync(path);
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
