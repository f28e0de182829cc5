import { basename, dirname, join } from 'node:path';
import { isOurs, type RenderedFiles } from '../base/rendered-files';
import { type ChartOptions, renderChart } from '../chart';
import { replaceFolders } from './output/folder';
import type { SynthesizedInstallation } from './synthesize';

/** The Helm chart of an installation. */
export interface SynthesizedChart {
  readonly installation: string;
  readonly files: RenderedFiles;
}

/** Renders synthesized installations as Helm charts in memory. */
export const synthesizeCharts = (installations: readonly SynthesizedInstallation[], options: ChartOptions): readonly SynthesizedChart[] =>
  installations.map(({ input, plan }) => ({ installation: plan.installation, files: renderChart(input, options) }));

/**
 * Writes charts in place of the last output: one is the folder itself, several stand in it, each in a folder of its name.
 * @returns what a person wants to know, a line each
 */
export function writeCharts(charts: readonly SynthesizedChart[], out: string): readonly string[] {
  const [only, ...others] = charts;
  const isOne = only !== undefined && others.length === 0;
  replaceFolders({ parent: dirname(out), folders: { [basename(out)]: isOne ? only.files : together(charts) }, made: isOurs });
  return charts.map(({ installation }) => `${isOne ? out : join(out, installation)}: Helm chart of installation '${installation}'`);
}

/**
 * Puts charts where the cdk8s command looks for them, which takes a folder for one chart: several stand below its templates/.
 * @param folder that of the command, which has emptied it
 */
export function handToCdk8s(charts: readonly SynthesizedChart[], folder: string): void {
  const [only, ...others] = charts;
  const files = only && others.length === 0 ? only.files : within('templates', together(charts));
  replaceFolders({ parent: dirname(folder), folders: { [basename(folder)]: files } });
}

const together = (charts: readonly SynthesizedChart[]): RenderedFiles =>
  Object.fromEntries(charts.flatMap(({ installation, files }) => Object.entries(within(installation, files))));

const within = (folder: string, files: RenderedFiles): RenderedFiles =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
