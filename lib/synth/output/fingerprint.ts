import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../base/system-errors';

/** The digest of texts, in their order. */
export function digestOf(parts: readonly (string | Buffer)[]): string {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(`${part.length}\0`).update(part);
  return digest.digest('base64url');
}

/** All regular files at a path and below, sorted; none if it does not exist. Pipes, devices and links are never rendered, and reading one may not end. */
function filesAt(path: string): readonly string[] {
  const entries = entriesOf(path);
  if (entries === 'none') return [];
  if (entries === 'file') return statSync(path).isFile() ? [path] : [];
  return entries
    .flatMap((entry) => {
      const inner = join(path, entry.name);
      if (entry.isDirectory()) return filesAt(inner);
      return entry.isFile() ? [inner] : [];
    })
    .sort();
}

function entriesOf(path: string): readonly Dirent[] | 'file' | 'none' {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'none';
    if (codeOf(error) === 'ENOTDIR') return 'file';
    throw error;
  }
}

/** Digest of files and folders: names and contents. */
export const contentsOf = (paths: readonly string[]): string =>
  digestOf(paths.flatMap((path) => filesAt(path).flatMap((file) => [file.slice(path.length), readFileSync(file)])));

/** Their sizes and times, which show without reading that nothing was written since. */
export const stampOf = (paths: readonly string[]): string =>
  digestOf([
    paths
      .flatMap((path) =>
        filesAt(path).map((file) => {
          const { size, mtimeMs, ctimeMs, ino } = statSync(file);
          return `${file.slice(path.length)} ${size} ${mtimeMs} ${ctimeMs} ${ino}`;
        }),
      )
      .join('\n'),
  ]);
