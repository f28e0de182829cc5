import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { InputError } from '../base/faults';

/** One of several parts of a fleet, which run in parallel. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/**
 * Reads `2/8`, the second of eight, or `/8`, with the index of a pod of a Kubernetes Indexed Job.
 * @param completionIndex JOB_COMPLETION_INDEX, from 0
 * @throws InputError if it is neither
 */
export function parseShard(text: string, completionIndex: string | undefined): Shard {
  const [, given, count] = /^(\d*)\/(\d+)$/.exec(text) ?? [];
  const index = given === '' && completionIndex !== undefined && /^\d+$/.test(completionIndex) ? Number(completionIndex) + 1 : Number(given);
  if (given === '' && completionIndex === undefined)
    throw fault(`'${text}': JOB_COMPLETION_INDEX, which gives the number of the shard, is not set; give the number, such as 1${text}`);
  if (count === undefined || !(index >= 1 && index <= Number(count)))
    throw fault(`'${text}': expected the number of a shard and how many there are, such as 2/8, or /8 in a Kubernetes Indexed Job of 8 completions`);
  return { index, count: Number(count) };
}

const fault = (message: string): InputError => new InputError([{ field: '--shard', message }]);

/** Whether settings belong to a shard: only by the name of their file, so that adding or removing other files moves nothing. */
export const isInShard = ({ index, count }: Shard, file: string): boolean =>
  createHash('sha256').update(basename(file)).digest().readUInt32BE() % count === index - 1;
