import { InputError } from '../../base/faults';
import { today } from '../../base/today';
import { formatFindings } from '../../reports/findings';
import { handToCdk8s, synthesizeCharts, writeCharts } from '../../synth/charts';
import { breaches, type OutputFolders, type SynthesizedInstallation, synthesize, writeInstallations } from '../../synth/synthesize';
import { reportFaults } from '../report-faults';
import { printDocument, say } from '../terminal';

/** Options of the command line. */
export interface SynthOptions {
  readonly out: string;
  readonly values?: string;
  readonly reports?: string;
  readonly stdout?: true;
  readonly format: 'plain' | 'helm';
  readonly chartVersion?: string;
}

/** Does what the command line asks for. @returns the exit code */
export function runSynthCommand(files: readonly string[], { out, values, reports, stdout, format, chartVersion }: SynthOptions): number {
  if ((format === 'helm') !== (chartVersion !== undefined))
    return reportFaults(() => {
      throw new InputError([
        { field: '--chart-version', message: 'goes together with --format helm; give both, such as --format helm --chart-version 1.4.0' },
      ]);
    });
  if (chartVersion !== undefined) return runSynthCharts({ files, out, chartVersion });
  if (stdout) return runSynthToStdout(files);
  // Elsewhere nobody asked for more than manifests.
  const beside = out === 'dist' ? { values: 'values', reports: 'reports' } : {};
  return runSynth({ files, out: { manifests: out, ...beside, ...(values !== undefined && { values }), ...(reports !== undefined && { reports }) } });
}

export interface SynthArguments {
  /** Settings files. @default - all of installations/ */
  readonly files?: readonly string[];
  readonly out: OutputFolders;
  /** A second folder for the same manifests. @default - none */
  readonly copy?: string;
}

/** Renders and verifies installations, and replaces the last output where nothing is wrong. @returns the exit code */
export const runSynth = ({ files = [], out, copy }: SynthArguments): number =>
  reportFaults(() => {
    const installations = synthesize(files, today());
    if (reportBreaches(installations)) return 1;
    const lines = writeInstallations(installations, out, { removeStale: files.length === 0 });
    if (copy !== undefined) writeInstallations(installations, { manifests: copy }, { removeStale: true });
    say(`${lines.join('\n')}\n`);
    return 0;
  });

export interface SynthChartsArguments {
  /** Settings files. @default - all of installations/ */
  readonly files?: readonly string[];
  /** Folder for the charts; a single one is the folder itself. @default - that of the cdk8s command alone */
  readonly out?: string;
  readonly chartVersion: string;
  /** Folder of the cdk8s command, which looks for charts there. @default - it was not the cdk8s command that asked */
  readonly cdk8sFolder?: string;
}

/** Renders and verifies installations, and puts their Helm charts in place of the last output where nothing is wrong. @returns the exit code */
export const runSynthCharts = ({ files = [], out, chartVersion, cdk8sFolder }: SynthChartsArguments): number =>
  reportFaults(() => {
    const installations = synthesize(files, today());
    if (reportBreaches(installations)) return 1;
    const charts = synthesizeCharts(installations, { chartVersion });
    const lines = out === undefined ? [] : writeCharts(charts, out);
    if (cdk8sFolder !== undefined) handToCdk8s(charts, cdk8sFolder);
    say(lines.map((line) => `${line}\n`).join(''));
    return 0;
  });

/** Prints installations as one stream of YAML documents. @returns the exit code */
export const runSynthToStdout = (files: readonly string[]): number =>
  reportFaults(
    () => {
      const installations = synthesize(files, today());
      if (reportBreaches(installations)) return 1;
      printDocument(installations.map(({ manifests }) => manifests.stream).join('---\n'));
      return 0;
    },
    { consequence: 'nothing was printed' },
  );

/** Settings can hardly lead to a breach, so this is the last line: what breaks its own intent is never written. */
function reportBreaches(installations: readonly SynthesizedInstallation[]): boolean {
  const found = breaches(installations);
  if (found.length > 0) say(`${formatFindings(found, 'text')}Nothing was written.\n`);
  return found.length > 0;
}
