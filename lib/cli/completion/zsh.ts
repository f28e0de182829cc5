import type { CompletedArgument, CompletedCommand, CompletedOption, Grammar, Value } from './grammar';

/** A script for zsh: a function for the folders of fpath, which can be sourced after compinit, too. */
export const zshCompletion = ({ name, options, commands }: Grammar): string => `#compdef ${name}
# zsh completion of ${name}; made by: ${name} completion zsh

_${name}() {
  local context state state_descr line
  typeset -A opt_args
  local -a commands
  commands=(
${commands.map((command) => `    ${quote(`${command.name}:${command.description}`)}\n`).join('')}  )

  _arguments -C \\
${options.map((option) => `    ${optionSpec(option)} \\\n`).join('')}    '1:command:->command' \\
    '*::argument:->argument'

  case $state in
    command) _describe -t commands command commands ;;
    argument)
      case $words[1] in
${commands.map(commandCase).join('')}      esac
      ;;
  esac
}

if [[ $funcstack[1] == _${name} ]]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`;

const commandCase = ({ name, options, arguments: places }: CompletedCommand): string => `        ${name})
          _arguments${[...options.map(optionSpec), ...places.map(argumentSpec)].map((spec) => ` \\\n            ${spec}`).join('')}
          ;;
`;

/** `'--out[folder for the manifests]:value:_files -/'`; with several values, up to the next option. */
function optionSpec({ names: [first, ...more], description, value, isVariadic }: CompletedOption): string {
  const told = `[${description.replace(/[[\]\\]/g, '\\$&')}]`;
  const follows = value === undefined ? '' : `${isVariadic ? ':*-*' : ''}:value:${action(value)}`;
  // An option with a value may be repeated, and its value may follow an equals sign.
  const [repeated, joined] = value === undefined ? ['', ''] : ['*', isVariadic ? '' : '='];
  const names = [first, ...more];
  return more.length === 0
    ? quote(`${repeated}${first}${joined}${told}${follows}`)
    : `'(${names.join(' ')})'{${names.join(',')}}${quote(`${told}${follows}`)}`;
}

const argumentSpec = ({ name, value, isVariadic }: CompletedArgument): string =>
  quote(`${isVariadic ? '*' : ''}:${name.replaceAll(':', ' ')}:${action(value)}`);

const action = (value: Value): string =>
  value.kind === 'words' ? `(${value.words.join(' ')})` : value.kind === 'files' ? '_files' : value.kind === 'folders' ? '_files -/' : ' ';

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
