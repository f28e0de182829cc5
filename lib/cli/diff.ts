import { failing, type Severity } from '../checks';
import { changedExposures } from '../checks/exposure-changes';
import { planOfFile } from '../installations';
import { type ConnectionChange, connectionChanges, connections, formatChanges, formatPorts, type Model, modelOf, readPaths } from '../reachability';
import { findingsJson, formatFindings } from '../reports/findings';
import { type EngineOptions, modelOptions } from './reach';
import { reportFaults } from './report-faults';

export interface DiffOptions extends EngineOptions {
  readonly format: 'text' | 'csv' | 'json';
  readonly failOn: Severity;
}

/** Prints which connections and ways in two states of manifests differ by. @returns the exit code: 1 where a change is as severe as asked for */
export const runDiff = (before: string, after: string, { format, failOn, ...engine }: DiffOptions): number =>
  reportFaults(
    () => {
      // Settings of the new state tell which new ways in were chosen.
      const plan = engine.settings === undefined ? undefined : planOfFile(engine.settings);
      const options = modelOptions(engine);
      const [old, now] = [modelOf(readPaths([before]), options), modelOf(readPaths([after]), options)];
      const findings = changedExposures(old, now, plan);
      const state = (model: Model) => ({ connections: connections(model), titles: new Set(model.ends.map(({ title }) => title)) });
      const changes = connectionChanges(state(old), state(now));
      const unsure = connectionChanges(state(old), state(now), 'unknown');
      if (format === 'json')
        process.stdout.write(
          `${JSON.stringify({ connections: changes.map(toJson), unknown: unsure.map(toJson), exposures: findingsJson(findings) }, null, 2)}\n`,
        );
      else {
        process.stdout.write(formatChanges(changes, format));
        if (format === 'text' && unsure.length > 0)
          process.stdout.write(formatChanges(unsure, format).replace('Connectivity diff:', 'Of what cannot be said:'));
        if (format === 'text' && findings.length > 0) process.stdout.write(`Ways in from outside:\n${formatFindings(findings, 'text')}`);
      }
      return failing(findings, failOn).length > 0 ? 1 : 0;
    },
    { exitCode: 2, consequence: 'nothing was compared' },
  );

const toJson = ({ kind, source, destination, before, after, workloads }: ConnectionChange) => ({
  kind,
  source,
  destination,
  before: formatPorts(before),
  after: formatPorts(after),
  ...(workloads.length > 0 && { workloads }),
});
