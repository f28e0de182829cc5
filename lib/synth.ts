import { join } from 'node:path';
import { loadPlans } from './installations';
import { removeStaleFolders, replaceFolders } from './output/folder';
import type { Plan } from './plan';
import { type Manifests, renderedBy, renderManifests } from './render';

export interface SynthesizedInstallation {
  readonly plan: Plan;
  readonly manifests: Manifests;
}

/**
 * Renders installations in memory.
 * @param files settings files; none means all of installations/, or the default installation where that is empty
 * @throws InputError with the faults of all files
 */
export function synthesize(files: readonly string[] = []): readonly SynthesizedInstallation[] {
  const plans = loadPlans(files);
  return plans.map((plan) => ({ plan, manifests: renderManifests(plan) }));
}

/** Where output goes: a folder an installation in each. */
export interface OutputFolders {
  readonly manifests: string;
  /** @default - no reports */
  readonly reports?: string;
}

/**
 * Writes synthesized installations, all or none of them: manifests to <manifests>/<installation>/, reports to <reports>/<installation>/.
 * @param removeStale whether folders of installations that are no more go
 * @returns what a person wants to know, a line each
 */
export function writeManifests(
  installations: readonly SynthesizedInstallation[],
  out: string,
  { removeStale }: { readonly removeStale: boolean },
): readonly string[] {
  replaceFolders(out, Object.fromEntries(installations.map(({ plan, manifests }) => [plan.installation, manifests.files])));
  const names = installations.map(({ plan }) => plan.installation);
  const stale = removeStale ? removeStaleFolders(out, (text) => text.startsWith(renderedBy), names) : [];
  return [
    ...installations.map(({ plan }) => `${join(out, plan.installation)}: ${summary(plan)}`),
    ...stale.map((name) => `${join(out, name)}: removed, since no settings describe it any more`),
  ];
}

const summary = ({ services, traffic, entries }: Plan): string =>
  [count(services, 'Service'), `${traffic.length} NetworkPolicies`, count(entries, 'entry point')].join(', ');

const count = (things: readonly unknown[], name: string): string => `${things.length} ${name}${things.length === 1 ? '' : 's'}`;
