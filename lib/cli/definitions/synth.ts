import { type Command, Option } from 'commander';
import type { SynthOptions } from '../commands/synth';
import type { End } from '../options/shared';

/** Adds `synth` with its arguments and options. */
export function defineSynth(command: Command, end: End): void {
  command
    .command('synth')
    .description('render installations and replace the previous output')
    .argument(
      '[files...]',
      "settings or fleet files, fleet.yaml#NAME, or '-' for standard input (default: the .yaml and .yml files of installations/, without those that begin with a dot)",
    )
    .option('--out <folder>', 'folder for the manifests', 'dist')
    .option('--values <folder>', 'folder for Helm values (default: values, beside dist)')
    .option('--reports <folder>', 'folder for reports (default: reports, beside dist)')
    .addOption(
      new Option('--stdout', 'print one stream of YAML documents and write nothing').conflicts(['chartVersion', 'out', 'values', 'reports', 'prune']),
    )
    .addOption(
      new Option('--format <format>', 'manifests, or Helm charts; a single chart is the folder itself').choices(['plain', 'helm']).default('plain'),
    )
    .option('--default', 'render the default installation, which is public, without any settings file')
    .option('--prune', 'remove folders that the same settings rendered before and no longer describe')
    .option('--no-prune', 'keep them (default: they are removed when all of installations/ is rendered to a folder inside the working directory)')
    .option('--force', 'render what did not change since the last run, too')
    .option('--verbose', 'report each installation, also if there are many')
    .option('--all-or-nothing', 'write nothing if one installation has faults (default: the others are written)')
    .addOption(
      new Option(
        '--shard <i/n>',
        'render one of n parts of the installations, from 1/n; /n takes the number of JOB_COMPLETION_INDEX, as a Kubernetes Indexed Job sets it',
      ).conflicts(['default', 'stdout', 'chartVersion', 'html', 'page', 'allOrNothing']),
    )
    .addOption(
      new Option('--changed-since <revision>', 'render only installations whose settings differ from those in a revision of git').conflicts([
        'default',
        'stdout',
        'chartVersion',
        'html',
        'page',
        'allOrNothing',
      ]),
    )
    .addOption(new Option('--chart-version <version>', 'version of the charts, such as 1.4.0').conflicts(['values', 'reports']))
    .addOption(new Option('--html', 'also write reports/NAME/exposure.html, a page of each installation').conflicts(['stdout', 'chartVersion']))
    .addOption(new Option('--page <file>', 'write one page of all installations').conflicts(['stdout', 'chartVersion']))
    .action(async (files: string[], options: SynthOptions) => {
      const { runSynthCommand, runSynthPages } = await import('../commands/synth.js');
      end(options.html || options.page !== undefined ? await runSynthPages(files, options) : runSynthCommand(files, options));
    });
}
