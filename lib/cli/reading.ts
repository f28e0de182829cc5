import { type Fault, formatFault } from '../base/faults';
import { type Manifests, readPaths, soundManifests } from '../reachability';
import { exitCodes } from './exit-code';
import { reportFaults, reportFaultsLater } from './printing/report-faults';
import { say } from './terminal';

/** An option of every command that reads manifests. */
export interface ReadingOptions {
  /** Whether to continue without input that cannot be used, and fail only at the end. @default - any fault ends the command */
  readonly keepGoing?: boolean;
}

/** Reads files and folders. */
export type ReadManifests = (paths: readonly string[]) => Manifests;

/**
 * Runs a command that reads manifests, as `reportFaults` does. With `keepGoing`, what cannot be read and objects that the API server would refuse are
 * named on standard error and left out; then the exit code is that of bad input, independently of the rest.
 */
export function reportReading(options: ReadingOptions, run: (read: ReadManifests) => number, consequence: string): number {
  const { read, exitCode } = reader(options);
  return exitCode(reportFaults(() => run(read), { consequence }));
}

/** Like `reportReading`, for an asynchronous command. */
export async function reportReadingLater(
  options: ReadingOptions,
  run: (read: ReadManifests) => Promise<number>,
  consequence: string,
): Promise<number> {
  const { read, exitCode } = reader(options);
  return exitCode(await reportFaultsLater(() => run(read), { consequence }));
}

/** A function that reads manifests, and one that adjusts the command's exit code after reading. */
function reader({ keepGoing = false }: ReadingOptions) {
  let isAllThere = true;
  const readSound: ReadManifests = (paths) => {
    const { sound, faults } = soundManifests(readPaths(paths));
    if (faults.length > 0) isAllThere = false;
    sayLeftOut(faults);
    return sound;
  };
  return { read: keepGoing ? readSound : readPaths, exitCode: (code: number): number => (isAllThere ? code : exitCodes.badInput) };
}

/** Reports what is left out of an answer, and why. */
export function sayLeftOut(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const what = faults.length === 1 ? '1 fault; the file or object with it was' : `${faults.length} faults; the files and objects with them were`;
  say(`${faults.map(formatFault).join('\n')}\n${what} left out of what follows.\n`);
}
