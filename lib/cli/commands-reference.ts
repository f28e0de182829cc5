import type { Command, Option } from 'commander';
import { formatMarkdown } from '../reports/table';
import { exitCodes } from './exit-code';

/** The content of docs/commands.md: every command with its arguments and options, as in `--help`, and the exit codes. */
export const formatCommands = (program: Command): string =>
  [
    '# Commands',
    '',
    '`npx cdk8s-bluemind COMMAND`; `--help` after any command prints the same. `npm run docs` writes this page.',
    '',
    formatMarkdown({
      columns: ['Command', 'What it does'],
      rows: program.commands.map((command) => [command.name(), command.description()]),
    }),
    '## Exit codes',
    '',
    formatMarkdown({
      columns: ['Code', 'Meaning'],
      rows: Object.entries(exitCodes).map(([name, code]) => [`${code}`, meanings[name] ?? name]),
    }),
    'A pipeline that must fail on warnings too sets `--fail-on warning`.',
    '',
    ...program.commands.flatMap(commandSection),
  ].join('\n');

const meanings: Readonly<Record<string, string>> = {
  fine: 'The command did what you asked, and found nothing that fails.',
  findings: 'It found what it looks for: findings of --fail-on and above, or differences.',
  badInput: 'It cannot use the input or the options; nothing was decided or written.',
  internalError: 'A fault of this tool; --debug shows its trace.',
} satisfies Record<keyof typeof exitCodes, string>;

const commandSection = (command: Command): readonly string[] => [
  `## ${command.name()}`,
  '',
  `${capitalized(command.description())}.`,
  '',
  '```text',
  ['cdk8s-bluemind', command.name(), command.usage()].join(' '),
  '```',
  '',
  ...(command.registeredArguments.length + command.options.length === 0
    ? []
    : [
        formatMarkdown({
          columns: ['Argument or option', 'Meaning', 'Default'],
          rows: [
            ...command.registeredArguments.map((argument) => [
              argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
              withChoices(argument.description, argument.argChoices),
              argument.defaultValue === undefined ? '' : `${argument.defaultValue}`,
            ]),
            ...command.options.filter(({ hidden }) => !hidden).map(optionRow),
          ],
        }),
      ]),
];

const optionRow = ({ flags, description, argChoices, defaultValue, negate }: Option): readonly string[] => [
  flags,
  withChoices(description, argChoices),
  defaultValue === undefined || negate ? '' : `${defaultValue}`,
];

const withChoices = (description: string, choices: readonly string[] | undefined): string =>
  choices === undefined ? description : `${description} (${choices.join(', ')})`;

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
