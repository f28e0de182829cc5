import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the programs of others are kept: the second run finds them. */
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cdk8s-bluemind-integrations');

/** Programs of the npm registry, which need a newer Node than ours: the file that starts each. */
const nodePrograms = {
  gitlabCiLocal: { name: 'gitlab-ci-local', version: '4.75.1', start: 'dist/index.js' },
  renovate: { name: 'renovate', version: '44.121.2', start: 'dist/renovate.js' },
  renovateConfigValidator: { name: 'renovate', version: '44.121.2', start: 'dist/config-validator.js' },
} as const;

const preCommitVersion = '4.7.0';

/** The program `pre-commit`. */
export const preCommit = join(cache, `pre-commit-${preCommitVersion}`, 'bin/pre-commit');

const folderOf = ({ name, version }: { readonly name: string; readonly version: string }): string => join(cache, `${name}-${version}`);

/** Fetches what is missing: a minute or two, most of it for Renovate. */
export function installTools(): void {
  const needed = ['python3', 'rsync', 'git'].filter((command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).error !== undefined);
  if (needed.length > 0) throw new Error(`${needed.join(', ')} must be installed: apt-get install python3-venv rsync git`);
  mkdirSync(cache, { recursive: true });
  for (const program of Object.values(nodePrograms)) {
    const folder = folderOf(program);
    if (existsSync(folder)) continue;
    atOnce(folder, (partial) =>
      run('npm', 'install', '--prefix', partial, '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', `${program.name}@${program.version}`),
    );
  }
  // A venv knows its own path, so it is made in its place.
  if (existsSync(preCommit)) return;
  const venv = join(preCommit, '../..');
  rmSync(venv, { recursive: true, force: true });
  run('python3', '-m', 'venv', venv);
  run(join(venv, 'bin/pip'), 'install', '--quiet', '--disable-pip-version-check', `pre-commit==${preCommitVersion}`);
}

/** A folder that appears whole or not at all. */
function atOnce(folder: string, fill: (partial: string) => void): void {
  const partial = mkdtempSync(join(cache, 'partial-'));
  try {
    fill(partial);
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

const run = (command: string, ...args: readonly string[]): void => void execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });

let newest: string | undefined;
/** The Node that these programs need. */
const newNode = (): string => {
  newest ??= execFileSync('npx', ['--yes', '--package=node@24', '--', 'node', '--print', 'process.execPath'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim();
  return newest;
};

/** Runs a program of the npm registry in a folder. Its output is that of both streams. */
export function runNodeProgram(name: keyof typeof nodePrograms, folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const program = nodePrograms[name];
  const script = join(folderOf(program), 'node_modules', program.name, program.start);
  const { status, stdout, stderr } = spawnSync(newNode(), [script, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ...env },
    maxBuffer: 2 ** 28,
  });
  return { status, output: `${stdout}${stderr}` };
}
