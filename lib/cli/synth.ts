import { formatFindings } from '../reports/findings';
import { breaches, type OutputFolders, type SynthesizedInstallation, synthesize, writeInstallations } from '../synth';
import { reportFaults } from './report-faults';
import { today } from './today';

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
    process.stderr.write(`${lines.join('\n')}\n`);
    return 0;
  });

/** Prints installations as one stream of YAML documents. @returns the exit code */
export const runSynthToStdout = (files: readonly string[]): number =>
  reportFaults(
    () => {
      const installations = synthesize(files, today());
      if (reportBreaches(installations)) return 1;
      process.stdout.write(installations.map(({ manifests }) => manifests.stream).join('---\n'));
      return 0;
    },
    { consequence: 'nothing was printed' },
  );

/** Settings can hardly lead to a breach, so this is the last line: what breaks its own intent is never written. */
function reportBreaches(installations: readonly SynthesizedInstallation[]): boolean {
  const found = breaches(installations);
  if (found.length > 0) process.stderr.write(`${formatFindings(found, 'text')}Nothing was written.\n`);
  return found.length > 0;
}
