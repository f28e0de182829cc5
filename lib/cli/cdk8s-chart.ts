import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { InputError } from '../base/faults';

/** The request of `cdk8s synth --format helm`. */
export interface Cdk8sChart {
  readonly folder: string;
  readonly chartVersion: string;
}

/**
 * Detects whether the cdk8s command wants a chart: then it has already written its own Chart.yaml, and expects templates beside it.
 * @param outdir CDK8S_OUTDIR, as the command sets it
 * @throws InputError if it wants a chart of an outdated version
 */
export function cdk8sChart(outdir: string): Cdk8sChart | undefined {
  const folder = dirname(outdir);
  const file = join(folder, 'Chart.yaml');
  if (basename(outdir) !== 'templates' || !existsSync(file)) return undefined;
  const { apiVersion, version } = chartFields(load(readFileSync(file, 'utf8')));
  if (apiVersion !== 'v2')
    throw new InputError([{ field: '--chart-api-version', message: `'${apiVersion}': charts are written for Helm 3 and later; leave it out` }]);
  return { folder, chartVersion: String(version) };
}

const chartFields = (chart: unknown): { readonly apiVersion?: unknown; readonly version?: unknown } =>
  typeof chart === 'object' && chart !== null ? chart : {};
