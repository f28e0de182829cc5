import { type Fault, InputError } from '../base/faults';
import { failing, nothingLookedAt, unprovenInstallations, verifyPlans } from '../checks';
import { type Plan, planFrom } from '../plan';
import { formatReference, fromObjects } from '../reachability';
import { plansInCode } from '../synth/settings/settings-in-code';
import { type Config, readConfig } from './config';
import { isLocal, manifestOf, place } from './place';
import { type Item, type ResourceList, readResourceList, writeResourceList } from './resource-list';
import { configResult, faultResult, findingResult, type Result } from './results';

/** The answer of the function. */
export interface Answer {
  /** A ResourceList, with results; after a fault the items are those that were given. */
  readonly output: string;
  readonly results: readonly Result[];
  /** Whether the orchestrator must stop: because the input cannot be used, or because of findings in it. */
  readonly failed?: 'input' | 'findings';
}

/**
 * A function of the KRM functions specification: a ResourceList in, a ResourceList out.
 * @param text what the orchestrator wrote to the standard input
 * @param today YYYY-MM-DD, with which the ends of waivers are compared
 */
export function runFunction(text: string, today: string): Answer {
  const list = attempt(() => readResourceList('<stdin>', text));
  if ('faults' in list) return unusable({ items: [] }, list.faults.map(faultResult));
  const config = attempt(() => readConfig(list.functionConfig));
  if ('faults' in config)
    return unusable(
      list,
      config.faults.map((fault) => configResult(list.functionConfig, fault, (field) => field)),
    );
  const unsound = list.items.flatMap((item, index) => fromObjects([item.value]).faults.map((fault) => itemFault(fault, index)));
  const planned = attempt(() => (config.settings === undefined ? plansLeftIn(list.items) : [planFrom(config.settings)]));
  const faults = [
    ...unsound.map(faultResult),
    ...('faults' in planned ? planned.faults.map((fault) => configResult(list.functionConfig, fault, config.fieldOf)) : []),
  ];
  if (faults.length > 0 || 'faults' in planned) return unusable(list, faults);
  return answer(list, config, planned, today);
}

function answer(list: ResourceList, { kind }: Config, plans: readonly Plan[], today: string): Answer {
  const [plan] = plans;
  const placed = kind === 'BlueMindNetwork' && plan ? place(list.items, plan) : { items: list.items, removed: [] };
  const proved = attempt(() => prove(placed.items, plans, today));
  if ('faults' in proved) return unusable(list, proved.faults.map(faultResult));
  const results = [
    ...proved.map((finding) => findingResult(finding, placed.items)),
    ...(kind === 'BlueMindNetwork' ? plans.flatMap(byHand) : []),
    ...placed.removed.flatMap(removedResult),
  ];
  const nothing = nothingLookedAt(proved);
  const isFailed = failing(proved, 'error').length > 0 || nothing !== undefined;
  const said = results.map((result) => (nothing && result.tags?.rule === nothing.rule ? { ...result, severity: 'error' as const } : result));
  return {
    output: writeResourceList({ ...list, items: isFailed ? list.items : placed.items }, said),
    results: said,
    ...(isFailed && { failed: 'findings' as const }),
  };
}

function prove(items: readonly Item[], plans: readonly Plan[], today: string) {
  const manifests = fromObjects(
    items.flatMap(({ value }) => {
      const manifest = manifestOf(value);
      return manifest === undefined || isLocal(manifest) ? [] : [value];
    }),
  );
  return [...verifyPlans(manifests, plans, today), ...unprovenInstallations(manifests, plans)];
}

/** What settings in code leave in the manifests. */
function plansLeftIn(items: readonly Item[]): readonly Plan[] {
  const plans = plansInCode(fromObjects(items.map(({ value }) => value)));
  if (plans.length > 0) return plans;
  throw new InputError([
    { message: `spec is missing; expected the settings of an installation, since no BlueMindNetwork left its own in the items` },
  ]);
}

/** Manual steps and facts for people, which synth prints in the terminal. */
const byHand = ({ checklist }: Plan): readonly Result[] =>
  checklist.flatMap(({ warning, entryPoint, what }) => (warning ? [{ message: `${entryPoint}: ${what}`, severity: 'warning' as const }] : []));

function removedResult({ value }: Item): readonly Result[] {
  const manifest = manifestOf(value);
  return manifest === undefined
    ? []
    : [{ message: `${formatReference(manifest.reference)} is removed: the settings no longer render it, or it appears twice.`, severity: 'info' }];
}

const itemFault = ({ field, message }: Fault, index: number): Fault => ({
  field: [`items[${index}]`, ...(field === undefined ? [] : [field])].join('.'),
  message,
});

const unusable = (list: ResourceList, results: readonly Result[]): Answer => ({
  output: writeResourceList(list, results),
  results,
  failed: 'input',
});

/** The result of a step, or the faults of the input that prevent it. */
function attempt<T extends object>(step: () => T): T | { readonly faults: readonly Fault[] } {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { faults: error.faults };
  }
}
