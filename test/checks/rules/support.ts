import { type Finding, verifyCatalogue, verifyPlan } from '../../../lib/checks';
import { type Plan, planFrom } from '../../../lib/plan';
import { formatReference, fromObjects, readText, together } from '../../../lib/reachability';
import type { InstallationProps } from '../../../lib/settings';
import { renderManifests } from '../../../lib/synth/render';

// biome-ignore lint/suspicious/noExplicitAny: objects of any kind, to be changed in any way
type Mutable = any;

/** One set of manifests, and all that a rule has to say of it. */
export interface Try {
  /** Settings beside the name `mail`. @default - the default installation */
  readonly settings?: Partial<InstallationProps>;
  /** Judged by BlueMind's labels and the catalogue of version 4. @default - by the settings */
  readonly byCatalogue?: true;
  /** Changes rendered objects in place; `find` takes `Kind name`. */
  readonly change?: (find: (title: string) => Mutable) => void;
  /** `Kind name` of rendered objects that are left out, or `all` of them. @default - none */
  readonly without?: readonly string[] | 'all';
  /** Manifests beside the rendered ones, in `more.yaml`. */
  readonly more?: string;
  /** What the rule finds: see `line`. */
  readonly found: readonly string[];
  /** Advice of the findings that have their own, in the order of the findings. @default - all have the rule's */
  readonly mend?: readonly string[];
  /** Names of the other rules that find an error or a warning there, sorted. @default - none */
  readonly others?: readonly string[];
}

/** Cases of one rule by title: a breach, its correction, near misses. */
export type Tries = Readonly<Record<string, Try>>;

const titleOf = ({ kind, metadata: { name } }: Mutable) => `${kind} ${name}`;

/** Renders each settings once: many tries differ only in the manifests. */
const rendering = new Map<string, { readonly plan: Plan; readonly objects: readonly object[] }>();

function renderingOf(settings: InstallationProps) {
  const key = JSON.stringify(settings);
  const known = rendering.get(key);
  if (known) return known;
  const plan = planFrom(settings);
  const made = { plan, objects: renderManifests(plan).objects };
  rendering.set(key, made);
  return made;
}

/** What all rules find. */
export function findingsOf({ settings = {}, byCatalogue, change, without = [], more = '' }: Omit<Try, 'found'>): readonly Finding[] {
  const { plan, objects } = renderingOf({ name: 'mail', ...settings });
  const rendered: Mutable[] = without === 'all' ? [] : structuredClone([...objects]);
  const find = (title: string) => {
    const found = rendered.find((object) => titleOf(object) === title);
    if (!found) throw new Error(`there is no ${title} among ${rendered.map(titleOf).join(', ')}`);
    return found;
  };
  change?.(find);
  const leftOut = new Set(without === 'all' ? [] : without.map(find));
  const manifests = together([fromObjects(rendered.filter((object) => !leftOut.has(object))), readText('more.yaml', more)]);
  return byCatalogue ? verifyCatalogue(manifests, '4') : verifyPlan(manifests, plan, '2026-01-01');
}

/** `severity: message | object, related | port | line of more.yaml`, as far as there are such. */
export const line = ({ severity, message, object, related = [], port, position }: Finding): string =>
  [
    `${severity}: ${message}`,
    [object, ...related].flatMap((reference) => (reference ? [formatReference(reference)] : [])).join(', '),
    port,
    position && `line ${position.line}`,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' | ');
