import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');

/** A git repository as a pipeline finds it: `main` exists, and a change is on a branch. */
export interface Repository {
  readonly path: string;
  readonly write: (file: string, text: string) => void;
  readonly commit: () => string;
  /** Runs a script of bash in its root. */
  readonly bash: (
    script: string,
    env?: Readonly<Record<string, string>>,
  ) => { readonly status: number | null; readonly stdout: string; readonly stderr: string };
  readonly remove: () => void;
}

/** The command as the package holds it, which starts several times as fast as the sources. */
export function packedCommand(): { readonly command: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'packed-'));
  for (const name of ['bin', 'package.json']) cpSync(join(root, name), join(path, name), { recursive: true });
  execFileSync(process.execPath, ['tools/bundle.js', join(path, 'build/command')], { cwd: root });
  return { command: `${process.execPath} ${join(path, 'bin/cdk8s-bluemind.js')}`, remove: () => rmSync(path, { recursive: true }) };
}

export function makeRepository(): Repository {
  const path = mkdtempSync(join(tmpdir(), 'repository-'));
  const bash = (script: string, env: Readonly<Record<string, string>> = {}) => {
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: path,
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...env },
    });
    return { status, stdout, stderr };
  };
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), text);
  };
  expect(bash('git init --quiet --initial-branch main && git config user.email a@example.org && git config user.name a').stderr).toBe('');
  return {
    path,
    write,
    bash,
    commit: () => {
      bash('git add --all && git commit --quiet --allow-empty --message change');
      return bash('git rev-parse HEAD').stdout.trim();
    },
    remove: () => rmSync(path, { recursive: true }),
  };
}
