import { addBits, type Bits, commonBits, noBits, numbersIn } from '../sets/bits';
import { groupBy, memoized } from '../sets/grouping';
import type { PeerProfile, Prepared, Sight, Subject } from './parties-as-seen';

/**
 * Indexes of destinations, ascending, among which are all that a source reaches. Far fewer than all of them, since most destinations only admit those that
 * a rule names. `besides` are indexes that are listed in any case.
 */
export type WithinReach = (source: Prepared, besides?: readonly number[]) => Iterable<number>;

/**
 * Finds destinations by the rules that name the source, and by the rules of the source that name them, instead of trying each pair.
 * @param admitsOthers whether policies may admit a party that none of their peers matches
 */
export function withinReach(destinations: readonly Prepared[], { mayBeNode }: Sight, admitsOthers: (subject: Subject) => boolean): WithinReach {
  const { length } = destinations;
  const everywhere = noBits(length);
  addBits(everywhere, destinations.keys());
  const admitsAll = (subject: Subject | undefined): boolean => subject === undefined || admitsOthers(subject);

  const open = noBits(length);
  addBits(
    open,
    [...destinations.entries()].flatMap(([index, { subject }]) => (admitsAll(subject.ingress) ? [index] : [])),
  );
  const naming = membersByPeer(
    destinations,
    ({ subject }) => (admitsAll(subject.ingress) ? undefined : subject.ingress),
    ({ peers }) => peers,
  );
  const named = membersByPeer(
    destinations,
    ({ peer }) => peer.egress,
    ({ matches }) => matches.keys(),
  );

  const admitting = memoized((profile: PeerProfile): Bits => {
    const bits = open.slice();
    for (const number of profile.matches.keys()) for (const members of naming(number)) addBits(bits, members);
    return bits;
  });
  const wanted = memoized((subject: Subject): Bits => {
    const bits = noBits(length);
    for (const number of subject.peers) for (const members of named(number)) addBits(bits, members);
    return bits;
  });

  return ({ party, subject, peer }, besides = []) => {
    // Any pod admits its own node.
    const incoming = mayBeNode(party) ? everywhere : admitting(peer.ingress);
    const outgoing = subject.egress === undefined || admitsOthers(subject.egress) ? everywhere : wanted(subject.egress);
    const both = commonBits(incoming, outgoing);
    addBits(both, besides);
    return numbersIn(both);
  };
}

/** For a peer the indexes of the parties of each kind that it concerns. */
function membersByPeer<Kind extends object>(
  parties: readonly Prepared[],
  kindOf: (party: Prepared) => Kind | undefined,
  peersOf: (kind: Kind) => Iterable<number>,
): (peer: number) => readonly (readonly number[])[] {
  const kinds = groupBy([...parties.keys()], (index) => {
    const party = parties[index];
    return party && kindOf(party);
  });
  const byPeer = new Map<number, (readonly number[])[]>();
  for (const [kind, members] of kinds) {
    for (const peer of kind === undefined ? [] : peersOf(kind)) {
      const known = byPeer.get(peer);
      if (known) known.push(members);
      else byPeer.set(peer, [members]);
    }
  }
  return (peer) => byPeer.get(peer) ?? [];
}
