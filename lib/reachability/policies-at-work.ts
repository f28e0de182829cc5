import { type Match, matchPeer, patternPorts } from './evaluation/match';
import { peerIndex } from './evaluation/peer-index';
import type { Model, PodEnd } from './model/model';
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
export const policiesAtWork: (model: Model) => readonly PolicyAtWork[] = memoized((model: Model) => {
  const rules = model.policies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress]);
  const subjects = new Map(model.policies.map((policy): readonly [Policy, Peer] => [policy, { kind: 'pods', pattern: policy.subject, path: [] }]));
  const meant = meantBy([...subjects.values(), ...rules.flatMap(({ peers }) => (peers === 'everyone' ? [] : peers))], model);
  const everyone = model.ends.map((end): MeantPods => ({ end, match: 'yes' }));
  return model.policies.map((policy) => atWork(policy, subjects.get(policy), meant, everyone));
});

/** Which pods each peer matches, in the order of the model's ends. */
function meantBy(given: readonly Peer[], { ends, assumptions }: Model): (peer: Peer | undefined) => readonly MeantPods[] {
  // Policies of one object share their rules.
  const peers = [...new Set(given)];
  const perhaps = peerIndex(peers);
  const meant = new Map(peers.map((peer): readonly [Peer, MeantPods[]] => [peer, []]));
  for (const end of ends) {
    const [group] = end.groups;
    for (const number of perhaps(group)) {
      const peer = peers[number];
      const match = peer ? matchPeer(peer, group, assumptions) : 'no';
      if (peer && match !== 'no') meant.get(peer)?.push({ end, match });
    }
  }
  return (peer) => (peer && meant.get(peer)) ?? [];
}

function atWork(
  policy: Policy,
  subject: Peer | undefined,
  meant: (peer: Peer | undefined) => readonly MeantPods[],
  everyone: readonly MeantPods[],
): PolicyAtWork {
  const captured = meant(subject);
  const rulesOf = (direction: Direction): readonly RuleAtWork[] =>
    (policy[direction] ?? []).map((rule) => {
      const peers = rule.peers === 'everyone' ? [] : rule.peers.map((peer) => ({ peer, pods: meant(peer) }));
      const destinations = direction === 'ingress' ? captured : rule.peers === 'everyone' ? everyone : peers.flatMap((peer) => peer.pods);
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
