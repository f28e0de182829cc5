import { formatReference } from '../input/manifest';
import type { Policy, Rule } from '../policies/policy';
import { difference, intersection, union } from '../sets/intervals';
import { allPorts, noPorts, type PortSet } from '../sets/ports';
import type { Doubt, Match, PatternPorts } from './match';

/** A doubt about some ports. */
export interface PortDoubt extends Doubt {
  readonly ports: PortSet;
}

/** What policies make of the ports between two parties in one direction. A port may be in both sets: then it cannot be decided. */
export interface Outcome {
  /** Ports that may be let through. */
  readonly allow: PortSet;
  /** Ports that may be stopped. */
  readonly deny: PortSet;
  readonly doubts: readonly PortDoubt[];
}

/** A policy about the pods in question, and whether it captures them. */
export interface Capture {
  readonly policy: Policy;
  readonly rules: readonly Rule[];
  readonly match: Exclude<Match, 'no'>;
}

/** How rules are matched with the party in question. */
export interface RuleMatcher {
  readonly peers: (rule: Rule) => Match;
  readonly ports: (rule: Rule) => PatternPorts;
}

/** Everything goes through: what becomes of pods that no policy captures. */
export const openOutcome: Outcome = { allow: allPorts, deny: noPorts, doubts: [] };

/** What goes on while the tiers have their say: ports that may still be undecided, and what may have become of the others. */
interface Progress {
  readonly undecided: PortSet;
  readonly allow: PortSet;
  readonly deny: PortSet;
  readonly doubts: readonly PortDoubt[];
}

const doubted = (match: Match, ports: PortSet): readonly PortDoubt[] =>
  typeof match === 'string' || ports.length === 0 ? [] : [{ ...match, ports }];

/** What the policies that capture pods make of their traffic with another party. */
export function outcomeOf(captures: readonly Capture[], matcher: RuleMatcher): Outcome {
  const tier = (name: Policy['tier']) => captures.filter(({ policy }) => policy.tier === name);
  let progress: Progress = { undecided: allPorts, allow: noPorts, deny: noPorts, doubts: [] };
  for (const { policy } of tier('unread')) {
    const doubt: Doubt = { basis: 'policy-dialect', reason: `${formatReference(policy.reference)} is of a dialect that is not evaluated` };
    progress = { ...progress, allow: allPorts, deny: allPorts, doubts: [...progress.doubts, { ...doubt, ports: allPorts }] };
  }
  progress = orderedTier(tier('admin'), matcher, progress);
  progress = networkTier(tier('network'), matcher, progress);
  progress = orderedTier(tier('baseline'), matcher, progress);
  return { allow: union(progress.allow, progress.undecided), deny: progress.deny, doubts: progress.doubts };
}

/** Policies one priority after the other. The order within one priority is undefined: each could be the first. */
function orderedTier(captures: readonly Capture[], matcher: RuleMatcher, before: Progress): Progress {
  const priorities = [...new Set(captures.map(({ policy }) => policy.priority))].sort((a, b) => a - b);
  let progress = before;
  let passed: PortSet = noPorts;
  for (const priority of priorities) {
    const atOnce = captures.filter(({ policy }) => policy.priority === priority).map((capture) => firstMatches(capture, matcher, progress.undecided));
    const decided = atOnce.map((one) => ({ ...one, any: union(one.allow, one.deny, one.pass) }));
    const disputed = decided.flatMap(
      (one, index): PortSet =>
        decided.slice(index + 1).reduce<PortSet>((ports, other) => {
          const common = intersection(one.any, other.any);
          const agreed = union(intersection(one.allow, other.allow), intersection(one.deny, other.deny), intersection(one.pass, other.pass));
          return union(ports, difference(common, agreed));
        }, noPorts),
    );
    const reason = `policies of priority ${priority} contradict each other, and their order is undefined`;
    progress = {
      undecided: atOnce.reduce((rest, one) => intersection(rest, one.undecided), progress.undecided),
      allow: union(progress.allow, ...atOnce.map(({ allow }) => allow)),
      deny: union(progress.deny, ...atOnce.map(({ deny }) => deny)),
      doubts: [
        ...progress.doubts,
        ...atOnce.flatMap(({ doubts }) => doubts),
        ...(disputed.length === 0 ? [] : [{ basis: 'policy-order' as const, reason, ports: union(disputed) }]),
      ],
    };
    passed = union(passed, ...atOnce.map(({ pass }) => pass));
  }
  // What is passed skips the rest of the tier and is undecided behind it.
  return { ...progress, undecided: union(progress.undecided, passed) };
}

/** What the rules of one policy make of ports: the first that matches decides. */
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

/** Doubts about ports that a rule names and whose numbers are not known. */
const unnamed = (possible: PortSet, sure: PortSet): readonly PortDoubt[] =>
  doubted({ basis: 'unknown-pod', reason: 'the numbers of the pod’s named ports are not known' }, difference(possible, sure));

/** The union of what the rules of all policies accept; the rest is stopped. */
function networkTier(captures: readonly Capture[], matcher: RuleMatcher, before: Progress): Progress {
  if (captures.length === 0) return before;
  const accepted: PortSet[] = [];
  const perhaps: PortSet[] = [];
  const doubts: PortDoubt[] = [];
  for (const { rules } of captures) {
    for (const rule of rules) {
      const match = matcher.peers(rule);
      if (match === 'no') continue;
      const { sure, possible } = matcher.ports(rule);
      if (match === 'yes') accepted.push(sure);
      perhaps.push(possible);
      doubts.push(...doubted(match, possible), ...unnamed(possible, sure));
    }
  }
  const { undecided } = before;
  const deny = difference(undecided, union(...accepted));
  const allow = intersection(undecided, union(...perhaps));
  // Host network is the only doubt about a capture, and it is the same for all policies of this tier.
  const captured = captures.some(({ match }) => match === 'yes') ? 'yes' : (captures[0]?.match ?? 'yes');
  return {
    undecided: captured === 'yes' ? noPorts : undecided,
    allow: union(before.allow, allow),
    deny: union(before.deny, deny),
    doubts: [...before.doubts, ...doubts, ...doubted(captured, deny)],
  };
}

/** Traffic from a pod's own node is never stopped, and what comes from a node may come from that one. */
export function withOwnNode(outcome: Outcome): Outcome {
  if (outcome.deny.length === 0) return outcome;
  const doubt: Doubt = { basis: 'own-node', reason: 'no rule admits it surely, but what comes from the pod’s own node is always let through' };
  return { ...outcome, allow: allPorts, doubts: [...outcome.doubts, { ...doubt, ports: outcome.deny }] };
}
