import { type Command, Option } from 'commander';
import { findingsFormats } from '../../reports/findings/formats';
import { mapFormats } from '../../reports/map/formats';
import type { VerifyOptions } from '../commands/verify';
import { collect } from '../options/assumptions';
import { type End, reading } from '../options/shared';

/** Adds `verify` with its arguments and options. */
export function defineVerify(command: Command, end: End): void {
  reading(command.command('verify'))
    .description('check manifests against settings, or against the catalogue only, and fail on a breach')
    .argument('<paths...>', "files, folders, or '-' for standard input")
    .addOption(
      new Option('--settings <file>', "settings of an installation, or '-' for standard input; may be repeated, for each of several installations")
        .argParser(collect)
        .conflicts(['release', 'pods']),
    )
    .addOption(new Option('--release <release>', 'major release of BlueMind, without settings').choices(['4', '5']).default('4'))
    .option('--pods <labels>', "labels of BlueMind's pods, without settings (default: app.kubernetes.io/name=bluemind)")
    .addOption(new Option('--format <format>', 'format of the findings, or a map').choices([...findingsFormats, ...mapFormats]).default('text'))
    .addOption(new Option('--fail-on <severity>', 'lowest severity that fails').choices(['info', 'warning', 'error']).default('error'))
    .option('--allow-empty', 'accept manifests without BlueMind (otherwise they are bad input)')
    .action(async (paths: string[], { format, ...options }: Omit<VerifyOptions, 'format'> & { readonly format: VerifyOptions['format'] | 'svg' }) => {
      const { runVerify, runVerifyDrawing } = await import('../commands/verify.js');
      end(format === 'svg' ? await runVerifyDrawing(paths, options) : runVerify(paths, { format, ...options }));
    });
}
