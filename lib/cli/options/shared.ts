import type { Command } from 'commander';
import { withAssumptions } from './assumptions';

/** Takes the exit code of a command that has run. */
export type End = (exitCode: number) => void;

/** Adds the options of every command that reads manifests. */
export const reading = (subcommand: Command): Command =>
  withAssumptions(
    subcommand.option(
      '--keep-going',
      'report files that cannot be read, go on without them, and exit with 2 at the end (default: any fault ends the command)',
    ),
  );

/** Adds the options of every command that asks the engine who can connect. */
export const engine = (subcommand: Command): Command =>
  reading(subcommand.option('--settings <file>', "settings, or '-' for standard input; their workloads are used if the manifests contain no pods"));
