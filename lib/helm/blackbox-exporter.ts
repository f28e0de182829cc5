import type { Plan } from '../plan/model';
import type { ChartValues, HelmChart, HelmMap, HelmValue } from './chart';

/**
 * The chart hands config on to the exporter as its configuration; Helm merges the maps of modules of several files.
 * Keys: values.yaml of chart 11 (prometheus-community).
 */
export const blackboxExporter: HelmChart = {
  name: 'prometheus-blackbox-exporter',
  versions: '8 to 11',
  reference: 'prometheus-community/prometheus-blackbox-exporter',
  serves: 'exposed ports that it probes, with monitoring: prometheus',
  values: blackboxValues,
};

function blackboxValues({ monitoring }: Plan): ChartValues {
  if (!monitoring) return { comment: [], values: {} };
  const modules = Object.fromEntries(Object.entries(monitoring.modules).map(([name, module]) => [name, valuesOf(module)]));
  return {
    comment: [
      'The modules name no host: one exporter with them serves every installation.',
      `The Probes expect the exporter at ${monitoring.exporter.address}, and the policies admit its pods in namespace ${monitoring.exporter.namespace}.`,
    ],
    values: { config: { modules } },
  };
}

/** A module as a map for Helm, which has no undefined values. */
function valuesOf(module: object): HelmMap {
  return Object.fromEntries(Object.entries(module).map(([key, value]) => [key, helmValue(value)]));
}

function helmValue(value: unknown): HelmValue {
  if (Array.isArray(value)) return value.map(helmValue);
  if (typeof value === 'object' && value !== null) return valuesOf(value);
  return typeof value === 'number' || typeof value === 'boolean' ? value : `${value}`;
}
