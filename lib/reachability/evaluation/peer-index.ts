import { namespaceNameLabel, type Party, type PodGroup } from '../model/parties';
import type { Peer, PodPattern } from '../policies/policy';
import { type AddressSet, everyAddress } from '../sets/address-sets';
import { groupBy } from '../sets/grouping';
import { cut, indexAt } from '../sets/intervals';
import type { Selector } from '../sets/selectors';

/** Numbers of peers, ascending, among which are all that match a party. */
export type PeersFor = (party: Party) => readonly number[];

/** Finds peers by the names and labels that they ask for, and by the addresses of their blocks, instead of trying all of them. */
export function peerIndex(peers: readonly Peer[]): PeersFor {
  const all = [...peers.keys()];
  const mostOf = (number: number): Peer | undefined => widest(peers[number]);
  const ofPods = podIndex(all.flatMap((number) => entryOf(number, mostOf(number), 'pods')));
  const blocks = all.flatMap((number) => entryOf(number, mostOf(number), 'addresses'));
  const inBlocks = blockIndex(blocks.map(({ number, peer }) => ({ number, addresses: peer.addresses })));
  const others = all.filter((number) => !['pods', 'addresses'].includes(mostOf(number)?.kind ?? ''));

  const withAddresses = (party: Party): readonly number[] => {
    if (party.kind === 'addresses') return inBlocks(party.addresses);
    // Whether blocks mean the others depends on assumptions.
    return party.kind === 'pods' && party.addresses && !party.hostNetwork ? inBlocks(party.addresses) : blocks.map(({ number }) => number);
  };
  return (party) => {
    if (party.kind !== 'pods' && party.kind !== 'addresses') return all;
    const found = [...(party.kind === 'pods' ? ofPods(party) : []), ...withAddresses(party), ...others];
    return [...new Set(found)].sort((a, b) => a - b);
  };
}

/** An undecided peer matches at most what the peer in it matches. */
const widest = (peer: Peer | undefined): Peer | undefined => (peer?.kind === 'undecided' && peer.within ? widest(peer.within) : peer);

interface Entry<Kind extends Peer['kind']> {
  readonly number: number;
  readonly peer: Extract<Peer, { readonly kind: Kind }>;
}

const isOfKind = <Kind extends Peer['kind']>(peer: Peer | undefined, kind: Kind): peer is Extract<Peer, { readonly kind: Kind }> =>
  peer?.kind === kind;

const entryOf = <Kind extends Peer['kind']>(number: number, peer: Peer | undefined, kind: Kind): readonly Entry<Kind>[] =>
  isOfKind(peer, kind) ? [{ number, peer }] : [];

/** Patterns by a namespace and a label of pods, if they ask for them; or else by a label of namespaces. */
function podIndex(entries: readonly Entry<'pods'>[]): (group: PodGroup) => readonly number[] {
  const keyed = entries.flatMap(({ number, peer: { pattern } }) => keysOf(pattern).map((key) => ({ key, number })));
  const byKey = new Map([...groupBy(keyed, ({ key }) => key)].map(([key, list]) => [key, list.map(({ number }) => number)]));
  const numbersAt = (key: string): readonly number[] => byKey.get(key) ?? [];
  const labelsAsked = new Set(entries.flatMap(({ peer }) => peer.pattern.pods.map(({ key }) => key)));
  const ofNamespaces = keyed.flatMap(({ key, number }) => (key.startsWith(namespaceKey('')) ? [number] : []));
  return ({ namespace, labels }) => {
    const names = ['', labelled(namespaceNameLabel, namespace.name)];
    const ofPods = ['', ...[...labels].flatMap(([key, value]) => (labelsAsked.has(key) ? [labelled(key, value)] : []))];
    const found = names.flatMap((name) => ofPods.flatMap((label) => numbersAt(podKey(name, label))));
    // Labels that are not known may be any.
    if (!namespace.labelsComplete) return [...found, ...ofNamespaces];
    return [...found, ...[...namespace.labels].flatMap(([key, value]) => numbersAt(namespaceKey(labelled(key, value))))];
  };
}

/** The keys under which pods find a pattern that matches them. */
function keysOf({ namespaces, pods }: PodPattern): readonly string[] {
  const labels = asked(pods);
  const names =
    'name' in namespaces ? [labelled(namespaceNameLabel, namespaces.name)] : asked(namespaces.selector, (key) => key === namespaceNameLabel);
  const others = labels === undefined && names === undefined && 'selector' in namespaces ? asked(namespaces.selector) : undefined;
  return others?.map(namespaceKey) ?? (names ?? ['']).flatMap((name) => (labels ?? ['']).map((label) => podKey(name, label)));
}

/** Labels of which a selector asks for one; undefined if it does not ask for labels by their values. */
function asked(selector: Selector, of: (key: string) => boolean = () => true): readonly string[] | undefined {
  const requirement = selector.find(({ key, operator }) => operator === 'In' && of(key));
  return requirement?.values.map((value) => labelled(requirement.key, value));
}

const labelled = (key: string, value: string): string => `${key}=${value}`;
const podKey = (namespace: string, label: string): string => `${namespace}\n${label}`;
const namespaceKey = (label: string): string => `\n\n${label}`;

/** Blocks by the pieces into which their edges divide all addresses. */
function blockIndex(blocks: readonly { readonly number: number; readonly addresses: AddressSet }[]): (addresses: AddressSet) => readonly number[] {
  if (blocks.length === 0) return () => [];
  const pieces = cut(
    [...everyAddress('IPv4'), ...everyAddress('IPv6')],
    blocks.map(({ addresses }) => addresses),
  );
  const numbers = pieces.map((): number[] => []);
  const piecesOf = (addresses: AddressSet): readonly number[][] =>
    addresses.flatMap(({ start, end }) => numbers.slice(indexAt(pieces, start), indexAt(pieces, end - 1n) + 1));
  for (const { number, addresses } of blocks) for (const piece of piecesOf(addresses)) piece.push(number);
  return (addresses) => piecesOf(addresses).flat();
}
