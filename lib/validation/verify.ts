import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { isOurs } from '../base/rendered-files';
import { today } from '../base/today';
import { type Finding, unprovenInstallations, verifyPlans } from '../checks';
import type { Plan } from '../plan';
import { type AssumptionOptions, isKustomizeFile, type Manifests, readPaths, readText, together } from '../reachability';
import { renderManifests } from '../synth/render';
import { loadPlans } from '../synth/settings/installations';
import { chooseSettings } from '../synth/settings/settings-files';
import { plansInCode } from '../synth/settings/settings-in-code';

/**
 * Checks the files of an app against the settings of each installation in them.
 * @param paths files that only kustomize reads are skipped
 * @param settings settings files; without any, the settings that were written in code count, and without these the files of installations/
 * @throws InputError if settings or manifests have faults
 */
export function verifyApp(paths: readonly string[], settings: readonly string[], assumptions: AssumptionOptions = {}): readonly Finding[] {
  const files = paths.filter((path) => !isKustomizeFile(basename(path)));
  const own = files.filter(isRendered);
  const others = readPaths(files.filter((file) => !own.includes(file)));
  const inCode = plansInCode(others);
  const given = settings.length > 0 || inCode.length === 0 ? loadPlans(chooseSettings(settings)) : [];
  const plans = [...given, ...inCode.filter((plan) => !given.some((other) => isSame(plan, other)))];
  const all = together([others, readPaths(own.filter((file) => !isOfChart(file)))]);
  const judged =
    own.length === 0 || plans.length === 1
      ? verifyPlans(own.some(isOfChart) ? withCharts(others, plans) : all, plans, today(), assumptions)
      : plans.flatMap((plan) => verifyPlans(together([others, renderedOf(plan, own)]), [plan], today(), assumptions));
  return [...judged, ...unprovenInstallations(all, plans)];
}

const isSame = (a: Plan, b: Plan): boolean => a.installation === b.installation && a.namespace === b.namespace;

/** Whether the commands of this tool wrote the file, with one folder for each installation; files of other apps have no such first line. */
const isRendered = (file: string): boolean => isOurs(readFileSync(file, 'utf8'));

/** The files in the folder of an installation: other folders may be for other clusters. */
function renderedOf(plan: Plan, own: readonly string[]): Manifests {
  const files = own.filter((file) => relative('', file).split(sep).includes(plan.installation));
  return files.some(isOfChart) ? withCharts(readPaths([]), [plan]) : readPaths(files);
}

/** Templates of a chart are not manifests; with its default values they render the manifests of the plan. */
const withCharts = (others: Manifests, plans: readonly Plan[]): Manifests =>
  together([others, ...plans.map((plan) => readText('templates', renderManifests(plan).stream))]);

const isOfChart = (path: string): boolean => basename(dirname(path)) === 'templates' && existsSync(join(dirname(path), '../Chart.yaml'));
