import type { Command } from 'commander';
import type { End } from '../options/shared';

/** Adds `versions` with its arguments and options. */
export function defineVersions(command: Command, end: End): void {
  command
    .command('versions')
    .description('list the versions of controllers and charts that the output needs, as Markdown')
    .action(async () => {
      const { runVersions } = await import('../commands/versions.js');
      end(runVersions());
    });
}
