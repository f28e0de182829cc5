import type { Argument, Command, Option } from 'commander';
import { isPathArgument, isPathOption, standsForFolders } from '../options/paths';

/** The kind of value that is expected. */
export type Value =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'files' }
  | { readonly kind: 'folders' }
  /** A free value. */
  | { readonly kind: 'anything' };

/** An option as a shell completes it. */
export interface CompletedOption {
  /** With its dashes; the long name last. */
  readonly names: readonly [string, ...string[]];
  readonly description: string;
  /** @default - no value */
  readonly value?: Value;
  /** Whether several values may follow. */
  readonly isVariadic: boolean;
}

/** A positional argument. */
export interface CompletedArgument {
  /** Its name in help. */
  readonly name: string;
  readonly value: Value;
  readonly isVariadic: boolean;
}

/** A command as a shell completes it. */
export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  readonly arguments: readonly CompletedArgument[];
}

/** A command line as a shell completes it. */
export interface Grammar {
  readonly name: string;
  readonly options: readonly CompletedOption[];
  readonly commands: readonly CompletedCommand[];
}

/** Words that are not in the definition of the commands, since every command would load them there; by command and argument or option. */
export type FurtherWords = Readonly<Record<string, readonly string[]>>;

/** What shells need to know of the commands, from their definition. */
export function grammarOf(program: Command, further: FurtherWords = {}): Grammar {
  const help = program.createHelp();
  const global = help.visibleOptions(program).map((option) => completedOption('', option, further));
  const everywhere = global.filter(({ names }) => names.includes('--debug'));
  const names = help.visibleCommands(program).map((command) => command.name());
  const words: FurtherWords = { 'help [command]': names, ...further };
  return {
    name: program.name(),
    options: global,
    commands: help.visibleCommands(program).map((command) => ({
      name: command.name(),
      description: command.description(),
      options: [...help.visibleOptions(command).map((option) => completedOption(command.name(), option, words)), ...everywhere],
      arguments: command.registeredArguments.map((argument) => completedArgument(command.name(), argument, words)),
    })),
  };
}

function completedOption(command: string, option: Option, further: FurtherWords): CompletedOption {
  const { short, long, description, argChoices, variadic } = option;
  const [first = option.flags, ...more] = [short, long].filter((name) => name !== undefined);
  const isPath = isPathOption(option);
  return {
    names: [first, ...more],
    description,
    isVariadic: variadic,
    ...((option.required || option.optional) && {
      value: valueFrom(argChoices ?? further[`${command} ${long}`], isPath && (standsForFolders(option.flags) ? 'folders' : 'files')),
    }),
  };
}

const completedArgument = (command: string, argument: Argument, further: FurtherWords): CompletedArgument => ({
  name: argument.name(),
  isVariadic: argument.variadic,
  value: valueFrom(argument.argChoices ?? further[`${command} [${argument.name()}]`], isPathArgument(argument) && 'files'),
});

const valueFrom = (words: readonly string[] | undefined, path: 'files' | 'folders' | false): Value =>
  words ? { kind: 'words', words } : { kind: path || 'anything' };
