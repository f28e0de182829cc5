import { type Command, Option } from 'commander';
import type { CatalogueOptions } from '../commands/catalogue';
import type { End } from '../options/shared';

/** Adds `catalogue` with its arguments and options. */
export function defineCatalogue(command: Command, end: End): void {
  command
    .command('catalogue')
    .description("list BlueMind's ports, in JSON its components and their connections too")
    .addOption(new Option('--release <release>', 'major release of BlueMind').choices(['4', '5']).default('4'))
    .addOption(new Option('--format <format>', 'format of the list').choices(['table', 'markdown', 'csv', 'json']).default('table'))
    .addOption(new Option('--external', 'only ports that clients and other servers use').conflicts('internal'))
    .option('--internal', "only ports between BlueMind's components")
    .option('--component <name>', 'only the ports of one component')
    .addOption(
      new Option('--diff <releases...>', 'what changes from one release to another: --diff 4 5')
        .choices(['4', '5'])
        .conflicts(['release', 'external', 'internal', 'component']),
    )
    .action(async (options: CatalogueOptions) => {
      const { runCatalogue } = await import('../commands/catalogue.js');
      end(runCatalogue(options));
    });
}
