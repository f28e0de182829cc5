import type { Command } from 'commander';
import type { End } from '../options/shared';

/** Adds `rules` with its arguments and options. */
export function defineRules(command: Command, end: End): void {
  command
    .command('rules')
    .description('list what verify looks for, as Markdown')
    .action(async () => {
      const { runRules } = await import('../commands/rules.js');
      end(runRules());
    });
}
