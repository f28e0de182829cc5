import { InputError } from '../base/faults';
import { modelOptionsOfAll } from '../checks/intent/plan-intent';
import type { Plan } from '../plan';
import { type Manifests, type Model, type ModelOptions, modelOf } from '../reachability';
import { planOfFile } from '../synth/installations';
import { settingsBeside } from '../synth/settings-beside';
import { type AssumptionArguments, assumptionsOf } from './assumptions';
import type { ReadingOptions, ReadManifests } from './reading';

/** What the engine is told beside manifests. */
export interface EngineOptions extends AssumptionArguments, ReadingOptions {
  /** Settings whose workloads stand in where the manifests hold no pods. */
  readonly settings?: string;
}

/** The same, with the way to read manifests. */
export interface Engine extends EngineOptions {
  readonly read: ReadManifests;
}

/** Settings by which a state is looked at. */
export interface StateSettings {
  readonly plans: readonly Plan[];
  /** Files that nobody named; they lie beside the manifests. */
  readonly found: readonly string[];
  /** Such files that have faults, and so do not count. */
  readonly faulty: readonly string[];
}

export const noSettings: StateSettings = { plans: [], found: [], faulty: [] };

/** Manifests put in order, with the settings that were used for that. */
export interface State extends StateSettings {
  readonly model: Model;
}

/** @throws InputError where the settings have faults */
export const settingsNamed = (file: string): StateSettings => ({ ...noSettings, plans: [planOfFile(file)] });

/** Settings that lie beside manifests. Nobody asked for them, so that their faults do not fail a command: with faults they do not count. */
export function settingsFound(files: readonly string[]): StateSettings {
  try {
    return { ...noSettings, plans: files.map(planOfFile), found: files };
  } catch (error) {
    if (error instanceof InputError) return { ...noSettings, faulty: files };
    throw error;
  }
}

/**
 * Puts manifests in order. Where they hold no pods the workloads of the settings stand in, and what Services and policies select where these do not tell.
 * @param emptyNamespaces in which nothing stands in
 * @throws InputError where manifests have faults
 */
export function stateOf(manifests: Manifests, engine: EngineOptions, settings: StateSettings, emptyNamespaces?: ReadonlySet<string>): State {
  const options = optionsOf(engine, settings.plans);
  return { ...settings, model: modelOf(manifests, { ...options, ...(emptyNamespaces && { emptyNamespaces }) }) };
}

/** Reads manifests, once, since the standard input cannot be read again. As `stateOf`, with the settings that are named, or, where there are no pods at all, those beside the manifests. */
export function readState(paths: readonly string[], engine: Engine): State {
  const manifests = engine.read(paths);
  if (engine.settings !== undefined) return stateOf(manifests, engine, settingsNamed(engine.settings));
  const state = stateOf(manifests, engine, noSettings);
  if (state.model.objects.workloads.length > 0) return state;
  const settings = settingsFound(paths.flatMap(settingsBeside));
  return settings.plans.length > 0 ? stateOf(manifests, engine, settings) : { ...state, ...settings };
}

const optionsOf = (engine: EngineOptions, plans: readonly Plan[]): ModelOptions => ({
  ...modelOptionsOfAll(plans),
  ...assumptionsOf(engine),
  inferStandIns: true,
});

/** What stands in for pods that were not given, and what it was made of: a line each. Settings that were named speak for themselves. */
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
          'The input holds no pods, and no Service or policy that selects pods, so there is nothing to list; give --settings FILE to use the workloads of the settings.',
        ]),
  ];
}
