import type { Plan } from '../plan/model';
import { appTemplate } from './app-template/app-template';
import { blackboxExporter } from './blackbox-exporter';
import type { ChartName, HelmChart, HelmValues } from './chart';
import { formatValues } from './format';
import { haproxy } from './haproxy';
import { ingressNginx } from './ingress-nginx';
import { kong } from './kong';
import { traefik } from './traefik/traefik';

/** The charts that values can be rendered for. */
export const charts: Readonly<Record<ChartName, HelmChart>> = {
  'app-template': appTemplate,
  haproxy,
  'ingress-nginx': ingressNginx,
  kong,
  'prometheus-blackbox-exporter': blackboxExporter,
  traefik,
};

/** Their names, sorted. */
export const chartNames: readonly ChartName[] = Object.values(charts)
  .map(({ name }) => name)
  .sort();

export const isChartName = (name: string): name is ChartName => chartNames.some((known) => known === name);

/** The values of a chart for an installation, undefined if its plan has nothing for the chart. */
export function valuesFor(plan: Plan, chart: ChartName): HelmValues | undefined {
  const { versions, reference, values } = charts[chart];
  const made = values(plan);
  return Object.keys(made.values).length > 0 ? { installation: plan.installation, chart, versions, reference, ...made } : undefined;
}

/** The values files of an installation by name: one for each chart that its plan has something for. */
export const valuesFiles = (plan: Plan): Readonly<Record<string, string>> =>
  Object.fromEntries(
    chartNames.flatMap((chart) => {
      const values = valuesFor(plan, chart);
      return values ? [[`${chart}.yaml`, formatValues(values)]] : [];
    }),
  );
