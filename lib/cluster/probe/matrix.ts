import type { Probe } from './probe';
import type { Question } from './questions';
import type { Outside } from './running/outside';
import { answersIn, keyOf, type Told } from './script';

/** The result of comparing an observation with the intent. */
export type Outcome =
  /** As intended. */
  | 'agrees'
  /** Open although it should be closed. */
  | 'open'
  /** Closed although it should be open. */
  | 'closed'
  /** The objects do not decide what it should be. */
  | 'undecided'
  /** There is no result for it. */
  | 'unanswered';

/** A question with its observation. */
export interface Observation extends Question {
  readonly outcome: Outcome;
  /** @default - there is no result */
  readonly told?: Told;
}

/** The result of a probe. */
export interface Matrix {
  readonly installation: string;
  readonly observations: readonly Observation[];
  /** Results of clients outside the cluster. */
  readonly outside: readonly Outside[];
  /** Faults of the network that the observations show. */
  readonly diagnoses: readonly string[];
  /** What was not tested, one line for each. */
  readonly notAsked: readonly string[];
}

/**
 * Compares the results of clients with the intent.
 * @param logs of all clients, one after another
 */
export function matrixOf(
  { installation, questions, notAsked }: Pick<Probe, 'installation' | 'questions' | 'notAsked'>,
  logs: string,
  outside: readonly Outside[] = [],
): Matrix {
  const { answers } = answersIn(logs);
  const observations = questions.map((question): Observation => {
    const told = answers.get(keyOf(question));
    return { ...question, outcome: outcomeOf(question, told), ...(told && { told }) };
  });
  return { installation, observations, outside, diagnoses: [...diagnosesOf(observations), ...diagnosesOutside(outside)], notAsked };
}

function outcomeOf({ expected, kind }: Question, told: Told | undefined): Outcome {
  if (told === undefined || told.answer === 'unknown') return 'unanswered';
  // It is not known whether a pod of the installation listens on the port.
  if (expected === 'undecided' || (kind === 'live' && expected === 'open' && told.word === 'REFUSED')) return 'undecided';
  return told.answer === expected ? 'agrees' : told.answer;
}

/** Whether a probe fails: something is not as intended, or has no result. */
export const isFailed = ({ observations, outside }: Matrix): boolean =>
  observations.some(({ outcome }) => outcome !== 'agrees' && outcome !== 'undecided') ||
  outside.some(({ outcome }) => outcome !== 'agrees' && outcome !== 'undecided');

/** Explanations of what is not as intended: the first one that fits for each side. */
function diagnosesOf(observations: readonly Observation[]): readonly string[] {
  const heard = observations.filter(({ outcome }) => outcome === 'agrees' || outcome === 'open' || outcome === 'closed');
  if (heard.length === 0) return observations.length === 0 ? [] : ['No client answered: nothing is known about this network.'];
  const leaks = heard.filter(({ outcome }) => outcome === 'open');
  const blocks = heard.filter(({ outcome }) => outcome === 'closed');
  const unanswered = observations.filter(({ outcome }) => outcome === 'unanswered');
  const unresolved = unanswered.filter(({ told }) => told?.word === 'DNS');
  return [
    ...(leaks.length > 0 ? [leakage(heard, leaks)] : []),
    ...(blocks.length > 0 ? [blockage(heard, blocks)] : []),
    ...(unresolved.length > 0
      ? [
          `Names were not found by ${sourcesOf(unresolved)}: DNS does not work there, or egress to it is closed; nothing is known about these connections.`,
        ]
      : []),
    ...(unanswered.length > unresolved.length
      ? [
          `There is no answer about ${unanswered.length - unresolved.length} connections of ${sourcesOf(unanswered)}: their logs are missing or cut off.`,
        ]
      : []),
  ];
}

function leakage(heard: readonly Observation[], leaks: readonly Observation[]): string {
  const closed = heard.filter(({ expected }) => expected === 'closed');
  const all = (some: readonly Observation[]): boolean => some.length > 0 && some.every(({ outcome }) => outcome === 'open');
  const by = (direction: Observation['closedBy']) => closed.filter(({ closedBy }) => closedBy === direction);
  if (leaks.length === closed.length)
    return `The network plugin ignores policies: each of the ${closed.length} connections that should be closed is open. Install one that enforces NetworkPolicy, or turn its enforcement on.`;
  if (all(by('egress')) && leaks.every(({ closedBy }) => closedBy === 'egress'))
    return `The network plugin ignores egress: each of the ${leaks.length} connections that only the policies of the source close is open.`;
  if (all(by('ingress')) && leaks.every(({ closedBy }) => closedBy === 'ingress'))
    return `The network plugin ignores ingress: each of the ${leaks.length} connections that only the policies of the destination close is open.`;
  if (leaks.every(({ source }) => source.kind === 'impostor'))
    return 'The network plugin ignores the namespace of a peer: it admits pods of any namespace that have the right labels.';
  return `${leaks.length} of ${closed.length} connections that should be closed are open: other policies admit them, or the network plugin does not enforce all of these.`;
}

function blockage(heard: readonly Observation[], blocks: readonly Observation[]): string {
  const open = heard.filter(({ expected }) => expected === 'open');
  if (blocks.length === open.length)
    return `Each of the ${open.length} connections that should be open is closed: no connection works between these pods.`;
  const behind = open.filter(({ inRange }) => inRange === 'behind');
  if (behind.length > 0 && blocks.every(({ inRange }) => inRange !== undefined) && behind.every(({ outcome }) => outcome === 'closed'))
    return `The network plugin ignores endPort: each of the ${behind.length} connections to a port of a range after its first is closed.`;
  if (blocks.every(({ kind }) => kind === 'service'))
    return `${blocks.length} connections through Services are closed, although their pods can be reached: kube-proxy, or its replacement, does not route them.`;
  return `${blocks.length} of ${open.length} connections that should be open are closed: other policies forbid them, or the network plugin interprets these differently.`;
}

/** Broken promises of externalTrafficPolicy: Local. */
function diagnosesOutside(outside: readonly Outside[]): readonly string[] {
  const local = outside.filter(({ policy }) => policy === 'Local');
  return [
    ...(local.some(({ outcome }) => outcome === 'open')
      ? ['The cluster ignores externalTrafficPolicy Local: a node without a pod of the Service answers.']
      : []),
    ...(local.some(({ outcome }) => outcome === 'lost')
      ? ["The client's address is lost, although externalTrafficPolicy is Local: pods see the address of a node."]
      : []),
    ...(outside.length > 0 && outside.every(({ outcome }) => outcome === 'undecided')
      ? ['No node can be reached from this machine, so nothing is known about ways in from outside: run probe where clients are.']
      : []),
  ];
}

function sourcesOf(observations: readonly Observation[]): string {
  const titles = [...new Set(observations.map(({ source }) => source.title))];
  return titles.length > 3 ? `${titles.slice(0, 3).join(', ')} and ${titles.length - 3} more` : titles.join(', ');
}
