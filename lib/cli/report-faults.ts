import { formatFault, InputError } from '../base/faults';
import { exitCodes } from './exit-code';
import { say } from './terminal';

/** Runs a command; faults of the input go to standard error, a line each, and make its exit code. Anything else is a bug and is thrown. */
export function reportFaults(run: () => number, { consequence = 'nothing was written' } = {}): number {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const count = error.faults.length;
    say(`${error.faults.map(formatFault).join('\n')}\n${count} ${count === 1 ? 'fault' : 'faults'}; ${consequence}.\n`);
    return exitCodes.badInput;
  }
}
