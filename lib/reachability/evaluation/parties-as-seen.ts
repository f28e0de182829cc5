import type { Assumptions } from '../model/assumptions';
import type { Party } from '../model/parties';
import type { Direction, Peer, Policy, Rule } from '../policies/policy';
import { memoized, numbering } from '../sets/grouping';
import { formatPorts } from '../sets/ports';
import type { CapturesOf } from './captures';
import { type Match, matchPeer, namedPorts, rulePeers } from './match';
import type { Outcome } from './outcome';
import { type PeersFor, peerIndex } from './peer-index';
import type { Capture } from './rules-in-order';

/** A party as policies see it. Parties that policies cannot distinguish have the same profiles. */
export interface Prepared {
  readonly party: Party;
  /** As the pods that policies select; unset if none does. */
  readonly subject: Readonly<Record<Direction, Subject | undefined>>;
  /** As the other end of traffic in that direction: the source of ingress, the destination of egress. */
  readonly peer: Readonly<Record<Direction, PeerProfile>>;
}

/** Pods that the same policies select. */
export interface Subject {
  readonly id: number;
  readonly captures: readonly Capture[];
  /** Peers of all rules, by their numbers. */
  readonly peers: ReadonlySet<number>;
  /** Whether some rule names ports. */
  readonly namesPorts: boolean;
  readonly byKey: Map<string, Outcome>;
  readonly byProfile: Map<number, Outcome>;
}

/** How peers match a party. */
export interface PeerProfile {
  readonly id: number;
  /** The peers that match or may match, by their numbers, ascending. */
  readonly matches: ReadonlyMap<number, Match>;
  /** The same as short texts: equal texts for equal matches. */
  readonly signs: ReadonlyMap<number, string>;
  /** Other properties of the party that change outcomes: whether it may be a node, and the names of its ports. */
  readonly extra: string;
}

/** Profiles of parties; each party is computed once. */
export interface Sight {
  readonly prepare: (party: Party) => Prepared;
  /** Number of a peer among the distinct peers of a direction. */
  readonly numberOf: (direction: Direction, peer: Peer) => number;
  /** Whether traffic from a party may come from the pod's own node, which policies never deny. */
  readonly mayBeNode: (party: Party) => boolean;
}

/** Makes profiles of parties from what policies can distinguish. */
export function sightOf(policies: readonly Policy[], assumptions: Assumptions, capturesOf: CapturesOf): Sight {
  const peers = { ingress: internPeers(policies, 'ingress'), egress: internPeers(policies, 'egress') };
  const portNames = new Set(policies.flatMap((policy) => [...(policy.ingress ?? []), ...(policy.egress ?? [])]).flatMap(namesOf));
  const signs = numbering();
  const policyIds = new Map(policies.map((policy, index) => [policy, index]));
  const subjects = new Map<string, Subject>();
  const profiles = new Map<string, PeerProfile>();

  const portSignature = (party: Party): string => {
    if (party.kind !== 'pods') return party.kind;
    const named = new Set(party.ports.flatMap(({ name }) => (name !== undefined && portNames.has(name) ? [name] : [])));
    return [...named]
      .sort()
      .map((name) => `${name} ${formatPorts(namedPorts(party, name))}`)
      .join(';');
  };
  const mayBeNode = (party: Party): boolean =>
    party.kind === 'node' || (party.kind === 'pods' && party.hostNetwork && assumptions.hostNetwork === 'undefined');

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
    const numbers = rules.flatMap((rule) => rulePeers(rule).map(peers[direction].numberOf));
    const subject: Subject = { id: subjects.size, captures, peers: new Set(numbers), namesPorts, byKey: new Map(), byProfile: new Map() };
    subjects.set(key, subject);
    return subject;
  };

  const profileOf = (party: Party, direction: Direction): PeerProfile => {
    const { unique, perhaps } = peers[direction];
    const matches = new Map(
      perhaps(party).flatMap((number): readonly (readonly [number, Match])[] => {
        const peer = unique[number];
        const match = peer ? matchPeer(peer, party, assumptions) : 'no';
        return match === 'no' ? [] : [[number, match]];
      }),
    );
    const short = new Map(
      [...matches].map(([number, match]) => [number, `${number}${match === 'yes' || match === 'no' ? '+' : `?${signs(match.reason)};`}`]),
    );
    const extra = direction === 'ingress' ? `${mayBeNode(party) && party.kind}` : portSignature(party);
    const key = `${direction} ${extra} ${[...short.values()].join('')}`;
    const known = profiles.get(key);
    if (known) return known;
    const profile: PeerProfile = { id: profiles.size, matches, signs: short, extra };
    profiles.set(key, profile);
    return profile;
  };

  const prepare = memoized(
    (party: Party): Prepared => ({
      party,
      subject: { ingress: subjectOf(party, 'ingress'), egress: subjectOf(party, 'egress') },
      peer: { ingress: profileOf(party, 'ingress'), egress: profileOf(party, 'egress') },
    }),
  );
  return { prepare, mayBeNode, numberOf: (direction, peer) => peers[direction].numberOf(peer) };
}

/** Ports that a rule names. */
const namesOf = ({ ports }: Rule): readonly string[] => (ports === 'all' ? [] : ports.flatMap((port) => (port.kind === 'name' ? [port.name] : [])));

/** Numbers the peers in the rules of a direction; equal peers get the same number. */
function internPeers(
  policies: readonly Policy[],
  direction: Direction,
): { readonly unique: readonly Peer[]; readonly numberOf: (peer: Peer) => number; readonly perhaps: PeersFor } {
  const unique: Peer[] = [];
  const byContent = new Map<string, number>();
  const numbers = new Map<Peer, number>();
  for (const peer of policies.flatMap((policy) => policy[direction] ?? []).flatMap(rulePeers)) {
    const content = JSON.stringify({ ...peer, path: undefined }, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
    const number = byContent.get(content) ?? unique.push(peer) - 1;
    byContent.set(content, number);
    numbers.set(peer, number);
  }
  return { unique, numberOf: (peer) => numbers.get(peer) ?? -1, perhaps: peerIndex(unique) };
}
