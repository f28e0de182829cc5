import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf } from '../../base/system-errors';

/** Makes a folder and those around it where they are missing. What Node does by itself says ENOENT where the file system is read-only. */
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
