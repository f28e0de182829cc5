import { type Command, Option } from 'commander';
import { differenceFormats } from '../../reports/difference/formats';
import type { DiffOptions } from '../commands/diff';
import { type End, engine } from '../options/shared';

/** Adds `diff` with its arguments and options. */
export function defineDiff(command: Command, end: End): void {
  engine(command.command('diff'))
    .description('list connections and ways in that were added, removed or changed; fail on a new way in that nobody chose')
    .argument('<old>', "file, folder, or '-' for standard input")
    .argument('<new>', "file, folder, or '-' for standard input")
    .addOption(new Option('--format <format>', 'format of the list, or a page').choices([...differenceFormats, 'svg', 'html']).default('text'))
    .option('--old-settings <file>', 'settings of the old state (default: --settings, or those beside each state)')
    .option('--new-settings <file>', 'settings of the new state')
    .option('--before-name <name>', 'name of the old state in the output', 'ref1')
    .option('--after-name <name>', 'name of the new state in the output', 'ref2')
    .addOption(new Option('--fail-on <severity>', 'lowest severity that fails').choices(['info', 'warning', 'error']).default('error'))
    .action(
      async (
        before: string,
        after: string,
        { format, ...options }: Omit<DiffOptions, 'format'> & { readonly format: DiffOptions['format'] | 'svg' | 'html' },
      ) => {
        const { runDiff, runDiffDrawing, runDiffPage } = await import('../commands/diff.js');
        if (format === 'html') end(await runDiffPage(before, after, options));
        else if (format === 'svg') end(await runDiffDrawing(before, after, options));
        else end(runDiff(before, after, { format, ...options }));
      },
    );
}
