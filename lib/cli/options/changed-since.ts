import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { InputError } from '../../base/faults';
import type { InputFile } from '../../base/input-file';
import { parseReference } from '../../synth/settings/reference';
import { type SettingsSource, settingsSources } from '../../synth/settings/sources';

/**
 * Installations whose settings differ from a revision of git, or that git does not know: a settings file with another text, an installation of a fleet file
 * with other settings, from any of its files.
 * @throws InputError if git cannot tell
 */
export function changedSince(revision: string, sources: readonly SettingsSource[]): readonly SettingsSource[] {
  const top = git(['rev-parse', '--show-toplevel']).trim();
  // Git would read a revision that begins with a dash as an option.
  const commit = git(
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
    `'${revision}' is not a revision of this repository`,
  ).trim();
  const listed = [git(['diff', '--name-only', '-z', commit]), git(['ls-files', '--others', '-z', '--full-name', ':/'])];
  const changed = new Set(listed.flatMap((text) => text.split('\0')).map((path) => join(top, path)));
  const isChanged = (file: string): boolean => changed.has(realPath(file));
  const before = digestsBefore((file) => contentAt(commit, relative(top, realPath(file))));
  return sources.filter(({ reference, entry, files, digest }) =>
    entry === undefined ? files.some(isChanged) : files.some(isChanged) && before(reference) !== digest(),
  );
}

const realPath = (file: string): string => join(realpathSync(dirname(file)), basename(file));

/** Digests of the installations of fleet files as a revision has them, each fleet file read once. */
function digestsBefore(read: (file: string) => InputFile): (reference: string) => string | undefined {
  const known = new Map<string, ReadonlyMap<string, string | undefined>>();
  return (reference) => {
    const { file } = parseReference(reference);
    const digests = known.get(file) ?? new Map(settingsSources([file], read).map((source) => [source.reference, source.digest()]));
    known.set(file, digests);
    return digests.get(reference);
  };
}

/** A file as a revision has it. */
function contentAt(commit: string, path: string): InputFile {
  const { status, stdout } = spawnSync('git', ['show', `${commit}:${path.split(sep).join('/')}`], { encoding: 'utf8', maxBuffer: 2 ** 30 });
  return status === 0 ? { text: stdout.replace(/^\uFEFF/, '') } : { problem: 'does not exist in this revision' };
}

function git(args: readonly string[], otherwise?: string): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status === 0) return stdout;
  const reason = error ? `git cannot be run (${error.message})` : (otherwise ?? `git says: ${stderr.trim().split('\n')[0] ?? ''}`);
  throw new InputError([{ field: '--changed-since', message: `${reason}; name an existing commit, branch or tag, and run in a git checkout` }]);
}
