import { join } from 'node:path';
import { type RenderedFiles, within } from '../base/rendered-files';
import { listWords } from '../base/words';
import { type Finding, failing, type Proof, provePlan } from '../checks';
import { valuesFiles } from '../helm';
import { askedForLoadBalancers, describeLoadBalancers, namespacesOfInstallation, type Plan, reasonForSeveral } from '../plan';
import { fromObjects, readText, together } from '../reachability';
import { checklistOf } from '../reports/exposure/checklist';
import { installationReports } from '../reports/installation';
import { fillFolder } from './output/fill';
import type { Output, WriteOptions } from './output/plan';
import { writeOutput } from './output/write';
import { type Manifests, renderManifests } from './render';
import { type LoadedInstallation, loadInstallations } from './settings/installations';
import type { ChosenSettings } from './settings/settings-files';

/** An installation with all of its output, in memory. */
export interface SynthesizedInstallation {
  /** File of the settings. @default - the default installation, which has no file */
  readonly file?: string;
  /** Settings as written. */
  readonly input: unknown;
  readonly plan: Plan;
  readonly manifests: Manifests;
  /** Helm values, one file for each chart; none if no chart needs any. */
  readonly values: RenderedFiles;
  readonly reports: RenderedFiles;
  /** Findings of the checks for the manifests. */
  readonly findings: readonly Finding[];
}

/**
 * Renders and verifies installations in memory.
 * @param today YYYY-MM-DD, with which the ends of waivers are compared
 * @throws InputError with the faults of all files
 */
export const synthesize = (settings: ChosenSettings, today: string): readonly SynthesizedInstallation[] =>
  loadInstallations(settings).map((loaded) => synthesizeOne(loaded, today));

/** Renders and verifies one installation in memory. */
export function synthesizeOne({ file, input, plan }: LoadedInstallation, today: string): SynthesizedInstallation {
  const manifests = renderManifests(plan);
  const proof = proofOf(plan, manifests, today);
  return { file, input, plan, manifests, findings: proof.findings, values: valuesFiles(plan), reports: installationReports(plan, proof) };
}

/** The proof uses the objects directly, which saves parsing our own text. If something is wrong, the text is parsed to find its lines. */
export function proofOf(plan: Plan, manifests: Manifests, today: string): Proof {
  const proof = provePlan(fromObjects(manifests.objects), plan, today);
  return failing(proof.findings, 'error').length === 0 ? proof : provePlan(readManifests(plan, manifests), plan, today);
}

/** The manifests as a reader of the written files sees them. */
export const readManifests = ({ installation }: Plan, { files }: Manifests) =>
  together(Object.entries(files).map(([name, text]) => readText(join(installation, name), text)));

/** Findings that prevent writing. */
export const breaches = (installations: readonly SynthesizedInstallation[]): readonly Finding[] =>
  installations.flatMap(({ findings }) => failing(findings, 'error'));

/** Folders with one folder for each installation. */
export interface OutputFolders {
  readonly manifests: string;
  /** @default - no values */
  readonly values?: string;
  /** @default - no reports */
  readonly reports?: string;
}

/**
 * Writes synthesized installations, all or none of them.
 * @returns messages for the user, one line for each
 */
export function writeInstallations(installations: readonly SynthesizedInstallation[], out: OutputFolders, options: WriteOptions): readonly string[] {
  writeOutput(outputsOf(installations, out), options);
  return installations.flatMap((installation) => {
    const { details, warnings, byHand } = linesOf(installation, out);
    return [...details, ...warnings, ...byHand];
  });
}

/** The folders of installations below each parent. */
export function outputsOf(installations: readonly SynthesizedInstallation[], { manifests, values, reports }: OutputFolders): readonly Output[] {
  const output = (parent: string | undefined, filesOf: (installation: SynthesizedInstallation) => RenderedFiles): readonly Output[] =>
    parent === undefined
      ? []
      : [{ parent, folders: installations.map((one) => ({ name: one.plan.installation, files: filesOf(one), settings: one.file })) }];
  return [...output(manifests, (one) => one.manifests.files), ...output(values, (one) => one.values), ...output(reports, (one) => one.reports)];
}

/** Messages for the user about an installation, one line for each. */
export function linesOf(installation: SynthesizedInstallation, { manifests, reports }: OutputFolders) {
  const { plan } = installation;
  const folder = join(manifests, plan.installation);
  return {
    details: [summary(installation), ...loadBalancers(plan), ...missingNamespaces(plan)].map((line) => `${folder}: ${line}`),
    warnings: plan.checklist.filter(({ warning }) => warning).map(({ entryPoint, what }) => `warning: ${entryPoint}: ${what}`),
    byHand: reports === undefined ? [] : checklistLine(join(reports, plan.installation, 'exposure.md'), checklistOf(plan).length),
  };
}

const checklistLine = (file: string, count: number): readonly string[] =>
  count === 0 ? [] : [`${file}: ${count} ${count === 1 ? 'item' : 'items'} on the checklist`];

/** Writes the manifests for the cdk8s command, to its own folder. */
export const handManifestsToCdk8s = (installations: readonly SynthesizedInstallation[], folder: string): void =>
  fillFolder(folder, Object.assign({}, ...installations.map(({ plan, manifests }) => within(plan.installation, manifests.files))));

/** What must exist before the objects can be applied, and is not among them; the namespace `default` exists in every cluster. */
export const missingNamespaces = (plan: Plan): readonly string[] => {
  const names = plan.createNamespace ? [] : namespacesOfInstallation(plan).filter((name) => name !== 'default');
  if (names.length === 0) return [];
  const [what, them] = names.length === 1 ? ['namespace', 'it'] : ['namespaces', 'them'];
  return [`${what} ${listWords(names)} ${names.length === 1 ? 'is' : 'are'} not rendered; create ${them} first, or set createNamespace: true`];
};

/** The addresses that the objects request from the cluster. */
function loadBalancers(plan: Plan): readonly string[] {
  const asked = askedForLoadBalancers(plan);
  const [said, why] = [describeLoadBalancers(asked), reasonForSeveral(asked)];
  return said === undefined ? [] : [`asks for ${said}${why === undefined ? '' : ` (${why})`}`];
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
