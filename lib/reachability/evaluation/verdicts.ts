import type { Assumptions } from '../model/assumptions';
import type { Party, PodGroup } from '../model/parties';
import type { Direction, Policy, Rule } from '../policies/policy';
import { memoized } from '../sets/grouping';
import { capturesBy } from './captures';
import { type Connectivity, closedConnectivity, combine, onPorts, openConnectivity } from './connectivity';
import { anyOf, rulePeers, rulePorts } from './match';
import { type Outcome, openOutcome, outcomeOf, withOwnNode } from './outcome';
import { type PeerProfile, type Prepared, type Sight, type Subject, sightOf } from './parties-as-seen';
import type { Capture } from './rules-in-order';
import { type WithinReach, withinReach } from './within-reach';

/** Answers which policies apply to whom, and their result for traffic. */
export interface Evaluator {
  /** Prepares a party once, for many questions about it. */
  readonly prepare: (party: Party) => Prepared;
  /** What can pass from one party to another. An end that is not a pod has no policies. */
  readonly between: (source: Party, destination: Party) => Connectivity;
  readonly betweenPrepared: (source: Prepared, destination: Prepared) => Connectivity;
  /** Chooses the destinations that a source may reach: nothing can pass to the others. */
  readonly withinReach: (destinations: readonly Prepared[]) => WithinReach;
  /** The result of the policies of one end. */
  readonly outcome: (direction: Direction, subject: PodGroup, party: Party) => Outcome;
  /** Policies that apply to a direction of some pods. */
  readonly captures: (direction: Direction, group: PodGroup) => readonly Capture[];
  /** Equal for groups whose traffic with all parties is the same. */
  readonly behaviour: (group: PodGroup) => string;
}

/** Number of peers of one subject above which outcomes are also cached for each profile of the other end, since matching the peers takes longer. */
const fewPeers = 8;

/**
 * Makes an evaluator. For pods it computes once which policies select them and which peers of rules match them. Outcomes are computed once for each set
 * of policies and each combination of matching peers, independently of the number of pods.
 */
export function createEvaluator(policies: readonly Policy[], assumptions: Assumptions): Evaluator {
  const capturesOf = capturesBy(policies, assumptions);
  const sight = sightOf(policies, assumptions, capturesOf);
  const { prepare } = sight;
  const outcomeBetween = outcomesBy(sight);
  const combined = combiner();

  const betweenPrepared = (source: Prepared, destination: Prepared): Connectivity => {
    const passed = combined(outcomeBetween('egress', source, destination), outcomeBetween('ingress', destination, source));
    const { party } = destination;
    return party.kind === 'pods' && party.forwarded ? onPorts(passed, party.forwarded) : passed;
  };

  return {
    prepare,
    between: (source, destination) => betweenPrepared(prepare(source), prepare(destination)),
    betweenPrepared,
    withinReach: (destinations) => withinReach(destinations, sight, admitsOthers),
    outcome: (direction, subject, party) => outcomeBetween(direction, prepare(subject), prepare(party)),
    captures: (direction, group) => capturesOf(group)[direction],
    behaviour: (group) => {
      const { subject, peer } = prepare(group);
      return [subject.ingress?.id, subject.egress?.id, peer.ingress.id, peer.egress.id].join(' ');
    },
  };
}

/** Whether the policies of pods may admit a party that none of their peers matches. */
const admitsOthers = memoized(({ captures }: Subject): boolean => {
  const { allow } = outcomeOf(captures, {
    peers: ({ peers }) => (peers === 'everyone' ? 'yes' : 'no'),
    ports: (rule) => rulePorts(rule, { kind: 'unknown-pod', what: 'any' }),
  });
  return allow.length > 0;
});

/** The result of one end's policies for the other end, each distinct case once. */
function outcomesBy({ numberOf, mayBeNode }: Sight): (direction: Direction, own: Prepared, other: Prepared) => Outcome {
  const interned = new Map<string, Outcome>();
  const compute = (direction: Direction, subject: Subject, own: Party, profile: PeerProfile, other: Party): Outcome => {
    const matcher = {
      peers: (rule: Rule) =>
        rule.peers === 'everyone' ? 'yes' : anyOf(rulePeers(rule).map((peer) => profile.matches.get(numberOf(direction, peer)) ?? 'no')),
      ports: (rule: Rule) => rulePorts(rule, direction === 'ingress' ? own : other),
    };
    const inTiers = outcomeOf(subject.captures, matcher);
    const outcome = direction === 'ingress' && mayBeNode(other) ? withOwnNode(inTiers, other.kind === 'pods') : inTiers;
    const content = JSON.stringify(outcome);
    const known = interned.get(content) ?? outcome;
    interned.set(content, known);
    return known;
  };

  return (direction, own, other) => {
    const subject = own.subject[direction];
    if (subject === undefined) return openOutcome;
    const profile = other.peer[direction];
    const known = subject.peers.size > fewPeers ? subject.byProfile.get(profile.id) : undefined;
    if (known) return known;
    let key = direction === 'ingress' || subject.namesPorts ? profile.extra : '';
    for (const peer of subject.peers) key += profile.signs.get(peer) ?? '';
    const outcome = subject.byKey.get(key) ?? compute(direction, subject, own.party, profile, other.party);
    subject.byKey.set(key, outcome);
    if (subject.peers.size > fewPeers) subject.byProfile.set(profile.id, outcome);
    return outcome;
  };
}

/** Combines the outcomes of both ends, each pair once. */
function combiner(): (egress: Outcome, ingress: Outcome) => Connectivity {
  const combinations = new Map<Outcome, Map<Outcome, Connectivity>>();
  return (egress, ingress) => {
    if (egress.allow.length === 0 || ingress.allow.length === 0) return closedConnectivity;
    if (egress === openOutcome && ingress === openOutcome) return openConnectivity;
    const row = combinations.get(egress) ?? new Map<Outcome, Connectivity>();
    combinations.set(egress, row);
    const connectivity = row.get(ingress) ?? combine(egress, ingress);
    row.set(ingress, connectivity);
    return connectivity;
  };
}
