import { type Command, Option } from 'commander';
import { controllerNames, providerNames } from '../../init/names';
import type { InitOptions } from '../commands/init';
import type { End } from '../options/shared';

/** Adds `init` with its arguments and options. */
export function defineInit(command: Command, end: End): void {
  command
    .command('init')
    .description('write a first settings file from a few questions, from options, or from manifests or a cluster')
    .option('--name <name>', 'name of the installation (default: as found, else bluemind)')
    .option('--namespace <name>', 'namespace of its pods (default: as found, else the name)')
    .addOption(new Option('--release <release>', 'major release of BlueMind').choices(['4', '5']))
    .addOption(
      new Option('--workloads <preset>', 'how BlueMind is spread over pods').choices(['all-in-one', 'roles', 'main-and-edge', 'main-and-mailboxes']),
    )
    .addOption(new Option('--provider <name>', 'provider of load balancers').choices(providerNames))
    .addOption(new Option('--ingress <controller>', 'ingress controller that serves web clients').choices(controllerNames))
    .option('--hostname <name>', 'host name for web clients')
    .option('--node-cidr <blocks...>', 'address blocks of the nodes')
    .option('--pod-cidr <blocks...>', 'address blocks of the pods')
    .option('--from <paths...>', "manifests, or '-' for what kubectl get pods,svc,ingressclass,nodes -A -o yaml prints")
    .option('--out <file>', 'file to write (default: installations/NAME.yaml)')
    .addOption(new Option('--stdout', 'print it and write nothing').conflicts('out'))
    .action(async (options: InitOptions) => {
      const { runInit } = await import('../commands/init.js');
      end(await runInit(options));
    });
}
