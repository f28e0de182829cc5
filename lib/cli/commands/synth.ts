import { resolve } from 'node:path';
import { InputError } from '../../base/faults';
import { today } from '../../base/today';
import { formatFindingsText } from '../../reports/findings/text';
import { handChartsToCdk8s, synthesizeCharts, writeCharts } from '../../synth/charts';
import { synthesizeInTurn } from '../../synth/in-turn';
import type { WriteOptions } from '../../synth/output/plan';
import { pageOfAll, refuseForeignPage, sectionOf, withPage, writePage } from '../../synth/pages';
import { sourcesOf } from '../../synth/settings/installations';
import { type ChosenSettings, chooseSettings, whichFilesCount } from '../../synth/settings/settings-files';
import type { SettingsSource } from '../../synth/settings/sources';
import { isInShard, parseShard } from '../../synth/shard';
import {
  breaches,
  handManifestsToCdk8s,
  type OutputFolders,
  type SynthesizedInstallation,
  synthesize,
  writeInstallations,
} from '../../synth/synthesize';
import { changedSince } from '../options/changed-since';
import { reportFaults, reportFaultsLater } from '../printing/report-faults';
import { turnsReport } from '../printing/turns-report';
import { programDigest } from '../program';
import { printDocument, say } from '../terminal';

/** Options of the command line. */
export interface SynthOptions {
  readonly out: string;
  readonly values?: string;
  readonly reports?: string;
  readonly stdout?: true;
  readonly format: 'plain' | 'helm';
  readonly chartVersion?: string;
  readonly default?: true;
  readonly prune?: boolean;
  readonly force?: true;
  readonly verbose?: true;
  readonly allOrNothing?: true;
  /** `2/8`, or `/8` in an Indexed Job. */
  readonly shard?: string;
  /** Revision of git. */
  readonly changedSince?: string;
  /** Whether to write a page for each installation beside its other reports. */
  readonly html?: true;
  /** File for one page of all installations. */
  readonly page?: string;
}

/** Runs the command. @returns the exit code */
export function runSynthCommand(
  files: readonly string[],
  { out, values, reports, stdout, format, chartVersion, default: useDefault, prune, ...ways }: SynthOptions,
): number {
  if ((format === 'helm') !== (chartVersion !== undefined))
    return reportFaults(() => {
      throw new InputError([{ field: '--chart-version', message: 'needs --format helm; give both, such as --format helm --chart-version 1.4.0' }]);
    });
  if (chartVersion !== undefined) return runSynthCharts({ files, useDefault, prune, out, chartVersion });
  if (stdout) return runSynthToStdout({ files, useDefault });
  return runSynth({ files, useDefault, prune, out: foldersOf({ out, values, reports }), ...ways });
}

/** With another output folder only manifests are written, unless options ask for more. */
function foldersOf({ out, values, reports }: Pick<SynthOptions, 'out' | 'values' | 'reports'>): OutputFolders {
  const beside = out === 'dist' ? { values: 'values', reports: 'reports' } : {};
  return { manifests: out, ...beside, ...(values !== undefined && { values }), ...(reports !== undefined && { reports }) };
}

/** Renders and verifies installations as `runSynth` does, and draws their pages, which is slower. @returns the exit code */
export const runSynthPages = (files: readonly string[], { default: useDefault, prune, html, page, ...options }: SynthOptions): Promise<number> =>
  reportFaultsLater(async () => {
    const out = foldersOf(options);
    if (html && out.reports === undefined)
      throw new InputError([
        { field: '--html', message: 'writes beside the other reports, but another --out writes no reports; name their folder by --reports' },
      ]);
    refuseTwice(out);
    const chosen = choose({ files, useDefault });
    const installations = synthesize(chosen, today());
    if (reportBreaches(installations)) return 1;
    const proved = installations.map((installation) => ({ installation, section: sectionOf(installation, today()) }));
    const paged = html ? await Promise.all(proved.map(({ installation, section }) => withPage(installation, section))) : installations;
    const text = page === undefined ? undefined : await pageOfAll(proved.map(({ section }) => section));
    if (page !== undefined) refuseForeignPage(page);
    const lines = writeInstallations(paged, out, writeOptions(chosen, prune));
    lines.forEach(sayLine);
    if (page !== undefined && text !== undefined) {
      writePage(page, text);
      sayLine(`${page}: page of ${installations.length} ${installations.length === 1 ? 'installation' : 'installations'}`);
    }
    return 0;
  });

/** What to render. */
export interface SettingsArguments {
  /** Settings files. @default - all of installations/ */
  readonly files?: readonly string[];
  /** Whether to render the default installation instead. */
  readonly useDefault?: boolean;
}

export interface SynthArguments extends SettingsArguments, Pick<WriteOptions, 'prune'> {
  readonly out: OutputFolders;
  /** Folder of the cdk8s command, which expects the manifests there. @default - the cdk8s command did not start this run, or `out` is that folder */
  readonly cdk8sFolder?: string;
  /** Whether to render unchanged installations, too. */
  readonly force?: boolean;
  /** Whether to report each of many installations. */
  readonly verbose?: boolean;
  /** Whether a fault of one installation keeps the others from being written. @default - only for the cdk8s command, which takes the files that it finds as complete */
  readonly allOrNothing?: boolean;
  /** `2/8`: the second of eight parts of the installations. @default - all of them */
  readonly shard?: string;
  /** Revision of git: only settings that changed since then are rendered. @default - all of them */
  readonly changedSince?: string;
}

/** Renders and verifies installations, and replaces the last output of each installation without faults. @returns the exit code */
export const runSynth = ({
  out,
  cdk8sFolder,
  prune,
  force = false,
  verbose = false,
  allOrNothing = false,
  shard,
  changedSince,
  ...settings
}: SynthArguments): number =>
  reportFaults(() => {
    refuseTwice(out);
    const chosen = choose(settings);
    if (chosen.kind !== 'default' && cdk8sFolder === undefined && !allOrNothing) {
      const all = sourcesOf(chosen);
      const mine = selected(all, { shard, changedSince });
      if (mine.length === 0) return sayNothingToDo(all.length);
      const spared = sparedOf(all, mine);
      const report = turnsReport(mine.length, verbose);
      synthesizeInTurn(mine, { ...writeOptions(chosen, prune), out, today: today(), program: programDigest(), force, spared }, report.tell);
      return report.end();
    }
    const installations = synthesize(chosen, today());
    if (reportBreaches(installations)) return 1;
    const lines = writeInstallations(installations, out, writeOptions(chosen, prune));
    if (cdk8sFolder !== undefined) handManifestsToCdk8s(installations, cdk8sFolder);
    lines.forEach(sayLine);
    return 0;
  });

export interface SynthChartsArguments extends SettingsArguments, Pick<WriteOptions, 'prune'> {
  /** Folder for the charts; a single chart is written to the folder itself. @default - only the folder of the cdk8s command */
  readonly out?: string;
  readonly chartVersion: string;
  /** Folder of the cdk8s command, which expects charts there. @default - the cdk8s command did not start this run */
  readonly cdk8sFolder?: string;
}

/** Renders and verifies installations, and replaces the last output with their Helm charts if there are no faults. @returns the exit code */
export const runSynthCharts = ({ out, chartVersion, cdk8sFolder, prune, ...settings }: SynthChartsArguments): number =>
  reportFaults(() => {
    const chosen = choose(settings);
    const installations = synthesize(chosen, today());
    if (reportBreaches(installations)) return 1;
    const charts = synthesizeCharts(installations, { chartVersion });
    const lines = out === undefined ? [] : writeCharts(charts, out, writeOptions(chosen, prune));
    if (cdk8sFolder !== undefined) handChartsToCdk8s(charts, cdk8sFolder);
    lines.forEach(sayLine);
    return 0;
  });

/** Prints installations as one stream of YAML documents. @returns the exit code */
export const runSynthToStdout = (settings: SettingsArguments): number =>
  reportFaults(
    () => {
      const installations = synthesize(choose(settings), today());
      if (reportBreaches(installations)) return 1;
      printDocument(installations.map(({ manifests }) => manifests.stream).join('---\n'));
      return 0;
    },
    { consequence: 'nothing was printed' },
  );

/** The installations that are for this run. */
function selected(
  sources: readonly SettingsSource[],
  { shard, changedSince: revision }: Pick<SynthArguments, 'shard' | 'changedSince'>,
): readonly SettingsSource[] {
  const part = shard === undefined ? undefined : parseShard(shard, process.env.JOB_COMPLETION_INDEX);
  const mine = part ? sources.filter(({ reference }) => isInShard(part, reference)) : sources;
  return revision === undefined ? mine : changedSince(revision, mine);
}

/** References to installations that this run leaves to others. */
function sparedOf(all: readonly SettingsSource[], mine: readonly SettingsSource[]): readonly string[] {
  const own = new Set(mine);
  return all.filter((source) => !own.has(source)).map(({ reference }) => reference);
}

function sayNothingToDo(count: number): number {
  sayLine(`Nothing to do here for ${count} ${count === 1 ? 'installation' : 'installations'}.`);
  return 0;
}

const sayLine = (line: string): void => say(`${line}\n`);

/** Reports files in the settings folder that look like settings but are not rendered. */
function choose({ files = [], useDefault }: SettingsArguments): ChosenSettings {
  const chosen = chooseSettings(files, useDefault);
  if (chosen.kind === 'folder') for (const path of chosen.ignored) sayLine(`${path}: not rendered; settings are ${whichFilesCount}`);
  return chosen;
}

/** Named settings only describe themselves; other settings may describe the folders beside theirs. */
const writeOptions = (chosen: ChosenSettings, prune: boolean | undefined): WriteOptions => ({
  say: sayLine,
  ...(chosen.kind !== 'default' && { source: chosen }),
  ...(prune !== undefined && { prune }),
});

/** Folders with the same name and different content would replace each other. */
function refuseTwice({ manifests, values, reports }: OutputFolders): void {
  const options = { '--out': manifests, '--values': values, '--reports': reports };
  const named = Object.entries(options).flatMap(([option, folder]) => (folder === undefined ? [] : [{ option, path: resolve(folder) }]));
  const faults = named.flatMap(({ option, path }, index) => {
    const twin = named.slice(0, index).find((other) => other.path === path);
    return twin ? [{ field: option, message: `is the folder of ${twin.option} too; each needs its own folder` }] : [];
  });
  if (faults.length > 0) throw new InputError(faults);
}

/** Valid settings should never lead to a breach; this is the last check: output that breaks its own intent is never written. */
function reportBreaches(installations: readonly SynthesizedInstallation[]): boolean {
  const found = breaches(installations);
  if (found.length > 0) say(`${formatFindingsText(found)}Nothing was written.\n`);
  return found.length > 0;
}
