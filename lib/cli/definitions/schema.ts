import { Argument, type Command, Option } from 'commander';
import { type DocumentName, documentNames } from '../../reports/json/document';
import type { SchemaOptions } from '../commands/schema';
import type { End } from '../options/shared';

/** Adds `schema` with its arguments and options. */
export function defineSchema(command: Command, end: End): void {
  command
    .command('schema')
    .description('print the JSON Schema of settings or fleet files, for editors, or of the JSON that a command prints')
    .addArgument(
      new Argument('[document]', 'settings, fleet, or the document of a command')
        .choices(['settings', 'fleet', ...documentNames])
        .default('settings'),
    )
    .addOption(
      new Option('--format <format>', 'JSON Schema, or for settings the reference as Markdown').choices(['json', 'markdown']).default('json'),
    )
    .action(async (document: 'settings' | 'fleet' | DocumentName, options: SchemaOptions) => {
      const { runSchema } = await import('../commands/schema.js');
      end(runSchema(document, options));
    });
}
