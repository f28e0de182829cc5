import { resolve } from 'node:path';
import { everyResult } from '../../base/faults';
import { inputName } from '../../base/input-file';
import { accessMatrix, allWays, changeAssertions, changeFindings, differenceOf, intentOfModel, type Severity, severities } from '../../checks';
import { gravest } from '../../checks/changes/difference';
import { portNamesOf } from '../../checks/intent/end-port-names';
import { connections, type Manifests } from '../../reachability';
import { formatDifference } from '../../reports/difference';
import type { DifferenceFormat } from '../../reports/difference/formats';
import type { DifferenceReport } from '../../reports/difference/report';
import { formatRest } from '../../reports/difference/text';
import { formatMap } from '../../reports/map';
import { differenceMap } from '../../reports/map/difference-map';
import { installationMap } from '../../reports/map/installation-map';
import { type ComparedState, differenceSection } from '../../reports/page/difference-page';
import { pageHtml } from '../../reports/page/page-html';
import { settingsPlaceOf } from '../../synth/settings/installations';
import { settingsBeside } from '../../synth/settings/settings-beside';
import { mapOfState } from '../printing/connections-map';
import { warnOfMisfits } from '../printing/misfits';
import { printIn } from '../printing/print-in';
import { reportReading, reportReadingLater } from '../reading';
import {
  type Engine,
  type EngineOptions,
  noSettings,
  type State,
  type StateSettings,
  settingsFound,
  settingsNamed,
  standInNotes,
  stateOf,
} from '../state';
import { printDocument, say } from '../terminal';

export interface DiffOptions extends EngineOptions {
  readonly format: DifferenceFormat;
  readonly failOn: Severity;
  /** Settings of one state. @default - those of both, or the settings file beside each */
  readonly oldSettings?: string;
  readonly newSettings?: string;
  /** Names of the two states in the output. */
  readonly beforeName?: string;
  readonly afterName?: string;
}

/** Prints which connections and ways in differ between two states of manifests. @returns the exit code: 1 if a change is at least as severe as `--fail-on` */
export const runDiff = (before: string, after: string, { format, failOn, beforeName, afterName, ...options }: DiffOptions): number =>
  reportReading(
    options,
    (read) => {
      const { old, now, difference, code } = compared(before, after, { ...options, failOn, read });
      const names = { before: beforeName, after: afterName };
      const findings = changeFindings(difference, now.model, now.plans, old.model);
      const report: DifferenceReport = {
        command: 'diff',
        difference,
        names,
        portNames: (end) => portNamesOf(now.model, now.plans, end),
        findings,
        assertions: changeAssertions(difference, findings, now.model),
        failOn,
        settingsPlace: settingsPlaceOf(now.installations),
        input: now.input,
        folder: process.cwd(),
      };
      printIn(format, formatDifference(report, format));
      if (format === 'csv') say(formatRest(difference, names));
      sayNotes(before, after, old, now);
      return code;
    },
    'nothing was compared',
  );

/** Prints a drawing of what changes. @returns the exit code of `runDiff` */
export const runDiffDrawing = (before: string, after: string, { failOn, ...options }: Omit<DiffOptions, 'format'>): Promise<number> =>
  reportReadingLater(
    options,
    async (read) => {
      const { old, now, difference, code } = compared(before, after, { ...options, failOn, read });
      printDocument(
        await formatMap(
          differenceMap(difference, (end) => portNamesOf(now.model, now.plans, end)),
          'svg',
        ),
      );
      sayNotes(before, after, old, now);
      return code;
    },
    'nothing was compared',
  );

/** Prints the same as a page, with both states side by side. @returns the exit code of `runDiff` */
export const runDiffPage = (
  before: string,
  after: string,
  { failOn, beforeName = 'ref1', afterName = 'ref2', ...options }: Omit<DiffOptions, 'format'>,
): Promise<number> =>
  reportReadingLater(
    options,
    async (read) => {
      const { old, now, difference, code } = compared(before, after, { ...options, failOn, read });
      const section = differenceSection(
        `${inputName(before)} and ${inputName(after)}`,
        [comparedState(`Before (${beforeName})`, old), comparedState(`After (${afterName})`, now)],
        difference,
      );
      printDocument(await pageHtml({ title: 'What a change opens', sections: [section] }));
      sayNotes(before, after, old, now);
      return code;
    },
    'nothing was compared',
  );

/** A state with its connections. */
function comparedState(title: string, state: State): ComparedState {
  const { model, plans } = state;
  const intent = intentOfModel(model, plans);
  const access = accessMatrix(model, intent);
  const map =
    plans.length > 0
      ? installationMap({ title: 'Who reaches what', ways: allWays(model, intent), access, connections: intent.connections })
      : mapOfState(state, [...connections(model)], {});
  return { title, access, map };
}

/** Both states, their differences, and the resulting exit code. */
function compared(before: string, after: string, { failOn, ...options }: StatesOptions & Pick<DiffOptions, 'failOn'>) {
  const [old, now] = states(before, after, options);
  const difference = differenceOf(old.model, now.model, now.plans);
  const severity = gravest(difference);
  return { old, now, difference, code: severity !== undefined && severities.indexOf(severity) >= severities.indexOf(failOn) ? 1 : 0 };
}

function sayNotes(before: string, after: string, old: State, now: State): void {
  warnOfMisfits(old.model, now.model);
  for (const note of [
    ...standInNotes(old).map((text) => `${inputName(before)}: ${text}`),
    ...standInNotes(now).map((text) => `${inputName(after)}: ${text}`),
  ])
    say(`${note}\n`);
}

type StatesOptions = Pick<DiffOptions, 'oldSettings' | 'newSettings'> & Engine;

/** Both states, each with its own settings: those that are named, or the file beside each if it is not the same file for both, since it could be right for only one. */
function states(before: string, after: string, { oldSettings, newSettings, ...engine }: StatesOptions): readonly [State, State] {
  const named = [oldSettings ?? engine.settings, newSettings ?? engine.settings] as const;
  const [old, now] = [named[0] === undefined ? settingsBeside(before) : [named[0]], named[1] === undefined ? settingsBeside(after) : [named[1]]];
  const shared = old.some((file) => now.some((other) => resolve(file) === resolve(other)));
  const settingsOf = (file: string | undefined, found: readonly string[]): StateSettings =>
    file !== undefined ? settingsNamed(file) : shared ? noSettings : settingsFound(found);
  // A file for both is read once, since standard input cannot be read again and its faults must be reported once.
  const [a = noSettings, b = a] = everyResult(
    named[0] !== undefined && named[0] === named[1]
      ? [() => settingsOf(named[0], old)]
      : [() => settingsOf(named[0], old), () => settingsOf(named[1], now)],
  );
  // If only one state had settings, a plan would be compared with guesses from selectors.
  const settings = [a, b].every(({ plans }) => plans.length > 0) ? ([a, b] as const) : ([keepNamed(a), keepNamed(b)] as const);
  // Once, since standard input cannot be read again.
  const [oldManifests, nowManifests] = [engine.read([before]), engine.read([after])];
  const read = (manifests: Manifests, own: StateSettings) => (empty?: ReadonlySet<string>) => stateOf(manifests, engine, own, empty);
  const [readOld, readNow] = [read(oldManifests, settings[0]), read(nowManifests, settings[1])];
  const [oldState = readOld(), nowState = readNow()] = everyResult([() => readOld(), () => readNow()]);
  return [settle(oldState, nowState, readOld), settle(nowState, oldState, readNow)];
}

/** If one state has pods in a namespace and the other has none, the pods are the difference, so no stand-ins are used. */
function settle(state: State, other: State, read: (empty: ReadonlySet<string>) => State): State {
  const inhabited = new Set(other.model.objects.workloads.map(({ reference }) => reference.namespace ?? ''));
  const isGuessed = state.model.workloads.some(({ namespace, standsIn }) => standsIn === 'inferred' && inhabited.has(namespace));
  return isGuessed && state.model.objects.workloads.length > 0 ? read(inhabited) : state;
}

const keepNamed = (settings: StateSettings): StateSettings => (settings.found.length > 0 ? { ...noSettings, faulty: settings.faulty } : settings);
