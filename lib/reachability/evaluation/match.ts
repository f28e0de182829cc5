import type { AssumptionOptions, Assumptions } from '../model/assumptions';
import type { Namespace, Party, PodGroup } from '../model/parties';
import type { Peer, PodPattern, PortPattern, Rule } from '../policies/policy';
import { type AddressSet, everyAddress } from '../sets/address-sets';
import { memoized } from '../sets/grouping';
import { covers, overlaps, union } from '../sets/intervals';
import { allPorts, noPorts, type PortSet, portRange, portsOf, protocols } from '../sets/ports';
import { formatSelector, mayBeSelected, type Selector, selects } from '../sets/selectors';

/** The subject of a doubt. */
export type Basis =
  | 'host-network'
  | 'own-node'
  | 'source-address'
  | 'pod-address'
  | 'unknown-pod'
  | 'namespace-labels'
  | 'policy-dialect'
  | 'policy-order'
  | 'backend';

/** Why something cannot be decided. */
export interface Doubt {
  readonly basis: Basis;
  readonly reason: string;
  /** Assumptions that could decide it. @default - none */
  readonly settledBy?: readonly (keyof AssumptionOptions)[];
}

/** Whether something matches: certainly, certainly not, or why that cannot be decided. */
export type Match = 'yes' | 'no' | Doubt;

/** Any of several matches. */
export function anyOf(matches: readonly Match[]): Match {
  let doubt: Match = 'no';
  for (const match of matches) {
    if (match === 'yes') return 'yes';
    if (doubt === 'no') doubt = match;
  }
  return doubt;
}

const hostNetworkDoubt: Doubt = {
  basis: 'host-network',
  reason: 'pods on the network of their node are selected by some network plugins and not by others',
  settledBy: ['hostNetwork'],
};

/** Whether a namespace selector matches a namespace of which perhaps only some labels are known. */
export function matchNamespace(selector: Selector, { name, labels, labelsComplete }: Namespace): Match {
  const selected = labelsComplete ? selects(selector, labels) : mayBeSelected(selector, labels);
  if (selected !== undefined) return selected ? 'yes' : 'no';
  const asked = formatSelector(selector.filter(({ key }) => !labels.has(key)));
  return {
    basis: 'namespace-labels',
    reason: `namespace ${name} is not among the objects, so its labels are not known (${asked})`,
    settledBy: ['namespaceLabels'],
  };
}

/** Whether both are true. */
function bothOf(one: Match, other: Match): Match {
  if (one === 'no' || other === 'no') return 'no';
  if (one === 'yes') return other;
  if (other === 'yes') return one;
  return { ...one, reason: `${one.reason}, and ${other.reason}`, settledBy: [...(one.settledBy ?? []), ...(other.settledBy ?? [])] };
}

/** Whether pods match a pattern. */
export function matchPods({ namespaces, pods, hostNetwork }: PodPattern, group: PodGroup, assumptions: Assumptions): Match {
  if (!selects(pods, group.labels)) return 'no';
  const { namespace } = group;
  const inNamespace = 'name' in namespaces ? (namespaces.name === namespace.name ? 'yes' : 'no') : matchNamespace(namespaces.selector, namespace);
  return bothOf(inNamespace, matchNetwork(hostNetwork, group, assumptions));
}

function matchNetwork(hostNetwork: PodPattern['hostNetwork'], group: PodGroup, assumptions: Assumptions): Match {
  if (hostNetwork === 'only') return group.hostNetwork ? 'yes' : 'no';
  if (!group.hostNetwork || assumptions.hostNetwork === 'ordinary') return 'yes';
  return hostNetwork === 'never' ? 'no' : hostNetworkDoubt;
}

/** Whether a rule's peer matches a party. */
export function matchPeer(peer: Peer, party: Party, assumptions: Assumptions): Match {
  switch (peer.kind) {
    case 'undecided':
      return peer.within && matchPeer(peer.within, party, assumptions) === 'no' ? 'no' : { basis: 'policy-dialect', reason: peer.reason };
    case 'cilium-proxy':
      if (party.kind === 'cilium-proxy') return 'yes';
      return party.kind === 'unknown-pod'
        ? { basis: 'unknown-pod', reason: `it is not known whether ${party.what} is Cilium's own proxy`, settledBy: ['controllers'] }
        : 'no';
    case 'pods':
      if (party.kind === 'pods') return matchPods(peer.pattern, party, assumptions);
      return party.kind === 'unknown-pod' ? matchUnknownPod(peer.pattern, party.what) : 'no';
    case 'addresses':
      return matchAddresses(peer.addresses, peer.ofPods, party, assumptions);
    case 'nodes':
      if (party.kind === 'unknown-pod')
        return { basis: 'unknown-pod', reason: `it is not known whether ${party.what} uses the network of its node`, settledBy: ['controllers'] };
      if (party.kind !== 'node' && !(party.kind === 'pods' && party.hostNetwork)) return 'no';
      return peer.which === 'all' ? 'yes' : { basis: 'source-address', reason: 'the labels of nodes are not known' };
  }
}

/** Only a pattern for every pod matches an unknown pod. */
function matchUnknownPod({ namespaces, pods }: PodPattern, what: string): Match {
  if (pods.length === 0 && 'selector' in namespaces && namespaces.selector.length === 0) return 'yes';
  return { basis: 'unknown-pod', reason: `namespace and labels of ${what} are not known`, settledBy: ['controllers'] };
}

type OfPods = Extract<Peer, { readonly kind: 'addresses' }>['ofPods'];

const nodeAddressDoubt: Doubt = {
  basis: 'source-address',
  reason: 'the block contains addresses of nodes, which Cilium matches by blocks only with policyCIDRMatchMode',
};

const unknownNodeAddresses: Doubt = { basis: 'source-address', reason: 'the addresses of nodes are not known', settledBy: ['nodeAddresses'] };

function matchAddresses(block: AddressSet, ofPods: OfPods, party: Party, assumptions: Assumptions): Match {
  if (ofPods === 'never' && (party.kind === 'node' || (party.kind === 'pods' && party.hostNetwork))) {
    if (withinKnown(block, assumptions.nodeAddresses, nodeAddressDoubt) === 'no') return 'no';
    return assumptions.nodeAddresses ? nodeAddressDoubt : { ...nodeAddressDoubt, settledBy: ['nodeAddresses'] };
  }
  switch (party.kind) {
    case 'addresses':
      return within(block, party.addresses, { basis: 'source-address', reason: 'the block contains only some of the addresses' });
    case 'node':
      return withinKnown(block, assumptions.nodeAddresses, unknownNodeAddresses);
    case 'unknown-pod':
      return podWithin(block, undefined, ofPods, assumptions);
    case 'cilium-proxy':
      return 'no';
    case 'pods':
      if (party.hostNetwork && assumptions.hostNetwork === 'undefined') {
        // Its address is that of its node. A plugin that recognises it as a pod may not match it by a block.
        const match = withinKnown(block, assumptions.nodeAddresses, unknownNodeAddresses);
        return match !== 'yes' || meansPods(ofPods, assumptions) === 'yes' ? match : hostNetworkDoubt;
      }
      return podWithin(block, party.addresses, ofPods, assumptions);
  }
}

const within = (block: AddressSet, addresses: AddressSet, partly: Doubt): Match =>
  !overlaps(block, addresses) ? 'no' : covers(block, addresses) ? 'yes' : partly;

/** Unknown addresses are certainly in a block only if it contains the whole family. */
function withinKnown(block: AddressSet, addresses: AddressSet | undefined, unknown: Doubt): Match {
  if (addresses !== undefined) return within(block, addresses, unknown);
  return block.length === 0 ? 'no' : covers(block, everyAddress('IPv4')) ? 'yes' : unknown;
}

/** Whether a block can match pods. */
function meansPods(ofPods: OfPods, { ipBlocksMatchPods }: Assumptions): Match {
  if (ofPods === 'never') return 'no';
  if (ofPods === 'always' || ipBlocksMatchPods === 'always') return 'yes';
  if (ipBlocksMatchPods === 'never') return 'no';
  return { basis: 'pod-address', reason: 'an ipBlock means pods with some network plugins and not with others', settledBy: ['ipBlocksMatchPods'] };
}

function podWithin(block: AddressSet, addresses: AddressSet | undefined, ofPods: OfPods, assumptions: Assumptions): Match {
  const means = meansPods(ofPods, assumptions);
  if (means === 'no') return 'no';
  const match = withinKnown(block, addresses ?? assumptions.podAddresses, {
    basis: 'pod-address',
    reason: 'the addresses of pods are not known',
    settledBy: means === 'yes' ? ['podAddresses'] : ['podAddresses', 'ipBlocksMatchPods'],
  });
  return match === 'yes' ? means : match;
}

/** The peers of a rule that names some, and its blocks together as one more: for a node with an address in one of them, it does not matter in which. */
export const rulePeers = memoized(({ peers, path }: Rule): readonly Peer[] => {
  if (peers === 'everyone') return [];
  const together = (['always', 'undefined', 'never'] as const).flatMap((ofPods): readonly Peer[] => {
    const blocks = peers.flatMap((peer) => (peer.kind === 'addresses' && peer.ofPods === ofPods ? [peer.addresses] : []));
    return blocks.length > 1 ? [{ kind: 'addresses', addresses: union(...blocks), ofPods, path }] : [];
  });
  return [...peers, ...together];
});

/** Whether any of a rule's peers matches a party. */
export const matchRule = (rule: Rule, party: Party, assumptions: Assumptions): Match =>
  rule.peers === 'everyone' ? 'yes' : anyOf(rulePeers(rule).map((peer) => matchPeer(peer, party, assumptions)));

/** Ports of a destination that some patterns match certainly, and at most. They differ only if the names of ports are not known. */
export interface PatternPorts {
  readonly sure: PortSet;
  readonly possible: PortSet;
}

/** Ports of a destination to which a rule applies. */
export function rulePorts({ ports }: Rule, destination: Party): PatternPorts {
  if (ports === 'all') return { sure: allPorts, possible: allPorts };
  const sets = ports.map((pattern) => patternPorts(pattern, destination));
  return { sure: union(...sets.map(({ sure }) => sure)), possible: union(...sets.map(({ possible }) => possible)) };
}

/** Ports of a destination that a pattern matches. A name matches nothing outside the cluster. */
export function patternPorts(pattern: PortPattern, destination: Party): PatternPorts {
  if (pattern.kind === 'numbers') return { sure: pattern.ports, possible: pattern.ports };
  const { name, protocol } = pattern;
  if (destination.kind === 'unknown-pod') return { sure: noPorts, possible: protocol === undefined ? allPorts : portsOf(protocol) };
  if (destination.kind !== 'pods') return { sure: noPorts, possible: noPorts };
  const named = namedPorts(destination, name, protocol === undefined ? protocols : [protocol]);
  return { sure: named, possible: named };
}

/** Ports that pods declare under a name. Two containers may use the same name. */
export const namedPorts = (group: PodGroup, name: string, ofProtocols: readonly string[] = protocols): PortSet =>
  union(
    ...group.ports.filter((port) => port.name === name && ofProtocols.includes(port.protocol)).map(({ protocol, port }) => portRange(protocol, port)),
  );
