import { failing, type Severity } from '../../checks';
import { changedExposures } from '../../checks/exposure-changes';
import { connectionChanges, connections, type Model, modelOf, readPaths } from '../../reachability';
import { type DifferenceFormat, formatDifference } from '../../reports/difference';
import { formatFindings } from '../../reports/findings';
import { planOfFile } from '../../synth/installations';
import { warnOfMisfits } from '../misfits';
import { reportFaults } from '../report-faults';
import { type EngineOptions, modelOptions } from './reach';

export interface DiffOptions extends EngineOptions {
  readonly format: DifferenceFormat;
  readonly failOn: Severity;
  /** What the two states are called in the output. */
  readonly beforeName?: string;
  readonly afterName?: string;
}

/** Prints which connections and ways in two states of manifests differ by. @returns the exit code: 1 where a change is as severe as asked for */
export const runDiff = (before: string, after: string, { format, failOn, beforeName, afterName, ...engine }: DiffOptions): number =>
  reportFaults(
    () => {
      // Settings of the new state tell which new ways in were chosen.
      const plan = engine.settings === undefined ? undefined : planOfFile(engine.settings);
      const options = modelOptions(engine);
      const [old, now] = [modelOf(readPaths([before]), options), modelOf(readPaths([after]), options)];
      const state = (model: Model) => ({ connections: connections(model), titles: new Set(model.ends.map(({ title }) => title)) });
      const difference = {
        connections: connectionChanges(state(old), state(now)),
        unknown: connectionChanges(state(old), state(now), 'unknown'),
        exposures: changedExposures(old, now, plan),
      };
      process.stdout.write(formatDifference(difference, format, { before: beforeName, after: afterName }));
      warnOfMisfits(old, now);
      const failures = failing(difference.exposures, failOn);
      if (format === 'csv' && failures.length > 0) process.stderr.write(formatFindings(failures, 'text'));
      return failures.length > 0 ? 1 : 0;
    },
    { exitCode: 2, consequence: 'nothing was compared' },
  );
