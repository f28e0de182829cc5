import type { Argument, Command, Option } from 'commander';
import { standardInput } from '../../base/input-file';

/** Names of arguments and option values in help that mean files or folders. */
const pathNames: readonly string[] = ['file', 'files', 'folder', 'paths', 'old', 'new'];

/** Whether an argument of a command means a file or folder. */
export const isPathArgument = (argument: Argument): boolean => pathNames.includes(argument.name());

/** Whether the value of an option means a file or folder: `--settings <file>`. */
export const isPathOption = ({ flags }: Option): boolean => pathNames.includes(valueName(flags));

/** Whether that value is a folder: `--out <folder>`. */
export const standsForFolders = (flags: string): boolean => valueName(flags) === 'folder';

const valueName = (flags: string): string => /[<[]([\w-]+)/.exec(flags)?.[1] ?? '';

/** Refuses a command line that names standard input twice, since the second reader would find it empty. */
export function refuseStandardInputTwice(command: Command): void {
  const named = [
    ...command.registeredArguments.flatMap((argument, index) =>
      isPathArgument(argument) ? valuesOf(argument.name(), command.processedArgs[index]) : [],
    ),
    ...command.options.flatMap((option) =>
      isPathOption(option) ? valuesOf(option.long ?? option.flags, command.getOptionValue(option.attributeName())) : [],
    ),
  ];
  if (named.length > 1)
    command.error(
      `error: '${standardInput}', the standard input, is named ${named.length} times (${named.join(', ')}) and can be read once; name a file instead`,
    );
}

/** Arguments that name standard input, one entry for each. */
const valuesOf = (name: string, value: unknown): readonly string[] =>
  [value]
    .flat()
    .filter((path) => path === standardInput)
    .map(() => name);
