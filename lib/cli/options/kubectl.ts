import { type Command, InvalidArgumentError } from 'commander';
import type { KubectlOptions } from '../../cluster/kubectl';

/** How a command reaches a cluster, as written on the command line. */
export interface KubectlArguments {
  readonly kubectl?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly requestTimeout?: number;
}

/** Adds the options to a command by which it reaches a cluster. */
export const withKubectl = (command: Command): Command =>
  command
    .option('--kubectl <command>', 'the kubectl to run (default: kubectl from PATH)')
    .option('--kubeconfig <file>', 'as for kubectl')
    .option('--context <name>', 'as for kubectl')
    .option('--request-timeout <seconds>', 'how long the API server may take to answer (default: 30)', seconds);

export const kubectlOptionsOf = ({ kubectl, ...rest }: KubectlArguments): KubectlOptions => ({
  ...(kubectl !== undefined && { command: kubectl }),
  ...(rest.kubeconfig !== undefined && { kubeconfig: rest.kubeconfig }),
  ...(rest.context !== undefined && { context: rest.context }),
  ...(rest.requestTimeout !== undefined && { requestTimeout: rest.requestTimeout }),
});

/** `30` or `30s`. */
export function seconds(text: string): number {
  const [, number] = /^([1-9]\d{0,4})s?$/.exec(text) ?? [];
  if (number === undefined) throw new InvalidArgumentError('expected seconds, such as 30.');
  return Number(number);
}
