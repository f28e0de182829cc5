import { type Connection, type ConnectionFormat, connectionFilter, connections } from '../../reachability';
import { formatConnectionList } from '../../reports/connections';
import { warnOfMisfits } from '../misfits';
import { reportReading } from '../reading';
import { type EngineOptions, readState, standInNotes } from '../state';
import { print, say } from '../terminal';

export interface ReachOptions extends EngineOptions {
  readonly format: ConnectionFormat;
  /** Source to list; every one where unset. */
  readonly from?: string;
  /** Destination to list; every one where unset. */
  readonly to?: string;
  /** Whether pods of a workload with others of the same are listed. @default - where source and destination are one and the same */
  readonly itself?: boolean;
}

/** Prints who can connect to whom. @returns the exit code */
export const runReach = (paths: readonly string[], { format, from, to, itself = isSame(from, to), ...engine }: ReachOptions): number =>
  reportReading(
    engine,
    (read) => {
      const state = readState(paths, { ...engine, read });
      const { model } = state;
      const list = connections(model, { ...connectionFilter(model, { from, to }), itself });
      const count = { listed: 0 };
      for (const text of formatConnectionList(counted(list, count), format)) print(text);
      warnOfMisfits(model);
      const { ignored } = model.objects;
      if (ignored.size > 0) say(`Not looked at: ${[...ignored].map(([kind, count]) => `${count} ${kind}`).join(', ')}.\n`);
      if (count.listed === 0 && model.ends.length > 0) say('Nothing of what was asked for can connect.\n');
      for (const note of standInNotes(state)) say(`${note}\n`);
      return 0;
    },
    'nothing was listed',
  );

/** Whether two ends are asked for that may be one: of a whole namespace it is its workloads among each other that matter. */
const isSame = (from: string | undefined, to: string | undefined): boolean => from !== undefined && to !== undefined && !`${from}${to}`.includes('*');

function* counted(list: Iterable<Connection>, count: { listed: number }): Generator<Connection> {
  for (const connection of list) {
    count.listed++;
    yield connection;
  }
}
