import { join } from 'node:path';
import { isOurs, type RenderedFiles } from '../base/rendered-files';
import { type Finding, failing, verifyPlan } from '../checks';
import { valuesFiles } from '../helm';
import type { Plan } from '../plan';
import { readText, together } from '../reachability';
import { installationReports } from '../reports/installation';
import { loadInstallations } from './installations';
import { type Output, removeMadeFiles, removeStaleFolders, replaceFolders } from './output/folder';
import { type Manifests, renderManifests } from './render';

/** An installation with all that is made of it, in memory. */
export interface SynthesizedInstallation {
  /** Settings as written. */
  readonly input: unknown;
  readonly plan: Plan;
  readonly manifests: Manifests;
  /** Helm values, a file a chart; none where no chart needs any. */
  readonly values: RenderedFiles;
  readonly reports: RenderedFiles;
  /** What the checks have to say of the manifests. */
  readonly findings: readonly Finding[];
}

/**
 * Renders and verifies installations in memory.
 * @param files settings files; none means all of installations/, or the default installation where that is empty
 * @param today YYYY-MM-DD, by which waivers end
 * @throws InputError with the faults of all files
 */
export const synthesize = (files: readonly string[], today: string): readonly SynthesizedInstallation[] =>
  loadInstallations(files).map(({ input, plan }) => {
    const manifests = renderManifests(plan);
    const findings = verifyPlan(readManifests(plan, manifests), plan, today);
    return { input, plan, manifests, findings, values: valuesFiles(plan), reports: installationReports(plan, findings) };
  });

const readManifests = ({ installation }: Plan, { files }: Manifests) =>
  together(Object.entries(files).map(([name, text]) => readText(join(installation, name), text)));

/** Findings for which nothing is to be written. */
export const breaches = (installations: readonly SynthesizedInstallation[]): readonly Finding[] =>
  installations.flatMap(({ findings }) => failing(findings, 'error'));

/** What a chart, which is the folder itself, leaves behind where folders take its place. */
const chartFiles = ['templates', 'values.yaml', 'values.schema.json', 'README.md', '.helmignore'];

/** Folders that hold a folder an installation each. */
export interface OutputFolders {
  readonly manifests: string;
  /** @default - no values */
  readonly values?: string;
  /** @default - no reports */
  readonly reports?: string;
}

/**
 * Writes synthesized installations, all or none of them.
 * @param removeStale whether folders of installations that are no more go
 * @returns what a person wants to know, a line each
 */
export function writeInstallations(
  installations: readonly SynthesizedInstallation[],
  { manifests, values, reports }: OutputFolders,
  { removeStale }: { readonly removeStale: boolean },
): readonly string[] {
  const output = (parent: string | undefined, filesOf: (installation: SynthesizedInstallation) => RenderedFiles): readonly Output[] => {
    if (parent === undefined) return [];
    const folders = installations.map((one) => [one.plan.installation, filesOf(one)] as const).filter(([, files]) => Object.keys(files).length > 0);
    return [{ parent, folders: Object.fromEntries(folders), made: isOurs }];
  };
  const outputs = [
    ...output(manifests, (one) => one.manifests.files),
    ...output(values, (one) => one.values),
    ...output(reports, (one) => one.reports),
  ];
  replaceFolders(...outputs);
  const names = installations.map(({ plan }) => plan.installation);
  removeMadeFiles(
    manifests,
    isOurs,
    'Chart.yaml',
    chartFiles.filter((name) => !names.includes(name)),
  );
  const stale = removeStale
    ? outputs.flatMap(({ parent, folders }) => removeStaleFolders(parent, isOurs, Object.keys(folders)).map((name) => join(parent, name)))
    : [];
  return [
    ...installations.flatMap(({ plan, ...rest }) => [
      `${join(manifests, plan.installation)}: ${summary({ plan, ...rest })}`,
      ...plan.checklist.filter(({ warning }) => warning).map(({ entryPoint, what }) => `warning: ${entryPoint}: ${what}`),
      ...(reports !== undefined && plan.checklist.length > 0
        ? [`${join(reports, plan.installation, 'exposure.md')}: ${plan.checklist.length} to be done by hand`]
        : []),
    ]),
    ...stale.map((folder) => `${folder}: removed, since no settings describe it any more`),
  ];
}

/** `27 objects; public exposes smtp, http and https`. */
function summary({ plan, manifests }: SynthesizedInstallation): string {
  const objects = manifests.stream.match(/^kind: /gm)?.length ?? 0;
  const exposed = plan.exposures.filter((exposure) => exposure.kind === 'exposed');
  const entryPoints = [...new Set(exposed.map(({ entryPoint }) => entryPoint))].sort();
  return [
    `${objects} objects`,
    ...entryPoints.map(
      (name) =>
        `${name} exposes ${exposed
          .filter(({ entryPoint }) => entryPoint === name)
          .map(({ port }) => port)
          .join(', ')}`,
    ),
  ].join('; ');
}
