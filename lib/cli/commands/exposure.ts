import { everyResult } from '../../base/faults';
import { type ConnectionOptions, connectionFilter, potentialConnections, unprotectedEnds } from '../../reachability';
import type { ConnectionsFormat } from '../../reports/connections/formats';
import { formatExposureJson, formatUnprotected, unprotectedReport } from '../../reports/connections/potential';
import { portFilter } from '../options/port-filter';
import { printConnections } from '../printing/connections';
import { warnOfMisfits } from '../printing/misfits';
import { printIn } from '../printing/print-in';
import { reportReadingLater } from '../reading';
import { type EngineOptions, readState, standInNotes } from '../state';
import { print, say } from '../terminal';

export interface ExposureOptions extends EngineOptions {
  readonly format: ConnectionsFormat;
  /** The workload at either end of the listed connections; any if unset. */
  readonly focus?: string;
  /** Ports to list; all if unset. */
  readonly port?: string;
  /** Whether to print the rules that admit each connection. @default false */
  readonly explain?: boolean;
}

/** Prints which connections policies would admit from and to pods that are not in the manifests. @returns the exit code */
export const runExposure = (paths: readonly string[], { format, focus, port, explain = false, ...engine }: ExposureOptions): Promise<number> =>
  reportReadingLater(
    engine,
    async (read) => {
      const state = readState(paths, { ...engine, read });
      const { model } = state;
      const chosen = everyResult<ConnectionOptions>([
        () => connectionFilter(model, { focus }),
        () => (port === undefined ? {} : { ports: portFilter(state, port) }),
      ]);
      const wanted: ConnectionOptions = Object.assign({}, ...chosen);
      const list = potentialConnections(model, wanted);
      const unprotected = unprotectedEnds(model).filter(({ end }) => wanted.either?.(end) ?? true);
      if (format === 'json' && !explain) print(formatExposureJson(list, unprotected));
      else
        await printConnections(state, list, {
          format,
          explain,
          wanted: { ...wanted, from: () => false },
          title: 'What policies would admit',
          command: 'exposure',
          besides: unprotectedReport(model, unprotected),
        });
      if (format === 'text' || format === 'markdown') printIn(format, formatUnprotected(unprotected, format));
      warnOfMisfits(model);
      if (list.length === 0 && model.ends.length > 0) say('No policy would admit a pod that is not given.\n');
      for (const note of standInNotes(state)) say(`${note}\n`);
      return 0;
    },
    'nothing was listed',
  );
