import type { Question } from './questions';

/**
 * What a client runs: each argument is `HOST PORT EXPECTED`; each answer is a line `probe NAME HOST PORT ANSWER`. Unexpected results are tested again,
 * since a network plugin needs time for a new pod, and busy networks lose packets. Some run in parallel. It needs `sh` and agnhost, which is in the root
 * folder of its image.
 */
export const clientScript = `PATH="$PATH:/"
me=$1
shift
ask() {
  for round in 1 2 3; do
    if said=$(agnhost connect "$1:$2" --timeout=2s --protocol=tcp 2>&1); then said=OPEN; else said=\${said%%[!A-Z]*}; fi
    case "$3/$said" in open/OPEN | closed/TIMEOUT | closed/REFUSED | closed/OTHER | undecided/OPEN) break ;; esac
    [ $round = 3 ] || sleep 3
  done
  echo "probe $me $1 $2 \${said:-UNKNOWN}"
}
set -f
first=$1
target=\${first% *}
for wait in 1 2 3 4 5 6 7 8 9 10 11 12; do
  case "$(agnhost connect "\${target% *}:\${target#* }" --timeout=2s --protocol=tcp 2>&1)" in DNS*) sleep 5 ;; *) break ;; esac
done
for line in "$@"; do
  set -- $line
  ask "$@" &
  running=$((running + 1))
  if [ $running = 8 ]; then wait; running=0; fi
done
wait
echo "probe $me done"
`;

/** Arguments of the script after its name. */
export const clientArguments = (name: string, questions: readonly Question[]): readonly string[] => [
  name,
  ...questions.map(({ host, port, expected }) => `${bracketed(host)} ${port} ${expected}`),
];

/** In the form that precedes a port. */
export const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** The result of a client. */
export type Answer =
  | 'open'
  /** Dropped, refused by a listener or by the network, or not routed. */
  | 'closed'
  /** The name was not found, or agnhost could not be run: nothing is known about the connection. */
  | 'unknown';

/** Messages of agnhost, in the order in which they are searched. */
const meanings: Readonly<Record<string, Answer>> = {
  OPEN: 'open',
  TIMEOUT: 'closed',
  REFUSED: 'closed',
  OTHER: 'closed',
  DNS: 'unknown',
  UNKNOWN: 'unknown',
};

/** An answer with agnhost's message. */
export interface Told {
  readonly answer: Answer;
  readonly word: string;
}

/** Results from the logs of clients, with any prefix before each line; by `keyOf`. */
export function answersIn(logs: string): { readonly answers: ReadonlyMap<string, Told>; readonly done: ReadonlySet<string> } {
  const answers = new Map<string, Told>();
  const done = new Set<string>();
  for (const line of logs.split('\n')) {
    const [, name = '', rest = ''] = /(?:^|\s)probe (probe-from-\S+) (.*)$/.exec(line.trimEnd()) ?? [];
    if (rest === 'done') done.add(name);
    const [host, port, word = ''] = rest.split(' ');
    const answer = Object.hasOwn(meanings, word) ? meanings[word] : undefined;
    if (answer !== undefined) answers.set(`${name} ${host} ${port}`, { answer, word });
  }
  return { answers, done };
}

/** The key of a question in logs. */
export const keyOf = ({ source, host, port }: Question): string => `${source.name} ${bracketed(host)} ${port}`;
