import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { codeOf } from './system-errors';

/** The text of a file, or the reason why it cannot be read, as the end of a sentence that begins with the file's name. */
export type InputFile = { readonly text: string } | { readonly problem: string };

/** The argument that means standard input instead of a file. */
export const standardInput = '-';

/** The name of an input in messages. */
export const inputName = (path: string): string => (path === standardInput ? '<stdin>' : path);

/**
 * Reads a file that a user named, or standard input. It waits only for standard input: named pipes and devices are refused, because
 * they may never end.
 * @param largest in bytes
 */
export function readInputFile(path: string, largest: number): InputFile {
  try {
    return path === standardInput ? textOf(readAll(0, largest, chunkSize), largest) : readRegularFile(path, largest);
  } catch (error) {
    const code = codeOf(error) ?? String(error);
    return { problem: unreadable[code] ?? `cannot be read (${code})` };
  }
}

function readRegularFile(path: string, largest: number): InputFile {
  const stats = statSync(path);
  const problem = stats.isFile() ? sizeProblem(stats.size, largest) : wrongKind(stats);
  if (problem !== undefined) return { problem };
  // A pipe may have replaced the file in the meantime, and opening a pipe waits for its writer.
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const opened = fstatSync(descriptor);
    return opened.isFile() ? textOf(readAll(descriptor, largest, opened.size + 1), largest) : { problem: wrongKind(opened) };
  } finally {
    closeSync(descriptor);
  }
}

function wrongKind(stats: Stats): string {
  if (stats.isDirectory()) return 'is a folder';
  if (stats.isFIFO()) return "is a named pipe (FIFO), which may never end; pipe its content to standard input and give '-' instead";
  return stats.isSocket() ? 'is a socket' : 'is a device';
}

const sizeProblem = (size: number, largest: number): string | undefined =>
  size > largest ? `has ${size} bytes, which is more than ${largest}` : undefined;

const unreadable: Readonly<Record<string, string>> = {
  EACCES: 'cannot be read: you have no permission',
  EISDIR: 'is a folder',
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  ELOOP: 'is a symbolic link to itself',
};

const chunkSize = 1 << 20;

/**
 * At most one byte more than the limit; the extra byte shows that the file is too large.
 * @param likely bytes to read at once: with the size of the file, no second copy of it is needed
 */
function readAll(descriptor: number, largest: number, likely: number): Buffer {
  const chunks: Buffer[] = [];
  let size = 0;
  while (size <= largest) {
    const chunk = Buffer.allocUnsafe(Math.min(largest + 1 - size, chunks.length === 0 ? Math.max(likely, 1) : chunkSize));
    const read = readSome(descriptor, chunk);
    if (read === 0) break;
    chunks.push(chunk.subarray(0, read));
    size += read;
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

function readSome(descriptor: number, into: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, into);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN' || descriptor !== 0) throw error;
      // No data yet, and standard input is non-blocking.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function textOf(bytes: Buffer, largest: number): InputFile {
  if (bytes.length > largest) return { problem: `has more than ${largest} bytes` };
  if (bytes.includes(0)) return { problem: 'is a binary file' };
  if (!isUtf8(bytes)) return { problem: 'is not UTF-8 text' };
  return { text: bytes.toString('utf8').replace(/^\uFEFF/, '') };
}
