import { type Fault, formatFault, InputError, sharedOnce } from '../../base/faults';
import { exitCodes } from '../exit-code';
import { say } from '../terminal';

interface Consequence {
  /** @default 'nothing was written' */
  readonly consequence?: string;
}

/** Runs a command; faults of the input are printed on standard error, one line each, and determine its exit code. Any other error is a bug and is thrown. */
export function reportFaults(run: () => number, options: Consequence = {}): number {
  try {
    return run();
  } catch (error) {
    return reported(error, options);
  }
}

/** Like `reportFaults`, for an asynchronous command. */
export async function reportFaultsLater(run: () => Promise<number>, options: Consequence = {}): Promise<number> {
  try {
    return await run();
  } catch (error) {
    return reported(error, options);
  }
}

/** Prints faults, one line each, and what happened to the output. @returns the exit code */
export function sayFaults(all: readonly Fault[], consequence: string): number {
  const faults = sharedOnce(all);
  say(`${faults.map(formatFault).join('\n')}\n${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}; ${consequence}.\n`);
  return exitCodes.badInput;
}

function reported(error: unknown, { consequence = 'nothing was written' }: Consequence): number {
  if (!(error instanceof InputError)) throw error;
  return sayFaults(error.faults, consequence);
}
