import { loadAll } from 'js-yaml';
import { type Plan, planFrom } from '../../lib/plan';
import type { InstallationProps } from '../../lib/settings';
import { renderManifests } from '../../lib/synth/render';

/** A rendered object as tests look at it. */
export interface Rendered {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  };
  // biome-ignore lint/suspicious/noExplicitAny: specs of many kinds, which only tests read
  readonly spec: any;
}

export const plan = (settings: Partial<InstallationProps> = {}): Plan => planFrom({ name: 'bluemind', ...settings });

/** The objects of an installation, through the very text that is written. */
export const objects = (settings: Partial<InstallationProps> = {}): readonly Rendered[] => parse(renderManifests(plan(settings)).stream);

/** The objects of a text. Whether the written YAML means the same to other libraries is the business of test/base/yaml.test.ts and test/chart. */
export const parse = (text: string): readonly Rendered[] => loadAll(text).filter(isObject);

const isObject = (value: unknown): value is Rendered => typeof value === 'object' && value !== null;

export const ofKind = (kind: string, all: readonly Rendered[]): readonly Rendered[] => all.filter((object) => object.kind === kind);

/** The object of a kind and name. */
export function find(kind: string, name: string, all: readonly Rendered[]): Rendered {
  const found = all.find((object) => object.kind === kind && object.metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name} among ${all.map((object) => `${object.kind} ${object.metadata.name}`).join(', ')}`);
  return found;
}

/** The lines of an input error, or none if the settings are accepted. */
export function faults(settings: Partial<InstallationProps> | Record<string, unknown>): readonly string[] {
  try {
    planFrom({ name: 'bluemind', ...settings });
    return [];
  } catch (error) {
    return error instanceof Error ? error.message.split('\n') : [String(error)];
  }
}
