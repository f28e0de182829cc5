import { type Match, matchPeer, matchPods, patternPorts } from './evaluation/match';
import type { Model, PodEnd } from './model/model';
import type { PodGroup } from './model/parties';
import type { Direction, Peer, Policy, PortPattern, Rule } from './policies/policy';
import { memoized } from './sets/grouping';

/** Pods that a selector or peer matches. */
export interface MeantPods {
  readonly end: PodEnd;
  /** Certain, or why not. */
  readonly match: Exclude<Match, 'no'>;
}

/** The relation of a policy to the given pods. */
export interface PolicyAtWork {
  readonly policy: Policy;
  /** Pods that it selects. */
  readonly captured: readonly MeantPods[];
  readonly rules: readonly RuleAtWork[];
}

/** The relation of a rule to the given pods. */
export interface RuleAtWork {
  readonly direction: Direction;
  readonly rule: Rule;
  /** Pods that each peer matches. A peer of addresses certainly matches none. */
  readonly peers: readonly { readonly peer: Peer; readonly pods: readonly MeantPods[] }[];
  /** Ports by name, with the destinations that declare the name and those that do not. */
  readonly names: readonly {
    readonly pattern: Extract<PortPattern, { readonly kind: 'name' }>;
    readonly declaredBy: readonly MeantPods[];
    readonly missingIn: readonly MeantPods[];
  }[];
}

/** The relation of each policy to the given pods, in the order of the policies. */
export const policiesAtWork: (model: Model) => readonly PolicyAtWork[] = memoized((model: Model) =>
  model.policies.map((policy) => atWork(policy, model)),
);

function atWork(policy: Policy, model: Model): PolicyAtWork {
  const meant = (matches: (group: PodGroup) => Match): readonly MeantPods[] =>
    model.ends.flatMap((end) => {
      const match = matches(end.groups[0]);
      return match === 'no' ? [] : [{ end, match }];
    });
  const captured = meant((group) => matchPods(policy.subject, group, model.assumptions));
  const rulesOf = (direction: Direction): readonly RuleAtWork[] =>
    (policy[direction] ?? []).map((rule) => {
      const peers =
        rule.peers === 'everyone' ? [] : rule.peers.map((peer) => ({ peer, pods: meant((group) => matchPeer(peer, group, model.assumptions)) }));
      const destinations = direction === 'ingress' ? captured : rule.peers === 'everyone' ? meant(() => 'yes') : peers.flatMap((peer) => peer.pods);
      const patterns = rule.ports === 'all' ? [] : rule.ports.flatMap((pattern) => (pattern.kind === 'name' ? [pattern] : []));
      const declares = (pattern: PortPattern) => (destination: MeantPods) => patternPorts(pattern, destination.end.groups[0]).possible.length > 0;
      return {
        direction,
        rule,
        peers,
        names: patterns.map((pattern) => ({
          pattern,
          declaredBy: destinations.filter(declares(pattern)),
          missingIn: destinations.filter((destination) => !declares(pattern)(destination)),
        })),
      };
    });
  return { policy, captured, rules: [...rulesOf('ingress'), ...rulesOf('egress')] };
}
