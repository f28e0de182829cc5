import { formatReference } from '../input/manifest';
import type { Policy } from '../policies/policy';
import { difference, union } from '../sets/intervals';
import { allPorts, noPorts, type PortSet } from '../sets/ports';
import type { Doubt } from './match';
import { type Capture, doubted, inOrder, type PortDoubt, type Progress, type RuleMatcher } from './rules-in-order';

/** The result of policies for the ports between two parties in one direction. A port may be in both sets: then it cannot be decided. */
export interface Outcome {
  /** Ports that may be allowed. */
  readonly allow: PortSet;
  /** Ports that may be denied. */
  readonly deny: PortSet;
  readonly doubts: readonly PortDoubt[];
}

/** Everything is allowed, as for pods that no policy selects. */
export const openOutcome: Outcome = { allow: allPorts, deny: noPorts, doubts: [] };

/** The result of the policies that select pods, for their traffic with another party. */
export function outcomeOf(captures: readonly Capture[], matcher: RuleMatcher): Outcome {
  const tier = (name: Policy['tier']) => captures.filter(({ policy }) => policy.tier === name);
  let progress: Progress = { undecided: allPorts, allow: noPorts, deny: noPorts, doubts: [] };
  for (const { policy } of tier('unread')) {
    const reason = `${formatReference(policy.reference)} ${policy.doubt ?? 'is of a dialect that is not evaluated'}`;
    const doubt: Doubt = { basis: 'policy-dialect', reason };
    progress = { ...progress, allow: allPorts, deny: allPorts, doubts: [...progress.doubts, { ...doubt, ports: allPorts }] };
  }
  progress = orderedTier(tier('admin'), matcher, progress);
  progress = networkTier(tier('network'), matcher, progress);
  progress = orderedTier(tier('baseline'), matcher, progress);
  return { allow: union(progress.allow, progress.undecided), deny: progress.deny, doubts: progress.doubts };
}

/** A tier that leaves to the next tier what it does not decide or passes. */
function orderedTier(captures: readonly Capture[], matcher: RuleMatcher, before: Progress): Progress {
  const { passed, ...progress } = inOrder(captures, matcher, before);
  return { ...progress, undecided: union(progress.undecided, passed) };
}

/** Number of doubts about selected pods up to which all combinations are computed; with more, nothing is certain. */
const mostDoubts = 6;

/** The result of the policies for each answer to the doubts: policies with the same doubt apply together. */
function networkTier(captures: readonly Capture[], matcher: RuleMatcher, before: Progress): Progress {
  const doubts = [...new Map(captures.flatMap(({ match }) => (match === 'yes' ? [] : [[match.reason, match] as const]))).values()];
  if (doubts.length <= mostDoubts) return withDoubts(captures, doubts, matcher, before);
  const { allow, deny, undecided } = before;
  const unsure = doubts.flatMap((doubt) => doubted(doubt, undecided));
  return { undecided, allow: union(allow, undecided), deny: union(deny, undecided), doubts: [...before.doubts, ...unsure] };
}

function withDoubts(captures: readonly Capture[], [doubt, ...rest]: readonly Doubt[], matcher: RuleMatcher, before: Progress): Progress {
  if (doubt === undefined) return sureTier(captures, matcher, before);
  const inDoubt = ({ match }: Capture) => match !== 'yes' && match.reason === doubt.reason;
  const held = withDoubts(
    captures.map((capture) => (inDoubt(capture) ? { ...capture, match: 'yes' } : capture)),
    rest,
    matcher,
    before,
  );
  const free = withDoubts(
    captures.filter((capture) => !inDoubt(capture)),
    rest,
    matcher,
    before,
  );
  const differing = (['undecided', 'allow', 'deny'] as const).flatMap((key) => [difference(held[key], free[key]), difference(free[key], held[key])]);
  return {
    undecided: union(held.undecided, free.undecided),
    allow: union(held.allow, free.allow),
    deny: union(held.deny, free.deny),
    doubts: [...before.doubts, ...[held, free].flatMap(({ doubts }) => doubts.slice(before.doubts.length)), ...doubted(doubt, union(...differing))],
  };
}

/** The result of the rules of the policies in their order; the rest is denied, unless no policy isolates the pods. */
function sureTier(captures: readonly Capture[], matcher: RuleMatcher, before: Progress): Progress {
  if (captures.length === 0) return before;
  const decided = inOrder(captures, matcher, { undecided: before.undecided, allow: noPorts, deny: noPorts, doubts: [] });
  const isolated = captures.some(({ policy }) => policy.isolates !== false);
  return {
    undecided: union(decided.passed, isolated ? noPorts : decided.undecided),
    allow: union(before.allow, decided.allow),
    deny: union(before.deny, decided.deny, isolated ? decided.undecided : noPorts),
    doubts: [...before.doubts, ...decided.doubts],
  };
}

/**
 * Traffic from a pod's own node is always allowed, and traffic from a node may come from that node. Whether pods on the network of a node
 * count as the node is an assumption.
 */
export function withOwnNode(outcome: Outcome, isPod: boolean): Outcome {
  if (outcome.deny.length === 0) return outcome;
  const doubt: Doubt = {
    basis: 'own-node',
    reason: 'no rule certainly admits it, but traffic from the pod’s own node is always allowed',
    ...(isPod && { settledBy: ['hostNetwork'] }),
  };
  return { ...outcome, allow: allPorts, doubts: [...outcome.doubts, { ...doubt, ports: outcome.deny }] };
}
