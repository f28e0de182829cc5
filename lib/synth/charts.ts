import { join } from 'node:path';
import { type RenderedFiles, within } from '../base/rendered-files';
import { type ChartOptions, renderChart } from '../chart';
import { fillFolder } from './output/fill';
import type { WriteOptions } from './output/plan';
import { writeOutput } from './output/write';
import type { SynthesizedInstallation } from './synthesize';

/** The Helm chart of an installation. */
export interface SynthesizedChart {
  readonly installation: string;
  /** File of the settings. @default - the default installation, which stands in none */
  readonly file?: string;
  readonly files: RenderedFiles;
}

/** Renders synthesized installations as Helm charts in memory. */
export const synthesizeCharts = (installations: readonly SynthesizedInstallation[], options: ChartOptions): readonly SynthesizedChart[] =>
  installations.map(({ file, input, plan }) => ({ installation: plan.installation, file, files: renderChart(input, options) }));

/**
 * Writes charts: one is the folder itself, several stand in it, each in a folder of its name.
 * @returns what a person wants to know, a line each
 */
export function writeCharts(charts: readonly SynthesizedChart[], out: string, options: WriteOptions): readonly string[] {
  const isOne = charts.length === 1;
  const folders = charts.map(({ installation, file, files }) => ({ name: isOne ? '.' : installation, files, settings: file }));
  writeOutput([{ parent: out, folders }], options);
  return charts.map(({ installation }) => `${isOne ? out : join(out, installation)}: Helm chart of installation '${installation}'`);
}

/**
 * Puts charts where the cdk8s command looks for them, which takes a folder for one chart: several stand below its templates/.
 * @param folder that of the command, which has emptied it
 */
export function handChartsToCdk8s(charts: readonly SynthesizedChart[], folder: string): void {
  const [only, ...others] = charts;
  fillFolder(
    folder,
    only && others.length === 0
      ? only.files
      : Object.assign({}, ...charts.map(({ installation, files }) => within(`templates/${installation}`, files))),
  );
}
