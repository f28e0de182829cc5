import { InputError } from '../base/faults';
import { modelOptionsOfAll } from '../checks/intent/plan-intent';
import type { Plan } from '../plan';
import { type Manifests, type Model, type ModelOptions, modelOf } from '../reachability';
import { isFile } from '../reports/findings/report';
import { type LoadedInstallation, loadInstallations } from '../synth/settings/installations';
import { settingsBeside } from '../synth/settings/settings-beside';
import { type AssumptionArguments, assumptionsOf } from './options/assumptions';
import type { ReadingOptions, ReadManifests } from './reading';

/** Facts for the engine that are not in manifests. */
export interface EngineOptions extends AssumptionArguments, ReadingOptions {
  /** Settings whose workloads are stand-ins if the manifests contain no pods. */
  readonly settings?: string;
}

/** The same, with the way to read manifests. */
export interface Engine extends EngineOptions {
  readonly read: ReadManifests;
}

/** Settings for a state. */
export interface StateSettings {
  readonly plans: readonly Plan[];
  /** The same with the lines of their files. */
  readonly installations: readonly LoadedInstallation[];
  /** Files that were not named; they are beside the manifests. */
  readonly found: readonly string[];
  /** Such files with faults, which are ignored. */
  readonly faulty: readonly string[];
}

export const noSettings: StateSettings = { plans: [], installations: [], found: [], faulty: [] };

/** The state of manifests, with the settings that were used for it. */
export interface State extends StateSettings {
  readonly model: Model;
  /** The first file that was read, for findings without a position; `stdin` if there is none. */
  readonly input: string;
}

/** @throws InputError if the settings have faults */
export const settingsNamed = (file: string): StateSettings => ({ ...noSettings, ...loaded([file]) });

function loaded(files: readonly string[]): Pick<StateSettings, 'plans' | 'installations'> {
  const installations = loadInstallations({ kind: 'named', files });
  return { installations, plans: installations.map(({ plan }) => plan) };
}

/** Settings beside manifests. Nobody named them, so their faults do not fail a command: settings with faults are ignored. */
export function settingsFound(files: readonly string[]): StateSettings {
  try {
    return { ...noSettings, ...loaded(files), found: files };
  } catch (error) {
    if (error instanceof InputError) return { ...noSettings, faulty: files };
    throw error;
  }
}

/**
 * Makes the state of manifests. If they contain no pods, the workloads of the settings are stand-ins, or else the pods that Services and policies select.
 * @param emptyNamespaces namespaces without stand-ins
 * @throws InputError if manifests have faults
 */
export function stateOf(manifests: Manifests, engine: EngineOptions, settings: StateSettings, emptyNamespaces?: ReadonlySet<string>): State {
  const options = optionsOf(engine, settings.plans);
  return { ...settings, input: firstFileOf(manifests), model: modelOf(manifests, { ...options, ...(emptyNamespaces && { emptyNamespaces }) }) };
}

/** Reads manifests, once, since the standard input cannot be read again. Like `stateOf`, with the named settings, or, if there are no pods, the settings beside the manifests. */
export function readState(paths: readonly string[], engine: Engine): State {
  const manifests = engine.read(paths);
  if (engine.settings !== undefined) return stateOf(manifests, engine, settingsNamed(engine.settings));
  const state = stateOf(manifests, engine, noSettings);
  if (state.model.objects.workloads.length > 0) return state;
  const settings = settingsFound(paths.flatMap(settingsBeside));
  return settings.plans.length > 0 ? stateOf(manifests, engine, settings) : { ...state, ...settings };
}

/** The first file of manifests; `stdin` if they do not come from a file. */
export const firstFileOf = ({ manifests }: Manifests): string => manifests.map(({ position }) => position).find(isFile)?.file ?? 'stdin';

const optionsOf = (engine: EngineOptions, plans: readonly Plan[]): ModelOptions => ({
  ...modelOptionsOfAll(plans),
  ...assumptionsOf(engine),
  inferStandIns: true,
});

/** Stand-ins for pods that are not in the manifests, and their origin, one line each. Nothing for named settings. */
export function standInNotes({ model: { workloads }, found, faulty }: State): readonly string[] {
  const standing = (which: 'given' | 'inferred') =>
    workloads.filter(({ standsIn }) => standsIn === which).map(({ namespace, name }) => `${namespace}/${name}`);
  const note = (names: readonly string[], source: string) =>
    names.length > 0 ? [`No pods of ${names.join(', ')}: stand-ins, made from ${source}.`] : [];
  return [
    ...faulty.map((file) => `${file} has faults and is ignored.`),
    ...(found.length > 0 ? note(standing('given'), found.join(', ')) : []),
    ...note(standing('inferred'), 'the selectors and ports of Services and policies'),
    ...(workloads.length > 0
      ? []
      : [
          'The input contains no pods, and no Service or policy that selects pods, so there is nothing to list; give --settings FILE to use the workloads of the settings.',
        ]),
  ];
}
