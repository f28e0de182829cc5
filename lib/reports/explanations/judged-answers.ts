import { accessPhrases, admissions, type Culprit, captures } from '../../checks';
import { formatReference, groupBy, reasonsOf, type Verdict } from '../../reachability';
import type { Answer } from './answer';
import { itselfReason } from './reasons';

/** The result of several answers to one question of the reader: whether a source reaches ports, and through what. */
export interface Outcome {
  /** The first of the answers, whose ends and ports are those of all. */
  readonly answer: Answer;
  readonly verdict: Verdict['kind'];
  /** A clause behind the sentence that says it: `, since no object leads there from outside`; empty if there is nothing to add. */
  readonly because: string;
  /** What makes it so, from outside to inside. */
  readonly culprits: readonly Culprit[];
}

/**
 * The results of answers. From outside only the ways in count, since the addresses of pods are mostly not reachable there; the ranges of addresses that
 * policies distinguish are one source there.
 */
export const outcomesOf = (answers: readonly Answer[]): readonly Outcome[] =>
  [...groupBy(answers, keyOf).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    return isFromOutside(first) ? [outcomeOfWays(first, group)] : group.map(outcomeOfPolicies);
  });

const keyOf = ({ source, destination, protocol, port, ports }: Answer): string => JSON.stringify([source, destination, protocol, port, ports]);

/** Whether the question is what the outside reaches, through any way. */
const isFromOutside = ({ source, to }: Answer): boolean => source === 'external' && to.kind === 'pods';

function outcomeOfWays(answer: Answer, group: readonly Answer[]): Outcome {
  const entries = group.flatMap((one) => one.entries);
  const verdict = mildest(entries.map((entry) => entry.verdict.kind));
  const deciding = entries.filter((entry) => entry.verdict.kind === verdict);
  const culprits = deciding.flatMap((entry) => {
    const explanation = entry.explain();
    const policies = explanation === undefined ? [] : verdict === 'denied' ? captures(explanation) : admissions(explanation);
    return [...entry.objects.map((object): Culprit => ({ object, ...(object.position && { position: object.position }) })), ...policies];
  });
  const ways = [
    ...new Set(deciding.map(({ access, objects: [first] }) => `through ${accessPhrases[access]}${first ? ` (${formatReference(first)})` : ''}`)),
  ];
  const doubts = deciding.flatMap((entry) => (entry.verdict.kind === 'unknown' ? entry.verdict.doubts : []));
  const because =
    entries.length === 0
      ? ', since no object leads there from outside'
      : doubts.length > 0
        ? `: ${reasonsOf(doubts)}`
        : verdict === 'denied'
          ? ', since policies close every way in'
          : ` ${ways.join(' and ')}`;
  return { answer, verdict, because, culprits: [...unique(culprits), ...podsOf(answer)] };
}

/** Open if one way is. */
const mildest = (verdicts: readonly Verdict['kind'][]): Verdict['kind'] =>
  (['allowed', 'unknown', 'denied'] as const).find((kind) => verdicts.includes(kind)) ?? 'denied';

function outcomeOfPolicies(answer: Answer): Outcome {
  const { explanation } = answer;
  const { verdict, self } = explanation;
  if (self) return { answer, verdict: verdict.kind, because: `, since ${itselfReason}`, culprits: podsOf(answer) };
  const culprits = verdict.kind === 'denied' ? captures(explanation) : admissions(explanation);
  const names = [...new Set(culprits.map(({ object }) => formatReference(object)))].join(', ');
  const because =
    verdict.kind === 'unknown'
      ? `: ${reasonsOf(verdict.doubts)}`
      : verdict.kind === 'denied'
        ? names && `, since ${names} does not admit it`
        : names
          ? ` by ${names}`
          : ', since no policy prevents it';
  return { answer, verdict: verdict.kind, because, culprits: [...unique(culprits), ...podsOf(answer)] };
}

/** The requested pods, if they are among the manifests. */
const podsOf = ({ to }: Answer): readonly Culprit[] =>
  to.kind === 'pods' && to.reference.position ? [{ object: to.reference, position: to.reference.position }] : [];

const unique = (culprits: readonly Culprit[]): readonly Culprit[] => [
  ...new Map(culprits.map((one) => [JSON.stringify([formatReference(one.object), one.position]), one])).values(),
];
