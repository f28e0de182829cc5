import { exitCodes } from './exit-code';
import { say } from './terminal';

/** Where to report faults of this tool. */
const tracker = 'the issue tracker of cdk8s-bluemind';

/**
 * Prints an unforeseen error as one line with a request to report it.
 * @param debug whether to print the stack trace, for developers
 * @returns the exit code
 */
export function reportUnforeseen(error: unknown, debug: boolean): number {
  const message = error instanceof Error ? error.message : String(error);
  const [firstLine = ''] = message.split('\n');
  const help = debug ? '' : ' with the output of the same command and --debug';
  say(`cdk8s-bluemind: unexpected error: ${firstLine}. This is a fault of the tool, not of your input: please report it to ${tracker}${help}.\n`);
  if (debug && error instanceof Error) say(`${error.stack ?? ''}\n`);
  return exitCodes.internalError;
}

/**
 * Handles errors of the standard streams and everything that no command catches. A reader that closes early, as in `catalogue | head`, is not a failure and does not change the exit code; an output
 * that cannot be written, such as on a full disk, is reported in one line.
 * @param exit ends the process
 */
export function handleUnforeseen(debug: boolean, exit: (code: number) => void): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return exit(Number(process.exitCode ?? exitCodes.fine));
      if (stream === process.stdout) say(`cdk8s-bluemind: the output cannot be written (${error.code ?? error.message}); it is not complete.\n`);
      exit(exitCodes.badInput);
    });
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => exit(reportUnforeseen(error, debug)));
}
