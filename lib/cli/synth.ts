import { synthesize, writeManifests } from '../synth';
import { reportFaults } from './report-faults';

export interface SynthArguments {
  /** Settings files. @default - all of installations/ */
  readonly files?: readonly string[];
  /** Folder for the manifests. */
  readonly out: string;
  /** A second folder for the same manifests. @default - none */
  readonly copy?: string;
}

/** Renders installations and replaces the last output. @returns the exit code */
export const runSynth = ({ files = [], out, copy }: SynthArguments): number =>
  reportFaults(() => {
    const installations = synthesize(files);
    const lines = writeManifests(installations, out, { removeStale: files.length === 0 });
    if (copy !== undefined) writeManifests(installations, copy, { removeStale: true });
    process.stderr.write(`${lines.join('\n')}\n`);
    return 0;
  });

/** Prints installations as one stream of YAML documents. @returns the exit code */
export const runSynthToStdout = (files: readonly string[]): number =>
  reportFaults(
    () => {
      process.stdout.write(
        synthesize(files)
          .map(({ manifests }) => manifests.stream)
          .join('---\n'),
      );
      return 0;
    },
    { consequence: 'nothing was printed' },
  );
