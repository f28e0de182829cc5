import fs from 'node:fs';
import { runCommandLine } from '../../lib/cli/main';

/** What a command prints and ends with, run in this process. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command's function and keeps what it writes. */
export function ran(run: () => number): Ran {
  const { written, end } = listen();
  try {
    return { status: run(), ...written };
  } finally {
    end();
  }
}

/** As `ran`, for a command that waits for others. */
export async function ranLater(run: () => Promise<number>): Promise<Ran> {
  const { written, end } = listen();
  try {
    return { status: await run(), ...written };
  } finally {
    end();
  }
}

/** Runs a command line and keeps what it writes. */
export const ranMain = (...words: readonly string[]): Promise<Ran> => ranWith('', ...words);

/** Runs a command line with something on the standard input. */
export async function ranWith(input: string, ...words: readonly string[]): Promise<Ran> {
  const { written, end } = listen();
  const stop = feed(input);
  try {
    const status = await runCommandLine({ version: '0.1.0', arguments: words });
    return { status, ...written };
  } finally {
    stop();
    end();
  }
}

/** What is written to the standard streams from now on, which nobody sees. */
function listen() {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream] += String(text);
      return true;
    }),
  );
  const end = (): void => {
    for (const spy of spies) spy.mockRestore();
  };
  return { written, end };
}

/** Puts a text on standard input, once, as in a pipe. @returns what ends it */
function feed(input: string): () => void {
  const { readSync } = fs;
  let rest = Buffer.from(input);
  const spy = jest.spyOn(fs, 'readSync').mockImplementation((descriptor: number, into: NodeJS.ArrayBufferView) => {
    if (descriptor !== 0 || !Buffer.isBuffer(into)) return readSync(descriptor, into);
    const count = rest.copy(into);
    rest = rest.subarray(count);
    return count;
  });
  return () => spy.mockRestore();
}
