import { type RenderedFiles, recordName, renderedBy } from '../base/rendered-files';
import { renderObjects } from '../constructs';
import { makePlan, planFrom } from '../plan';
import { type Installation, parseSettings, type ResolvedSettings, resolveInstallation } from '../settings';
import { checkChartVersion } from './chart-version';
import { chartYaml } from './files/chart-yaml';
import { notesText } from './files/notes-text';
import { readme } from './files/readme';
import { valuesSchema } from './files/values-schema';
import { valuesYaml } from './files/values-yaml';
import { notesFile } from './notes';
import { checkDefaults } from './templates/defaults';
import { toJson } from './templates/json';
import { printDocument } from './templates/print';
import { type ChartThing, chartThings } from './templates/things';
import { variantRenderer } from './templates/variants';
import { entryPointValues } from './values';
import { admissionValues } from './values/admission';
import type { ChartValue } from './values/chart-value';
import { monitoringValues } from './values/monitoring';
import { namespaceValue } from './values/namespace';
import { unusedTexts } from './values/unused';

export interface ChartOptions {
  /** Version of the chart, by semver.org. */
  readonly chartVersion: string;
}

/**
 * Renders an installation as a Helm chart. With its default values it renders exactly the objects of the plain output.
 *
 * Values go the same way as settings: the installation is planned and rendered with markers instead of each value, once for every case that
 * leads to another structure; where a marker appears in the objects, the template inserts the value.
 * @param input settings as written, without faults by `planFrom`
 * @throws InputError if settings or version cannot be used
 */
export function renderChart(input: unknown, { chartVersion }: ChartOptions): RenderedFiles {
  checkChartVersion(chartVersion);
  const plan = planFrom(input);
  const { installation } = parseSettings(input);
  if (!installation) throw new Error('settings that make a plan do not make an installation');
  const values = chartValues(installation);
  const things = chartThings(values, variantRenderer(installation.settings, values));
  checkDefaults(
    things.filter(({ file }) => file !== notesFile),
    values,
    renderObjects(plan).flatMap(({ objects }) => objects.map(toJson)),
  );
  return {
    'Chart.yaml': chartYaml(plan, chartVersion),
    'README.md': readme(plan, values),
    'values.yaml': valuesYaml(plan, values),
    'values.schema.json': valuesSchema(values),
    '.helmignore': helmignore,
    ...templates(things),
    [`templates/${notesFile}`]: notesText(plan, things),
  };
}

function chartValues(installation: Installation): readonly ChartValue[] {
  const unused = unusedTexts(installation.settings);
  const namespace = namespaceValue(installation, unused.words('namespace').only);
  return [
    ...(isFollowed(installation, namespace) ? [namespace] : []),
    ...admissionValues(installation),
    ...monitoringValues(installation),
    ...entryPointValues(installation, unused),
  ];
}

/** Whether another namespace changes only the name of the namespace: settings may name the same namespace elsewhere, on purpose or not. */
function isFollowed({ settings }: Installation, { markers, cases }: ChartValue): boolean {
  const rendered = (one: ResolvedSettings) => JSON.stringify(renderObjects(makePlan(resolveInstallation(one)).plan));
  const changed = rendered(cases[0]?.apply(settings) ?? settings);
  return markers.reduce((text, marker) => text.replaceAll(marker.text, settings.namespace), changed) === rendered(settings);
}

/** A file in templates/ for each file of the plain output. */
function templates(things: readonly ChartThing[]): RenderedFiles {
  const files = [...new Set(things.map(({ file }) => file))].filter((file) => file !== notesFile);
  return Object.fromEntries(files.map((file) => [`templates/${file}`, templateFile(things.filter((thing) => thing.file === file))]));
}

/** Files that are not part of the packed chart. */
const helmignore = [
  renderedBy,
  `${recordName}*`,
  '.DS_Store',
  '.git/',
  '.gitignore',
  '.idea/',
  '.vscode/',
  '*.bak',
  '*.orig',
  '*.swp',
  '*.tmp',
  '*~',
  '',
].join('\n');

/** A file in templates/. */
const templateFile = (things: readonly ChartThing[]): string => `${renderedBy}\n${things.map(({ template }) => printDocument(template)).join('')}`;
