import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Fault, InputError } from './fault';
import { removeStaleFolders, replaceFolders } from './output/folder';
import { type Plan, planFrom } from './plan';
import { type Manifests, renderedBy, renderManifests } from './render';
import { readSettingsDocument } from './settings';

/** Folder of settings files, one an installation. */
export const settingsFolder = 'installations';

/** Settings of the installation that is rendered where there are none: every default. */
export const defaultSettings = { name: 'bluemind' } as const;

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

/**
 * Writes synthesized installations to `out`/<installation>/, all or none of them.
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

function loadPlans(files: readonly string[]): readonly Plan[] {
  const named = files.length > 0 ? files : settingsFiles();
  if (named.length === 0) return [planFrom(defaultSettings)];
  const faults: Fault[] = [];
  const plans: { readonly file: string; readonly plan: Plan }[] = [];
  for (const file of named) {
    try {
      const document = readSettingsDocument(file);
      const plan = planFrom(document.input, document);
      const twin = plans.find((other) => other.plan.installation === plan.installation);
      if (twin)
        faults.push({
          position: document.locate(['name']),
          field: 'name',
          message: `'${plan.installation}' is the name in ${twin.file} too; installations need different names`,
        });
      plans.push({ file, plan });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(...error.faults);
    }
  }
  if (faults.length > 0) throw new InputError(faults);
  return plans.map(({ plan }) => plan);
}

function settingsFiles(): readonly string[] {
  try {
    return readdirSync(settingsFolder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map((name) => join(settingsFolder, name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    const reason = error instanceof Error && 'code' in error ? error.code : error;
    throw new InputError([
      { position: { file: settingsFolder, line: 1, column: 1 }, message: `cannot be read (${reason}); expected a folder of settings files` },
    ]);
  }
}
