import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../base/faults';

/**
 * Files that differ from a revision of git, or that git does not know.
 * @throws InputError if git cannot tell
 */
export function changedSince(revision: string, files: readonly string[]): readonly string[] {
  const top = git(['rev-parse', '--show-toplevel']).trim();
  // Git would read a revision that begins with a dash as an option.
  const commit = git(
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
    `'${revision}' is no revision of this repository`,
  ).trim();
  const listed = [git(['diff', '--name-only', '-z', commit]), git(['ls-files', '--others', '-z', '--full-name', ':/'])];
  const changed = new Set(listed.flatMap((text) => text.split('\0')).map((path) => join(top, path)));
  return files.filter((file) => changed.has(join(realpathSync(dirname(file)), basename(file))));
}

function git(args: readonly string[], otherwise?: string): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status === 0) return stdout;
  const reason = error ? `git cannot be run (${error.message})` : (otherwise ?? `git says: ${stderr.trim().split('\n')[0] ?? ''}`);
  throw new InputError([{ field: '--changed-since', message: `${reason}; name an existing commit, branch or tag, and run in a git checkout` }]);
}
