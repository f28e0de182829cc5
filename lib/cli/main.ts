import { Command, CommanderError } from 'commander';
import { defineCatalogue } from './definitions/catalogue';
import { defineCompletion } from './definitions/completion';
import { defineDiff } from './definitions/diff';
import { defineDrift } from './definitions/drift';
import { defineExplain } from './definitions/explain';
import { defineExposure } from './definitions/exposure';
import { defineInit } from './definitions/init';
import { defineKrm } from './definitions/krm';
import { defineProbe } from './definitions/probe';
import { defineReach } from './definitions/reach';
import { defineRules } from './definitions/rules';
import { defineSchema } from './definitions/schema';
import { defineSynth } from './definitions/synth';
import { defineValues } from './definitions/values';
import { defineVerify } from './definitions/verify';
import { defineVersions } from './definitions/versions';
import { exitCodes } from './exit-code';
import { handleUnforeseen, reportUnforeseen } from './last-handler';
import { refuseStandardInputTwice } from './options/paths';
import { print, say } from './terminal';

/** The commands in the order of the help. */
const definitions = [
  defineSynth,
  defineInit,
  defineVerify,
  defineRules,
  defineVersions,
  defineReach,
  defineExposure,
  defineExplain,
  defineDiff,
  defineDrift,
  defineCatalogue,
  defineProbe,
  defineValues,
  defineKrm,
  defineSchema,
  defineCompletion,
];

/** Each command loads its libraries when it runs, so it does not wait for those of other commands. */
export function program(version: string, setExitCode: (code: number) => void): Command {
  const command = new Command('cdk8s-bluemind')
    .description('The Kubernetes network of a BlueMind mail server: Services, NetworkPolicies and entry points from one port catalogue.')
    .version(version)
    .option('--debug', 'show the stack trace of an unexpected error')
    .showHelpAfterError('(cdk8s-bluemind --help lists commands and options)')
    .hook('preAction', (_, action) => refuseStandardInputTwice(action))
    .addHelpText(
      'after',
      `
Examples:
  cdk8s-bluemind synth                      render installations/ to dist/
  cdk8s-bluemind synth mail.yaml --stdout   print one installation, ready for kubectl apply -f -
  cdk8s-bluemind catalogue --external       the ports that clients use
  cdk8s-bluemind schema > settings.schema.json

Exit codes: 0 fine, 1 findings or differences, 2 bad input or usage, 3 a fault of the tool.`,
    );

  for (const define of definitions) define(command, setExitCode);
  return command;
}

/** A command line: the words after the command's name, and the version that `--version` prints. */
export interface CommandLine {
  readonly version: string;
  readonly arguments: readonly string[];
}

/** Runs the command line and sets the exit code of the process. */
export async function main(commandLine: CommandLine): Promise<void> {
  handleUnforeseen(isDebugged(commandLine), (code) => process.exit(code));
  process.exitCode = await runCommandLine(commandLine);
}

/** Runs a command line. @returns the exit code */
export async function runCommandLine({ version, arguments: words }: CommandLine): Promise<number> {
  let exitCode: number = exitCodes.fine;
  const command = program(version, (code) => {
    exitCode = code;
  });
  for (const each of [command, ...command.commands])
    each.exitOverride().configureOutput({ writeOut: print, writeErr: say, outputError: (text, write) => write(text) });
  try {
    if (words.length === 0) command.outputHelp();
    else
      await command.parseAsync(
        words.filter((word) => word !== debugOption),
        { from: 'user' },
      );
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.badInput;
    return reportUnforeseen(error, isDebugged({ arguments: words }));
  }
}

const debugOption = '--debug';
const isDebugged = ({ arguments: words }: Pick<CommandLine, 'arguments'>): boolean => words.includes(debugOption);
