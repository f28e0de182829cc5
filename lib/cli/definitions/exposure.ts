import { type Command, Option } from 'commander';
import { connectionsFormats } from '../../reports/connections/formats';
import type { ExposureOptions } from '../commands/exposure';
import { type End, engine } from '../options/shared';

/** Adds `exposure` with its arguments and options. */
export function defineExposure(command: Command, end: End): void {
  engine(command.command('exposure'))
    .description('list what the policies of any manifests would admit from and to pods and namespaces that are not in the manifests')
    .argument('<paths...>', "files, folders, or '-' for standard input")
    .addOption(new Option('--format <format>', 'format of the list, or a map').choices(connectionsFormats).default('text'))
    .option('--focus <workload>', 'only from and to this workload')
    .option('--port <port>', 'only this port: 25, UDP/53, TCP/8000-8010, or a name such as postgresql')
    .option('--explain', 'show for each connection which rules admit it, or why it cannot be decided')
    .action(async (paths: string[], options: ExposureOptions) => {
      const { runExposure } = await import('../commands/exposure.js');
      end(await runExposure(paths, options));
    });
}
