import { InputError } from '../../base/faults';
import { didYouMean, listWords, oneOf } from '../../base/words';
import { type ChartName, chartNames, charts, formatValues, formatValuesConfigMap, isChartName, valuesFor } from '../../helm';
import type { Plan } from '../../plan';
import { loadPlans } from '../../synth/settings/installations';
import { chooseSettings } from '../../synth/settings/settings-files';
import { reportFaults } from '../printing/report-faults';
import { printDocument } from '../terminal';

export interface ValuesOptions {
  /** Whether to print a ConfigMap for a Flux HelmRelease instead of the values. */
  readonly configMap?: true;
}

/** Prints the Helm values of a chart for the only installation that has any. @returns the exit code */
export const runValues = (chart: string, files: readonly string[], { configMap }: ValuesOptions = {}): number =>
  reportFaults(
    () => {
      const name = knownChart(chart);
      const { plan, values } = theOnly(name, loadPlans(chooseSettings(files)));
      printDocument(configMap ? formatValuesConfigMap(values, plan) : formatValues(values));
      return 0;
    },
    { consequence: 'nothing was printed' },
  );

function knownChart(chart: string): ChartName {
  if (isChartName(chart)) return chart;
  throw fault(`'${chart}': there are no values for such a chart; expected ${oneOf(chartNames)}${didYouMean(chart, chartNames)}`);
}

/** One stream contains the values of only one installation. */
function theOnly(chart: ChartName, plans: readonly Plan[]) {
  const found = plans.flatMap((plan) => {
    const values = valuesFor(plan, chart);
    return values ? [{ plan, values }] : [];
  });
  const [first, ...more] = found;
  if (!first)
    throw fault(`no values for ${chart}: ${describe(plans)} ${plans.length === 1 ? 'needs' : 'need'} none; the chart is for ${charts[chart].serves}`);
  if (more.length > 0)
    throw fault(
      `${describe(found.map(({ plan }) => plan))} have values for ${chart}, and one output cannot hold two; name the settings file of one, or take all of them from the folder values/ that synth writes`,
    );
  return first;
}

const describe = (plans: readonly Plan[]): string =>
  `${plans.length === 1 ? 'installation' : 'installations'} ${listWords(plans.map(({ installation }) => installation))}`;

const fault = (message: string): InputError => new InputError([{ field: 'values', message }]);
