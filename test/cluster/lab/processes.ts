import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';

/** A program that runs until it is stopped. */
export interface Running {
  readonly child: ChildProcess;
  readonly stop: () => Promise<void>;
}

/** Starts a program whose output goes to a file. */
export function start(command: readonly string[], log: string): Running {
  const [program = '', ...args] = command;
  const file = openSync(log, 'a');
  const child = spawn(program, args, { stdio: ['ignore', file, file] });
  return { child, stop: () => stopped(child) };
}

/** Asks a process to end, and waits until it has. */
export async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const end = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await end;
  clearTimeout(late);
}

/**
 * Asks again and again until there is an answer.
 * @throws Error after a minute, with what was waited for
 */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined> | T | undefined, seconds = 60): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`${what}: not so after ${seconds} seconds`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
