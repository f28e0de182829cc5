import { resolve } from 'node:path';
import { failing, type Severity } from '../../checks';
import { changedExposures } from '../../checks/exposure-changes';
import { connectionChanges, connections, type Model } from '../../reachability';
import { type DifferenceFormat, formatDifference } from '../../reports/difference';
import { formatFindings } from '../../reports/findings';
import { settingsBeside } from '../../synth/settings-beside';
import { warnOfMisfits } from '../misfits';
import { reportFaults } from '../report-faults';
import { type EngineOptions, noSettings, type State, type StateSettings, settingsFound, settingsNamed, standInNotes, stateOf } from '../state';
import { print, say } from '../terminal';

export interface DiffOptions extends EngineOptions {
  readonly format: DifferenceFormat;
  readonly failOn: Severity;
  /** Settings of one state. @default - those of both, or what lies beside each */
  readonly oldSettings?: string;
  readonly newSettings?: string;
  /** What the two states are called in the output. */
  readonly beforeName?: string;
  readonly afterName?: string;
}

/** Prints which connections and ways in two states of manifests differ by. @returns the exit code: 1 where a change is as severe as asked for */
export const runDiff = (before: string, after: string, { format, failOn, beforeName, afterName, ...options }: DiffOptions): number =>
  reportFaults(
    () => {
      const [old, now] = states(before, after, options);
      const state = (model: Model) => ({ connections: connections(model), titles: new Set(model.ends.map(({ title }) => title)) });
      const difference = {
        connections: connectionChanges(state(old.model), state(now.model)),
        unknown: connectionChanges(state(old.model), state(now.model), 'unknown'),
        exposures: changedExposures(old.model, now.model, now.plans[0]),
      };
      print(formatDifference(difference, format, { before: beforeName, after: afterName }));
      warnOfMisfits(old.model, now.model);
      const failures = failing(difference.exposures, failOn);
      if (format === 'csv' && failures.length > 0) say(formatFindings(failures, 'text'));
      for (const note of [...standInNotes(old).map((text) => `${before}: ${text}`), ...standInNotes(now).map((text) => `${after}: ${text}`)])
        say(`${note}\n`);
      return failures.length > 0 ? 1 : 0;
    },
    { consequence: 'nothing was compared' },
  );

type StatesOptions = Pick<DiffOptions, 'oldSettings' | 'newSettings'> & EngineOptions;

/** Both states, each with its own settings: those that are named, or what lies beside each, if that is not the same file, which could be true of one only. */
function states(before: string, after: string, { oldSettings, newSettings, ...engine }: StatesOptions): readonly [State, State] {
  const named = [oldSettings ?? engine.settings, newSettings ?? engine.settings] as const;
  const [old, now] = [named[0] === undefined ? settingsBeside(before) : [named[0]], named[1] === undefined ? settingsBeside(after) : [named[1]]];
  const shared = old.some((file) => now.some((other) => resolve(file) === resolve(other)));
  const settingsOf = (file: string | undefined, found: readonly string[]): StateSettings =>
    file !== undefined ? settingsNamed(file) : shared ? noSettings : settingsFound(found);
  const both = [settingsOf(named[0], old), settingsOf(named[1], now)] as const;
  // Found for one state alone they would compare a plan with what selectors tell.
  const [a, b] = both.every(({ plans }) => plans.length > 0) ? both : [keepNamed(both[0]), keepNamed(both[1])];
  return [stateOf([before], engine, a), stateOf([after], engine, b)];
}

const keepNamed = (settings: StateSettings): StateSettings => (settings.found.length > 0 ? { ...noSettings, faulty: settings.faulty } : settings);
