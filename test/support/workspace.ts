import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ran, ranMain } from './run';

const root = join(__dirname, '../..');

/** A folder like a fresh clone: the project's files linked, its settings of the default installation, no output yet. Runs the real commands in it. */
export interface Workspace {
  readonly path: string;
  readonly write: (file: string, text: string | Uint8Array) => void;
  /** Replaces the settings in installations/. */
  readonly writeInstallations: (files: Readonly<Record<string, string>>) => void;
  /** Runs a command of node_modules/.bin or of the system. */
  readonly run: (command: string, ...args: readonly string[]) => { readonly status: number | null; readonly stdout: string; readonly stderr: string };
  /** Runs our command in this process, as if it were in the folder: ten times as fast as a process of its own. */
  readonly command: (...words: readonly string[]) => Promise<Ran>;
  readonly remove: () => void;
}

export function makeWorkspace(): Workspace {
  const path = mkdtempSync(join(tmpdir(), 'cdk8s-bluemind-'));
  for (const name of ['bin', 'lib', 'main.ts', 'node_modules', 'package.json']) symlinkSync(join(root, name), join(path, name));
  for (const name of ['cdk8s.yaml', 'installations']) cpSync(join(root, name), join(path, name), { recursive: true });
  const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false', PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` };
  return {
    path,
    write: (file, text) => writeFileSync(join(path, file), text),
    writeInstallations: (files) => {
      rmSync(join(path, 'installations'), { recursive: true });
      mkdirSync(join(path, 'installations'));
      for (const [name, text] of Object.entries(files)) writeFileSync(join(path, 'installations', name), text);
    },
    run: (command, ...args) => {
      const { status, stdout, stderr } = spawnSync(command, args, { cwd: path, env, encoding: 'utf8' });
      return { status, stdout, stderr };
    },
    command: (...words) => within(path, () => ranMain(...words)),
    remove: () => rmSync(path, { recursive: true }),
  };
}

async function within<T>(folder: string, run: () => Promise<T>): Promise<T> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return await run();
  } finally {
    process.chdir(before);
  }
}

/** The command, as the checkout runs it. */
export const commandPath = join(root, 'bin/cdk8s-bluemind.js');
