import type { Assumptions } from '../model/assumptions';
import type { Party, PodGroup } from '../model/parties';
import type { Direction, Peer, Policy, Rule } from '../policies/policy';
import { memoized, numbering } from '../sets/grouping';
import { formatPorts } from '../sets/ports';
import { type Connectivity, closedConnectivity, combine, onPorts, openConnectivity } from './connectivity';
import { anyOf, type Match, matchPeer, matchPods, namedPorts, rulePorts } from './match';
import { type Outcome, openOutcome, outcomeOf, withOwnNode } from './outcome';
import type { Capture } from './rules-in-order';

/** Answers which policies concern whom, and what they make of traffic. */
export interface Evaluator {
  /** Looks at a party once, for the many questions about it. */
  readonly prepare: (party: Party) => Prepared;
  /** What can pass from one party to another. An end that is no pod has no policies. */
  readonly between: (source: Party, destination: Party) => Connectivity;
  readonly betweenPrepared: (source: Prepared, destination: Prepared) => Connectivity;
  /** What one end's policies make of it. */
  readonly outcome: (direction: Direction, subject: PodGroup, party: Party) => Outcome;
  /** Policies that say something of a direction of some pods. */
  readonly captures: (direction: Direction, group: PodGroup) => readonly Capture[];
  /** Equal for groups whose traffic with whomever is the same. */
  readonly behaviour: (group: PodGroup) => string;
}

/** A party as policies see it. Parties that they cannot tell apart have the same profiles. */
export interface Prepared {
  readonly party: Party;
  /** As the pods that policies capture; unset where none does. */
  readonly subject: Readonly<Record<Direction, Subject | undefined>>;
  /** As the other end of traffic in that direction: the source of ingress, the destination of egress. */
  readonly peer: Readonly<Record<Direction, PeerProfile>>;
}

/** Pods that the same policies capture. */
interface Subject {
  readonly id: number;
  readonly captures: readonly Capture[];
  /** Peers of all rules, by their numbers. */
  readonly peers: readonly number[];
  /** Whether some rule names ports. */
  readonly namesPorts: boolean;
  readonly byKey: Map<string, Outcome>;
  readonly byProfile: Map<number, Outcome>;
}

/** How peers mean a party. */
interface PeerProfile {
  readonly id: number;
  /** By the peer's number. */
  readonly matches: readonly Match[];
  /** The same in short: equal signs for equal matches of a peer. */
  readonly signs: readonly string[];
  /** What else of the party makes a difference to outcomes: whether it may be a node, and what it calls its ports. */
  readonly extra: string;
}

/** Peers of one subject beyond which outcomes are remembered for each profile of the other end, too: going through the peers takes longer than that. */
const fewPeers = 8;

/**
 * Makes an evaluator. Pods are looked at once: which policies capture them and which peers of rules mean them. Outcomes are computed once for each set
 * of policies and each way in which the peers of their rules match, however many pods there are.
 */
export function createEvaluator(policies: readonly Policy[], assumptions: Assumptions): Evaluator {
  const peers = { ingress: internPeers(policies, 'ingress'), egress: internPeers(policies, 'egress') };
  const portNames = [...new Set(policies.flatMap((policy) => [...(policy.ingress ?? []), ...(policy.egress ?? [])]).flatMap(namesOf))];
  const byNamespace = new Map<string | undefined, Policy[]>();
  for (const policy of policies) {
    const name = 'name' in policy.subject.namespaces ? policy.subject.namespaces.name : undefined;
    const list = byNamespace.get(name);
    if (list) list.push(policy);
    else byNamespace.set(name, [policy]);
  }

  const capturesOf = memoized((group: PodGroup): Readonly<Record<Direction, readonly Capture[]>> => {
    const result: Record<Direction, Capture[]> = { ingress: [], egress: [] };
    for (const policy of [...(byNamespace.get(undefined) ?? []), ...(byNamespace.get(group.namespace.name) ?? [])]) {
      const match = matchPods(policy.subject, group, assumptions);
      if (match === 'no') continue;
      if (policy.ingress) result.ingress.push({ policy, rules: policy.ingress, match });
      if (policy.egress) result.egress.push({ policy, rules: policy.egress, match });
    }
    return result;
  });

  const portSignature = (party: Party): string =>
    party.kind === 'pods' ? portNames.map((name) => formatPorts(namedPorts(party, name))).join(';') : party.kind;
  const mayBeNode = (party: Party): boolean =>
    party.kind === 'node' || (party.kind === 'pods' && party.hostNetwork && assumptions.hostNetwork === 'undefined');

  const signs = numbering();
  const policyIds = new Map(policies.map((policy, index) => [policy, index]));
  const subjects = new Map<string, Subject>();
  const subjectOf = (party: Party, direction: Direction): Subject | undefined => {
    if (party.kind !== 'pods') return undefined;
    const captures = capturesOf(party)[direction];
    if (captures.length === 0) return undefined;
    const rules = captures.flatMap((capture) => capture.rules);
    const namesPorts = rules.some((rule) => namesOf(rule).length > 0);
    const captured = captures.map(({ policy, match }) => `${policyIds.get(policy)}${match === 'yes' ? '' : `?${signs(match.reason)}`}`);
    const key = [direction, namesPorts && direction === 'ingress' ? portSignature(party) : '', ...captured].join('|');
    const known = subjects.get(key);
    if (known) return known;
    const numbers = rules.flatMap((rule) => (rule.peers === 'everyone' ? [] : rule.peers.map(peers[direction].numberOf)));
    const subject: Subject = { id: subjects.size, captures, peers: [...new Set(numbers)], namesPorts, byKey: new Map(), byProfile: new Map() };
    subjects.set(key, subject);
    return subject;
  };

  const profiles = new Map<string, PeerProfile>();
  const profileOf = (party: Party, direction: Direction): PeerProfile => {
    const matches = peers[direction].unique.map((peer) => matchPeer(peer, party, assumptions));
    const short = matches.map((match) => (match === 'no' ? '-' : match === 'yes' ? '+' : `${signs(match.reason)};`));
    const extra = direction === 'ingress' ? `${mayBeNode(party) && party.kind}` : portSignature(party);
    const key = `${direction} ${extra} ${short.join('')}`;
    const known = profiles.get(key);
    if (known) return known;
    const profile: PeerProfile = { id: profiles.size, matches, signs: short, extra };
    profiles.set(key, profile);
    return profile;
  };

  const prepare = memoized((party: Party): Prepared => {
    return {
      party,
      subject: { ingress: subjectOf(party, 'ingress'), egress: subjectOf(party, 'egress') },
      peer: { ingress: profileOf(party, 'ingress'), egress: profileOf(party, 'egress') },
    };
  });

  const interned = new Map<string, Outcome>();
  const compute = (direction: Direction, subject: Subject, own: Party, profile: PeerProfile, other: Party): Outcome => {
    const { numberOf } = peers[direction];
    const matcher = {
      peers: (rule: Rule) => (rule.peers === 'everyone' ? 'yes' : anyOf(rule.peers.map((peer) => profile.matches[numberOf(peer)] ?? 'no'))),
      ports: (rule: Rule) => rulePorts(rule, direction === 'ingress' ? own : other),
    };
    const inTiers = outcomeOf(subject.captures, matcher);
    const outcome = direction === 'ingress' && mayBeNode(other) ? withOwnNode(inTiers, other.kind === 'pods') : inTiers;
    const content = JSON.stringify(outcome);
    const known = interned.get(content) ?? outcome;
    interned.set(content, known);
    return known;
  };

  const outcomeBetween = (direction: Direction, own: Prepared, other: Prepared): Outcome => {
    const subject = own.subject[direction];
    if (subject === undefined) return openOutcome;
    const profile = other.peer[direction];
    const known = subject.peers.length > fewPeers ? subject.byProfile.get(profile.id) : undefined;
    if (known) return known;
    let key = direction === 'ingress' || subject.namesPorts ? profile.extra : '';
    for (const peer of subject.peers) key += profile.signs[peer];
    const outcome = subject.byKey.get(key) ?? compute(direction, subject, own.party, profile, other.party);
    subject.byKey.set(key, outcome);
    if (subject.peers.length > fewPeers) subject.byProfile.set(profile.id, outcome);
    return outcome;
  };

  const combinations = new Map<Outcome, Map<Outcome, Connectivity>>();
  const combined = (egress: Outcome, ingress: Outcome): Connectivity => {
    if (egress.allow.length === 0 || ingress.allow.length === 0) return closedConnectivity;
    if (egress === openOutcome && ingress === openOutcome) return openConnectivity;
    const row = combinations.get(egress) ?? new Map<Outcome, Connectivity>();
    combinations.set(egress, row);
    const connectivity = row.get(ingress) ?? combine(egress, ingress);
    row.set(ingress, connectivity);
    return connectivity;
  };
  const betweenPrepared = (source: Prepared, destination: Prepared): Connectivity => {
    const passed = combined(outcomeBetween('egress', source, destination), outcomeBetween('ingress', destination, source));
    const { party } = destination;
    return party.kind === 'pods' && party.forwarded ? onPorts(passed, party.forwarded) : passed;
  };

  return {
    prepare,
    between: (source, destination) => betweenPrepared(prepare(source), prepare(destination)),
    betweenPrepared,
    outcome: (direction, subject, party) => outcomeBetween(direction, prepare(subject), prepare(party)),
    captures: (direction, group) => capturesOf(group)[direction],
    behaviour: (group) => {
      const { subject, peer } = prepare(group);
      return [subject.ingress?.id, subject.egress?.id, peer.ingress.id, peer.egress.id].join(' ');
    },
  };
}

/** Ports that a rule names. */
const namesOf = ({ ports }: Rule): readonly string[] => (ports === 'all' ? [] : ports.flatMap((port) => (port.kind === 'name' ? [port.name] : [])));

/** Numbers the peers in the rules of a direction, equal ones alike. */
function internPeers(
  policies: readonly Policy[],
  direction: Direction,
): { readonly unique: readonly Peer[]; readonly numberOf: (peer: Peer) => number } {
  const unique: Peer[] = [];
  const byContent = new Map<string, number>();
  const numbers = new Map<Peer, number>();
  for (const peer of policies.flatMap((policy) => policy[direction] ?? []).flatMap(({ peers }) => (peers === 'everyone' ? [] : peers))) {
    const content = JSON.stringify({ ...peer, path: undefined }, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
    const number = byContent.get(content) ?? unique.push(peer) - 1;
    byContent.set(content, number);
    numbers.set(peer, number);
  }
  return { unique, numberOf: (peer) => numbers.get(peer) ?? -1 };
}
