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
  /** File of the settings. @default - the default installation, which has no file */
  readonly file?: string;
  readonly files: RenderedFiles;
}

/** Renders synthesized installations as Helm charts in memory. */
export const synthesizeCharts = (installations: readonly SynthesizedInstallation[], options: ChartOptions): readonly SynthesizedChart[] =>
  installations.map(({ file, input, plan }) => ({ installation: plan.installation, file, files: renderChart(input, options) }));

/**
 * Writes charts: a single chart is the folder itself, several are in folders of their names in it.
 * @returns messages for the user, one line for each
 */
export function writeCharts(charts: readonly SynthesizedChart[], out: string, options: WriteOptions): readonly string[] {
  const isOne = charts.length === 1;
  const folders = charts.map(({ installation, file, files }) => ({ name: isOne ? '.' : installation, files, settings: file }));
  writeOutput([{ parent: out, folders }], options);
  return charts.map(({ installation }) => `${isOne ? out : join(out, installation)}: Helm chart of installation '${installation}'`);
}

/**
 * Writes charts to the folder of the cdk8s command, which expects one chart there: several charts are below its templates/.
 * @param folder the folder of the command, which has emptied it
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
