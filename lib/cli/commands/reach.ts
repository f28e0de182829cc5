import { everyResult } from '../../base/faults';
import { type Connection, type ConnectionOptions, connectionFilter, connections } from '../../reachability';
import type { ConnectionsFormat } from '../../reports/connections/formats';
import { portFilter } from '../options/port-filter';
import { printConnections } from '../printing/connections';
import { warnOfMisfits } from '../printing/misfits';
import { reportReadingLater } from '../reading';
import { type EngineOptions, readState, standInNotes } from '../state';
import { say } from '../terminal';

export interface ReachOptions extends EngineOptions {
  readonly format: ConnectionsFormat;
  /** Source to list; all if unset. */
  readonly from?: string;
  /** Destination to list; all if unset. */
  readonly to?: string;
  /** Either end of the listed connections; any if unset. */
  readonly focus?: string;
  /** Ports to list; all if unset. */
  readonly port?: string;
  /** Whether to print the rules that admit each connection. @default false */
  readonly explain?: boolean;
  /** Whether connections between pods of the same workload are listed. @default - if source and destination are the same workload */
  readonly itself?: boolean;
}

/** Prints who can connect to whom. @returns the exit code */
export const runReach = (
  paths: readonly string[],
  { format, from, to, focus, port, explain = false, itself = isSame(from, to), ...engine }: ReachOptions,
): Promise<number> =>
  reportReadingLater(
    engine,
    async (read) => {
      const state = readState(paths, { ...engine, read });
      const { model } = state;
      const chosen = everyResult<ConnectionOptions>([
        () => connectionFilter(model, { from, to, focus }),
        () => (port === undefined ? {} : { ports: portFilter(state, port) }),
      ]);
      const wanted: ConnectionOptions = Object.assign({ itself }, ...chosen);
      const count = { listed: 0 };
      const list = counted(connections(model, wanted), count);
      await printConnections(state, list, { format, explain, wanted, title: 'Who can connect to whom', command: 'reach' });
      warnOfMisfits(model);
      const { ignored } = model.objects;
      if (ignored.size > 0) say(`Not looked at: ${[...ignored].map(([kind, count]) => `${count} ${kind}`).join(', ')}.\n`);
      if (count.listed === 0 && model.ends.length > 0) say('No connection that you asked for is possible.\n');
      for (const note of standInNotes(state)) say(`${note}\n`);
      return 0;
    },
    'nothing was listed',
  );

/** Whether both requested ends are the same workload: of a whole namespace, the connections between its workloads matter. */
const isSame = (from: string | undefined, to: string | undefined): boolean => from !== undefined && to !== undefined && !`${from}${to}`.includes('*');

function* counted(list: Iterable<Connection>, count: { listed: number }): Generator<Connection> {
  for (const connection of list) {
    count.listed++;
    yield connection;
  }
}
