import type { CompletedOption, Grammar, Value } from './grammar';

/**
 * A script for bash, 3.2 of macOS included. Its tables say what may follow each option and what may be at each place; the rest reads the words before the
 * cursor to find the right entry.
 */
export const bashCompletion = ({ name, options, commands }: Grammar): string => `# bash completion of ${name}; made by: ${name} completion bash

# What follows an option of a command: how many values, and which.
_${id(name)}_after() {
  case "$1 $2" in
${commands
  .flatMap((command) => command.options.flatMap((option) => after(command.name, option)))
  .map((line) => `    ${line}\n`)
  .join('')}    *) following='' ;;
  esac
}

# Values by position after a command, counted from 0.
_${id(name)}_at() {
  case "$1 $2" in
${commands
  .flatMap((command) =>
    command.arguments.map(({ value, isVariadic }, index) => `    '${command.name} '${isVariadic ? '*' : index}) wanted='${valueText(value)}' ;;\n`),
  )
  .join('')}    *) wanted='' ;;
  esac
}

_${id(name)}_options() {
  case "$1" in
${commands.map((command) => `    ${command.name}) wanted='${names(command.options)}' ;;\n`).join('')}    *) wanted='${names(options)}' ;;
  esac
}

_${id(name)}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" end=$COMP_CWORD
  # Bash splits --option=value into three words.
  if [[ $current == '=' ]]; then
    current=''
  elif [[ $end -gt 1 && \${COMP_WORDS[end - 1]} == '=' ]]; then
    end=$((end - 1))
  fi

  local command='' place=0 following='' wanted='' index word
  for ((index = 1; index < end; index++)); do
    word="\${COMP_WORDS[index]}"
    if [[ $word == '=' ]]; then
      continue
    elif [[ $word == -?* ]]; then
      [[ $command ]] && _${id(name)}_after "$command" "$word"
    elif [[ $following == 'many '* ]]; then
      continue
    elif [[ $following ]]; then
      following=''
    elif [[ ! $command ]]; then
      command="$word"
    else
      place=$((place + 1))
    fi
  done

  if [[ $current == -* && $following != 'one '* ]]; then
    _${id(name)}_options "$command"
  elif [[ $following ]]; then
    wanted="\${following#* }"
  elif [[ ! $command ]]; then
    wanted='${commands.map((command) => command.name).join(' ')}'
  else
    _${id(name)}_at "$command" "$place"
  fi

  case "$wanted" in
    '<files>' | '<folders>')
      local IFS=$'\n' what=-f
      [[ $wanted == '<folders>' ]] && what=-d
      compopt -o filenames 2>/dev/null
      COMPREPLY=($(compgen $what -- "$current"))
      ;;
    *) COMPREPLY=($(compgen -W "$wanted" -- "$current")) ;;
  esac
}
complete -F _${id(name)} ${name}
`;

const id = (name: string): string => name.replace(/\W/g, '_');

const names = (options: readonly CompletedOption[]): string => options.map((option) => option.names.at(-1)).join(' ');

const after = (command: string, { names: [first, ...more], value, isVariadic }: CompletedOption): readonly string[] =>
  value === undefined
    ? []
    : [`${[first, ...more].map((each) => `'${command} ${each}'`).join(' | ')}) following='${isVariadic ? 'many' : 'one'} ${valueText(value)}' ;;`];

const valueText = (value: Value): string => (value.kind === 'words' ? value.words.join(' ') : value.kind === 'anything' ? '' : `<${value.kind}>`);
