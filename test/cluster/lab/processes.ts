import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { createServer } from 'node:net';

/** A program that runs until it is stopped. */
export interface Running {
  readonly child: ChildProcess;
  readonly stop: () => Promise<void>;
}

/** Makes a command end with the tests, even if they are killed. */
export const ending = (command: readonly string[]): readonly string[] => ['setpriv', '--pdeathsig', 'TERM', ...command];

/** Starts a program whose output goes to a file. */
export function start(command: readonly string[], log: string): Running {
  const [program = '', ...args] = ending(command);
  const file = openSync(log, 'a');
  const child = spawn(program, args, { stdio: ['ignore', file, file] });
  return { child, stop: () => stopped(child) };
}

/** Ports of loopback that nobody listens on. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  return servers.map((server) => {
    const address = server.address();
    server.close();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
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
