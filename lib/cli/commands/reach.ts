import { modelOptionsOf } from '../../checks/intent/plan-intent';
import {
  type Connection,
  type ConnectionFormat,
  connectionFilter,
  connections,
  formatConnections,
  type ModelOptions,
  read,
} from '../../reachability';
import { planOfFile } from '../../synth/installations';
import { warnOfMisfits } from '../misfits';
import { reportFaults } from '../report-faults';

/** What the engine is told beside manifests. */
export interface EngineOptions {
  /** `ordinary` treats pods on the network of their node like any other, as netpol-analyzer does. */
  readonly hostNetwork?: 'undefined' | 'ordinary';
  readonly podCidr?: readonly string[];
  readonly nodeCidr?: readonly string[];
  /** Settings whose workloads stand in where the manifests hold no pods. */
  readonly settings?: string;
}

export interface ReachOptions extends EngineOptions {
  readonly format: ConnectionFormat;
  /** Source to list; every one where unset. */
  readonly from?: string;
  /** Destination to list; every one where unset. */
  readonly to?: string;
}

/** @throws InputError where the settings have faults */
export const modelOptions = ({ hostNetwork, podCidr, nodeCidr, settings }: EngineOptions): ModelOptions => ({
  ...(hostNetwork && { hostNetwork }),
  ...(settings !== undefined && modelOptionsOf(planOfFile(settings))),
  ...(podCidr && { podAddresses: podCidr }),
  ...(nodeCidr && { nodeAddresses: nodeCidr }),
});

/** Prints who can connect to whom. @returns the exit code */
export const runReach = (paths: readonly string[], { format, from, to, ...engine }: ReachOptions): number =>
  reportFaults(
    () => {
      const model = read(paths, modelOptions(engine));
      const list = connections(model, connectionFilter(model, { from, to }));
      const count = { listed: 0 };
      for (const text of formatConnections(counted(list, count), format)) process.stdout.write(text);
      warnOfMisfits(model);
      const { ignored } = model.objects;
      if (ignored.size > 0) process.stderr.write(`Not looked at: ${[...ignored].map(([kind, count]) => `${count} ${kind}`).join(', ')}.\n`);
      if (count.listed === 0 && model.ends.length > 0) process.stderr.write('Nothing of what was asked for can connect.\n');
      if (model.ends.length === 0)
        process.stderr.write(
          'There are no pods in what was given, so that nothing is reached; with --settings FILE the workloads of a plan stand in.\n',
        );
      return 0;
    },
    { exitCode: 2, consequence: 'nothing was listed' },
  );

function* counted(list: Iterable<Connection>, count: { listed: number }): Generator<Connection> {
  for (const connection of list) {
    count.listed++;
    yield connection;
  }
}
