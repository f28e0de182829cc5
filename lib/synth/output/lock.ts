import { readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../base/faults';
import { workName } from '../../base/rendered-files';
import { codeOf } from '../../base/system-errors';
import { makeFolder } from './make-folder';

const lockOf = (parent: string): string => join(parent, workName, 'lock');

/**
 * Locks a parent of rendered folders for this run. Working files of a run are beside the lock, in a folder that git ignores.
 * @returns a function that releases it
 * @throws InputError if another run has it; the lock of a killed run does not count
 */
export function lock(parent: string): () => void {
  const work = join(parent, workName);
  const ignored = join(work, '.gitignore');
  const own = `${process.pid} ${hostname()}\n`;
  for (let left = 10; ; left -= 1) {
    try {
      makeFolder(work);
      writeFileSync(ignored, '*\n');
      writeFileSync(lockOf(parent), own, { flag: 'wx' });
      return () => giveBack(work);
    } catch (error) {
      // Another run is just releasing the folder, or left its lock when it was killed.
      if (left === 0 || !['EEXIST', 'ENOENT'].includes(codeOf(error) ?? '')) throw error;
      if (codeOf(error) === 'EEXIST') removeStaleLock(parent);
    }
  }
}

/** Of several runs that find the lock of a dead run, the first one that moves it away removes it; if it is a new lock by then, it is moved back. */
function removeStaleLock(parent: string): void {
  const file = lockOf(parent);
  refuseWhileAlive(file, ownerOf(file));
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const owner = ownerOf(aside);
  if (owner && isAlive(owner)) {
    renameSync(aside, file);
    refuseWhileAlive(file, owner);
  }
  rmSync(aside, { force: true });
}

interface Owner {
  readonly pid: number;
  readonly host: string;
}

function ownerOf(file: string): Owner | undefined {
  try {
    const [, pid, host] = /^(\d+) (.*)\n$/.exec(readFileSync(file, 'utf8')) ?? [];
    return pid === undefined || host === undefined ? undefined : { pid: Number(pid), host };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function refuseWhileAlive(file: string, owner: Owner | undefined): void {
  if (!owner || !isAlive(owner)) return;
  const { pid, host } = owner;
  throw new InputError([
    {
      position: { file, line: 1, column: 1 },
      message:
        host === hostname()
          ? `another run is writing to this folder (process ${pid}); wait until it has ended`
          : `another run writes to this folder, or was killed there (process ${pid} on ${host}); wait until it has ended, or delete this file if it no longer runs`,
    },
  ]);
}

/** A process on another host may still run, which cannot be known here; a process with our own id is not this one, which has no lock yet. */
function isAlive({ pid, host }: Owner): boolean {
  if (host !== hostname()) return true;
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Files of a failed run beside the lock stay; a lock that cannot be removed has no effect after this process has ended. */
function giveBack(work: string): void {
  try {
    for (const name of ['.gitignore', 'lock']) rmSync(join(work, name), { force: true });
    rmdirSync(work);
  } catch {
    // Left for the next run.
  }
}
