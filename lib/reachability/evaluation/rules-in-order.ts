import type { Policy, Rule } from '../policies/policy';
import { difference, intersection, union } from '../sets/intervals';
import { noPorts, type PortSet } from '../sets/ports';
import type { Doubt, Match, PatternPorts } from './match';

/** A doubt about some ports. */
export interface PortDoubt extends Doubt {
  readonly ports: PortSet;
}

/** A policy for the given pods, and whether it selects them. */
export interface Capture {
  readonly policy: Policy;
  readonly rules: readonly Rule[];
  readonly match: Exclude<Match, 'no'>;
}

/** How rules are matched with the given party. */
export interface RuleMatcher {
  readonly peers: (rule: Rule) => Match;
  readonly ports: (rule: Rule) => PatternPorts;
}

/** The state during the evaluation of the tiers: ports that may still be undecided, and possible results of the others. */
export interface Progress {
  readonly undecided: PortSet;
  readonly allow: PortSet;
  readonly deny: PortSet;
  readonly doubts: readonly PortDoubt[];
}

/** A doubt about some ports, if the match is a doubt and there are ports. */
export const doubted = (match: Match, ports: PortSet): readonly PortDoubt[] =>
  typeof match === 'string' || ports.length === 0 ? [] : [{ ...match, ports }];

/** For an unknown pod, by a rule that names ports. */
export const unnamedPorts: Doubt = {
  basis: 'unknown-pod',
  reason: 'the numbers of the pod’s named ports are not known',
};

/** Policies one priority after the other. The order within one priority is undefined: each could be the first. */
export function inOrder(captures: readonly Capture[], matcher: RuleMatcher, before: Progress): Progress & { readonly passed: PortSet } {
  const priorities = [...new Set(captures.map(({ policy }) => policy.priority))].sort((a, b) => a - b);
  let progress = before;
  let passed: PortSet = noPorts;
  for (const priority of priorities) {
    const atOnce = captures.filter(({ policy }) => policy.priority === priority).map((capture) => firstMatches(capture, matcher, progress.undecided));
    const disputed = atOnce.every(({ deny, pass }) => deny.length === 0 && pass.length === 0) ? [] : disputedPorts(atOnce);
    const reason = `policies of priority ${priority} contradict each other, and their order is undefined`;
    progress = {
      undecided: atOnce.reduce((rest, one) => intersection(rest, one.undecided), progress.undecided),
      allow: union(progress.allow, ...atOnce.map(({ allow }) => allow)),
      deny: union(progress.deny, ...atOnce.map(({ deny }) => deny)),
      doubts: [
        ...progress.doubts,
        ...atOnce.flatMap(({ doubts }) => doubts),
        ...(disputed.length === 0 ? [] : [{ basis: 'policy-order' as const, reason, ports: disputed }]),
      ],
    };
    passed = union(passed, ...atOnce.map(({ pass }) => pass));
  }
  // Passed ports skip the rest of the tier.
  return { ...progress, passed };
}

type Decided = Pick<Progress, 'allow' | 'deny'> & { readonly pass: PortSet };

/** Ports for which two policies give different results. */
function disputedPorts(decided: readonly Decided[]): PortSet {
  const any = decided.map(({ allow, deny, pass }) => union(allow, deny, pass));
  return union(
    ...decided.flatMap((one, index) =>
      decided.slice(index + 1).map((other, offset) => {
        const common = intersection(any[index] ?? noPorts, any[index + 1 + offset] ?? noPorts);
        const agreed = union(intersection(one.allow, other.allow), intersection(one.deny, other.deny), intersection(one.pass, other.pass));
        return difference(common, agreed);
      }),
    ),
  );
}

/** The result of the rules of one policy for ports: the first matching rule decides. */
function firstMatches({ rules, match: captured }: Capture, matcher: RuleMatcher, entering: PortSet): Progress & { readonly pass: PortSet } {
  const sets = { accept: noPorts, deny: noPorts, pass: noPorts };
  let undecided = entering;
  const doubts: PortDoubt[] = [];
  for (const rule of rules) {
    const match = matcher.peers(rule);
    if (match === 'no') continue;
    const { sure, possible } = matcher.ports(rule);
    const reached = intersection(undecided, possible);
    sets[rule.action] = union(sets[rule.action], reached);
    doubts.push(...doubted(match, reached), ...unnamed(reached, sure));
    if (match === 'yes' && captured === 'yes') undecided = difference(undecided, sure);
  }
  doubts.push(...doubted(captured, union(sets.accept, sets.deny, sets.pass)));
  return { undecided, allow: sets.accept, deny: sets.deny, pass: sets.pass, doubts };
}

/** Doubts about named ports whose numbers are not known. */
const unnamed = (possible: PortSet, sure: PortSet): readonly PortDoubt[] => doubted(unnamedPorts, difference(possible, sure));
