import { type Command, Option } from 'commander';
import { findingsFormats } from '../../reports/findings/formats';
import type { DriftOptions } from '../commands/drift';
import { withKubectl } from '../options/kubectl';
import { type End, reading } from '../options/shared';

/** Adds `drift` with its arguments and options. */
export function defineDrift(command: Command, end: End): void {
  withKubectl(reading(command.command('drift')))
    .description('compare a live cluster with settings: list what is missing, changed, left over or added by others, and what it opens')
    .argument('[files...]', "settings files (default: all of installations/); '-' for the objects of the cluster on standard input")
    .option('--from <paths...>', "output of kubectl get -o yaml, in files, or '-' (default: kubectl asks the cluster)")
    .addOption(new Option('--format <format>', 'format of the findings').choices(findingsFormats).default('text'))
    .addOption(new Option('--fail-on <severity>', 'lowest severity that fails').choices(['info', 'warning', 'error']).default('error'))
    .addOption(
      new Option('--manifests <which>', 'print what drift needs in a cluster and do nothing else: its rights, or a CronJob with them')
        .choices(['rbac', 'cronjob'])
        .conflicts(['from', 'format']),
    )
    .option('--image <image>', 'image for the CronJob, with cdk8s-bluemind and kubectl in its PATH')
    .option('--schedule <schedule>', 'when the CronJob runs', '17 * * * *')
    .option('--namespace <name>', 'namespace for the service account and the CronJob (default: that of the first installation)')
    .action(async (files: string[], options: DriftOptions) => {
      const { runDrift } = await import('../commands/drift.js');
      end(await runDrift(files, options));
    });
}
