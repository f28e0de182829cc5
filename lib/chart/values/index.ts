import { makePlan } from '../../plan';
import { type Installation, keepInCluster, resolveInstallation } from '../../settings';
import type { ChartValue, ValueCase } from './chart-value';
import { enabledValue } from './enabled';
import { fieldsOf } from './fields';
import { valueOfField } from './from-field';
import type { Unused } from './unused';

/** The values of an installation's entry points: fields of the settings whose change the plan accepts. */
export function entryPointValues(installation: Installation, unused: Unused): readonly ChartValue[] {
  const { settings } = installation;
  const isUsed = (name: string) => installation.exposures.some(({ entryPoint }) => entryPoint === name && entryPoint !== keepInCluster);
  const isSound = (change: ValueCase['apply']): boolean => makePlan(resolveInstallation(change(settings))).faults.length === 0;
  return Object.entries(settings.entryPoints)
    .filter(([name]) => isUsed(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, entryPoint], number) => [
      enabledValue(installation, name),
      ...fieldsOf(settings, name, entryPoint, unused, number).flatMap((field, index) =>
        valueOfField(field, { entryPoint: name, examples: unused.words(`${number}-${index}`), isSound }),
      ),
    ]);
}
