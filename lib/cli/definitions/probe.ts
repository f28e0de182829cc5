import { type Command, Option } from 'commander';
import { probeFormats } from '../../reports/probe/formats';
import type { ProbeOptions } from '../commands/probe';
import { withAssumptions } from '../options/assumptions';
import { seconds, withKubectl } from '../options/kubectl';
import type { End } from '../options/shared';

/** Adds `probe` with its arguments and options. */
export function defineProbe(command: Command, end: End): void {
  withKubectl(withAssumptions(command.command('probe')))
    .description('test whether a network plugin enforces the settings: print test pods to apply, run them, or read their results')
    .argument('[files...]', "settings files, or '-' for standard input (default: all of installations/)")
    .option('--run', 'apply the test pods in scratch namespaces, wait, read their results and remove them')
    .addOption(new Option('--live', 'test the real pods from a foreign pod and from this machine, by TCP connections only').conflicts('results'))
    .addOption(new Option('--results <file>', "output of kubectl logs of the clients, or '-' for standard input").conflicts(['run', 'cleanup']))
    .addOption(new Option('--cleanup', 'remove what a killed run left (of all installations if you name no file)').conflicts(['run', 'live']))
    .addOption(
      new Option('--manifests <which>', 'what to print: the whole probe, or the namespaces and rights that an administrator prepares')
        .choices(['all', 'rbac'])
        .default('all')
        .conflicts(['run', 'live', 'results', 'cleanup']),
    )
    .option('--image <image>', "image with agnhost's commands and sh (default: registry.k8s.io/e2e-test-images/agnhost:2.47)")
    .addOption(new Option('--format <format>', 'format of the result').choices(probeFormats).default('text'))
    .addOption(new Option('--timeout <seconds>', 'how long pods may take to become ready, and clients to finish').argParser(seconds).default(900))
    .action(async (files: string[], options: ProbeOptions) => {
      const { runProbeCommand } = await import('../commands/probe.js');
      end(await runProbeCommand(files, options));
    });
}
