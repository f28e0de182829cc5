import { type Command, Option } from 'commander';
import { connectionsFormats } from '../../reports/connections/formats';
import type { ExplainOptions } from '../commands/explain';
import { type End, engine } from '../options/shared';

/** Adds `explain` with its arguments and options. */
export function defineExplain(command: Command, end: End): void {
  engine(command.command('explain'))
    .description('explain why a source can or cannot connect to a port of a destination')
    .argument('<source>', "workload, address or block, 'external', 'node' or 'any-pod'")
    .argument('<destination:port>', 'workload and port by number or name, such as mail/postfix:25 or mail/database:postgresql')
    .argument('[paths...]', "files, folders, or '-' for standard input", ['dist'])
    .addOption(new Option('--format <format>', 'format of the answer, or a map').choices(connectionsFormats).default('text'))
    .addOption(new Option('--expect <verdict>', 'fail unless every answer is this one').choices(['allowed', 'denied']))
    .action(async (source: string, destination: string, paths: string[], options: ExplainOptions) => {
      const { runExplain } = await import('../commands/explain.js');
      end(await runExplain(source, destination, paths, options));
    });
}
