import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { renderChart } from '../../lib/chart';
import { planFrom } from '../../lib/plan';
import type { InstallationProps } from '../../lib/settings';
import { renderManifests } from '../../lib/synth/render';
import { helm } from '../tools/kubernetes-tools';

export interface Values {
  readonly namespace?: string;
  readonly policies?: { readonly admission: { readonly enabled?: boolean; readonly action?: string } };
  readonly monitoring?: { readonly enabled: boolean };
  readonly entryPoints?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Objects by kind, namespace and name. */
export type Objects = Readonly<Record<string, unknown>>;

/** A chart in a folder of its own, as helm reads it. */
export interface ChartFolder {
  readonly path: string;
  readonly settings: InstallationProps;
  readonly files: Readonly<Record<string, string>>;
  /** Runs helm in its folder. */
  readonly helm: (...args: readonly string[]) => { readonly status: number | null; readonly stdout: string; readonly stderr: string };
  /** What helm renders with these values, merged over those of the chart. */
  readonly template: (values?: Values, ...args: readonly string[]) => Objects;
  /** The same of each of several values, by one run of helm: another chart contains it once for each. */
  readonly templates: (values: readonly Values[]) => readonly Objects[];
  /** Why helm refuses these values, or nothing. */
  readonly refusal: (values: unknown) => string | undefined;
}

const folders: string[] = [];

/** To be called after all tests of a file. */
export function removeCharts(): void {
  for (const folder of folders) rmSync(folder, { recursive: true });
}

export function chartOf(settings: InstallationProps): ChartFolder {
  const path = mkdtempSync(join(tmpdir(), 'chart-'));
  folders.push(path);
  const files = renderChart(settings, { chartVersion: '1.2.3' });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  const run = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(helm, args, { cwd: path, encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  const runTemplate = (values: unknown, args: readonly string[]) => {
    const file = `${path}.values.json`;
    writeFileSync(file, JSON.stringify(values));
    const result = run('template', 'release', '.', '--values', file, ...args);
    rmSync(file);
    return result;
  };
  return {
    path,
    settings,
    files,
    helm: run,
    template: (values = {}, ...args) => {
      const { status, stdout, stderr } = runTemplate(values, args);
      if (status !== 0) throw new Error(stderr);
      return objectsOf(stdout);
    },
    templates: (values) => renderedTogether(path, values),
    refusal: (values) => {
      const { status, stderr } = runTemplate(values, []);
      return status === 0 ? undefined : stderr;
    },
  };
}

/** A chart that depends on another once for each of some values, under a name of its own: the result of each, by one run of helm. */
function renderedTogether(chart: string, values: readonly Values[]): readonly Objects[] {
  const names = values.map((_, index) => `variant-${index}`);
  const path = mkdtempSync(join(tmpdir(), 'charts-'));
  folders.push(path);
  const { name, version } = parse(readFileSync(join(chart, 'Chart.yaml'), 'utf8'));
  const dependencies = names.map((alias) => ({ name, version, alias }));
  writeFileSync(join(path, 'Chart.yaml'), JSON.stringify({ apiVersion: 'v2', name: 'variants', version: '1.0.0', dependencies }));
  writeFileSync(join(path, 'values.yaml'), JSON.stringify(Object.fromEntries(names.map((alias, index) => [alias, values[index]]))));
  mkdirSync(join(path, 'charts'));
  symlinkSync(chart, join(path, 'charts', name));
  const { status, stdout, stderr } = spawnSync(helm, ['template', 'release', '.'], { cwd: path, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(stderr);
  const files = stdout.split(/^# Source: /m);
  return names.map((alias) =>
    objectsOf(
      files
        .filter((text) => text.startsWith(`variants/charts/${alias}/`))
        .map(withoutPath)
        .join('---\n'),
    ),
  );
}

const withoutPath = (text: string): string => text.slice(text.indexOf('\n') + 1);

/** The objects of the plain output. */
export const plainOutput = (settings: unknown): Objects => objectsOf(renderManifests(planFrom(settings)).stream);

/** The objects of a text. */
export function objectsOf(text: string): Objects {
  const objects = parseAllDocuments(text, { version: '1.1' })
    .map((document) => document.toJS())
    .filter((object) => object !== null)
    .map((object): [string, unknown] => [`${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`, object])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  expect(new Set(objects.map(([id]) => id)).size).toBe(objects.length);
  return Object.fromEntries(objects);
}

/** What the plain output would be, if the settings said what the values say. */
export function plainOutputWith(settings: InstallationProps, values: Values): Objects {
  const objects = plainOutput(settingsWith(settings, values));
  const closed = off(values).filter((name) => hasProxyProtocol(settings.entryPoints?.[name]));
  if (closed.length === 0) return objects;
  // Listeners that believe PROXY headers stay closed: objects go, and no other changes.
  const before = plainOutput(settings);
  return Object.fromEntries(Object.keys(objects).map((id) => [id, before[id]]));
}

const off = ({ entryPoints = {} }: Values): readonly string[] => Object.keys(entryPoints).filter((name) => entryPoints[name]?.enabled === false);

const hasProxyProtocol = (entryPoint: object | undefined): boolean => entryPoint !== undefined && 'proxyProtocol' in entryPoint;

/** Keys are the same in both; an empty text is a field that is left out, and what is off stays inside. */
function settingsWith(settings: InstallationProps, values: Values): unknown {
  const { namespace, policies, monitoring, entryPoints = {} } = values;
  const inside = { entryPoint: 'cluster', reason: 'off' };
  const { expose = defaultExpose } = settings;
  return {
    ...settings,
    ...(namespace !== undefined && { namespace }),
    ...(monitoring?.enabled === false && { monitoring: 'none' }),
    ...(policies && { policies: { ...settings.policies, admission: admissionWith(settings.policies?.admission, policies.admission) } }),
    entryPoints: merge(settings.entryPoints ?? { public: { type: 'LoadBalancer' } }, Object.fromEntries(Object.entries(entryPoints).map(asSettings))),
    expose: Object.fromEntries(
      Object.entries(expose).map(([port, where]) => [port, typeof where === 'string' && off(values).includes(where) ? inside : where]),
    ),
  };
}

/** The values have a switch, and the action as a text. */
const admissionWith = (admission: unknown, { enabled = true, action }: { readonly enabled?: boolean; readonly action?: string }): unknown =>
  enabled && merge(admission === true ? {} : admission, action === undefined ? {} : { action: action.split(', ') });

const defaultExpose = Object.fromEntries(['smtp', 'submission', 'submissions', 'imaps', 'http', 'https'].map((port) => [port, 'public']));

/** If nothing is exposed, there is nothing to accept, and no PROXY header either. */
const asSettings = ([name, fields]: readonly [string, Readonly<Record<string, unknown>>]): readonly [string, unknown] => [
  name,
  { ...fields, enabled: leftOut, ...(fields.enabled === false && { proxyProtocol: leftOut }) },
];

const leftOut = '';

function merge(base: unknown, over: unknown): unknown {
  if (!isMap(over)) return over;
  const merged: Record<string, unknown> = { ...(isMap(base) ? base : {}) };
  for (const [key, value] of Object.entries(over)) merged[key] = merge(merged[key], value);
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== leftOut && !(isMap(value) && Object.keys(value).length === 0)));
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
