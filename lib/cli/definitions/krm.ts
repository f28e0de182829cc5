import type { Command } from 'commander';
import type { End } from '../options/shared';

/** Adds `krm` with its arguments and options. */
export function defineKrm(command: Command, end: End): void {
  command
    .command('krm')
    .description(
      'as a KRM function of kustomize or kpt: read a ResourceList from standard input, render or prove an installation, and print the list',
    )
    .action(async () => {
      const { runKrm } = await import('../commands/krm.js');
      end(runKrm());
    });
}
