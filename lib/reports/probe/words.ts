import type { Matrix, Observation, Outcome } from '../../cluster/probe/matrix';
import type { Outside } from '../../cluster/probe/running/outside';

/** How many observations had an outcome. */
export const count = (observations: readonly Observation[], outcome: Outcome): number => observations.filter((one) => one.outcome === outcome).length;

/** Whether an outcome contradicts the intent; an answer that is missing does not. */
export const isWrong = (outcome: Outcome | Outside['outcome']): boolean => outcome === 'open' || outcome === 'closed' || outcome === 'lost';

/** `15 connections: 3 as intended, 7 not, 3 undecided, 2 without an answer`. */
export function summaryOf({ observations, outside }: Matrix): string {
  const wrong = [...observations, ...outside].filter(({ outcome }) => isWrong(outcome)).length;
  const undecided = count(observations, 'undecided') + outside.filter(({ outcome }) => outcome === 'undecided').length;
  const agrees = count(observations, 'agrees') + outside.filter(({ outcome }) => outcome === 'agrees').length;
  return `${observations.length + outside.length} connections: ${agrees} as intended, ${wrong} not, ${undecided} undecided, ${count(observations, 'unanswered')} without an answer`;
}

/** The ends and the port of a connection. */
export const titleOf = ({ source, destination, port }: Observation): string => `${source.title} => ${destination} : TCP ${port}`;

/** What is intended for a connection and what was found. */
export const lineOf = (one: Observation): string =>
  `${titleOf(one)}: should be ${one.expected}${one.closedBy === undefined ? '' : ` (${byWhom[one.closedBy]})`}, is ${one.told?.answer ?? 'unknown'} (${one.told?.word ?? ''})`;

const byWhom = {
  ingress: 'by policies of the destination',
  egress: 'by policies of the source',
  both: 'by policies of both ends',
} as const;

/** The same for a connection from outside. */
export const lineOfOutside = ({ service, address, port, expected, outcome, seen }: Outside): string =>
  outcome === 'lost'
    ? `outside => ${service} by ${address}:${port}: the pod sees ${seen}, a node, instead of the client`
    : `outside => ${service} by ${address}:${port}: should be ${expected}, is ${outcome}`;

/** What was found from outside: a lost client address means that the port is open. */
export const foundOutside = (outcome: Outside['outcome'], expected: Outside['expected']): string =>
  outcome === 'agrees' ? expected : outcome === 'lost' ? 'open' : outcome;

/** Connections that contradict the intent, in sentences. */
export const wrongLines = ({ observations, outside }: Matrix): readonly string[] => [
  ...observations.filter(({ outcome }) => isWrong(outcome)).map(lineOf),
  ...outside.filter(({ outcome }) => isWrong(outcome)).map(lineOfOutside),
];

/** Notes of connections, each once. */
export const noteLines = ({ observations }: Matrix): readonly string[] => [
  ...new Set(observations.flatMap((one) => one.notes.map((note) => `${note} (${titleOf(one)})`))),
];
