import type { CompletedArgument, CompletedCommand, CompletedOption, Grammar, Value } from './grammar';

/** A script for fish, a line for each command, option and kind of value. */
export const fishCompletion = ({ name, options, commands }: Grammar): string => {
  const noCommand = `not __fish_seen_subcommand_from ${commands.map((command) => command.name).join(' ')}`;
  return [
    `# fish completion of ${name}; made by: ${name} completion fish`,
    `complete -c ${name} -f`,
    ...options.map((option) => complete(name, noCommand, optionWords(option))),
    ...commands.map((command) => complete(name, noCommand, `-a ${command.name} -d ${quote(command.description)}`)),
    ...commands.flatMap((command) => commandLines(name, command)),
    '',
  ].join('\n');
};

const complete = (name: string, condition: string, words: string): string => `complete -c ${name} -n ${quote(condition)} ${words}`;

const commandLines = (name: string, command: CompletedCommand): readonly string[] => {
  const condition = `__fish_seen_subcommand_from ${command.name}`;
  return [
    ...command.options.map((option) => complete(name, condition, optionWords(option))),
    ...command.arguments.flatMap((argument) => argumentWords(argument).map((words) => complete(name, condition, words))),
  ];
};

const optionWords = ({ names, description, value }: CompletedOption): string =>
  [
    ...names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`)),
    `-d ${quote(description)}`,
    ...valueWords(value),
  ].join(' ');

function valueWords(value: Value | undefined): readonly string[] {
  if (value === undefined) return [];
  if (value.kind === 'words') return [`-x -a ${quote(value.words.join(' '))}`];
  if (value.kind === 'files') return ['-r -F'];
  return [value.kind === 'folders' ? "-x -a '(__fish_complete_directories)'" : '-x'];
}

const argumentWords = ({ value }: CompletedArgument): readonly string[] =>
  value.kind === 'words' ? [`-a ${quote(value.words.join(' '))}`] : value.kind === 'anything' ? [] : ['-F'];

const quote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
