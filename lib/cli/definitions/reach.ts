import { type Command, Option } from 'commander';
import { connectionsFormats } from '../../reports/connections/formats';
import type { ReachOptions } from '../commands/reach';
import { type End, engine } from '../options/shared';

/** Adds `reach` with its arguments and options. */
export function defineReach(command: Command, end: End): void {
  engine(command.command('reach'))
    .description('list who can connect to whom, from any manifests')
    .argument('<paths...>', "files, folders, or '-' for standard input")
    .addOption(new Option('--format <format>', 'format of the list, or a map').choices(connectionsFormats).default('text'))
    .option('--from <source>', 'only from this workload, address or block')
    .option('--to <destination>', 'only to this workload, address or block')
    .option('--focus <workload>', 'only from and to this workload, address or block')
    .option('--port <port>', 'only this port: 25, UDP/53, TCP/8000-8010, or a name such as postgresql')
    .option('--explain', 'show for each connection which rules admit it, or why it cannot be decided')
    .option('--itself', 'also list what pods of a workload can reach on other pods of the same workload (as when --from and --to name one workload)')
    .action(async (paths: string[], options: ReachOptions) => {
      const { runReach } = await import('../commands/reach.js');
      end(await runReach(paths, options));
    });
}
