import { own } from '../../base/own';
import { type Field, items, member, report, text, texts } from '../input/fields';
import { cidrOf, has } from '../objects/checks';
import { blockAddresses, everyAddress, parseAddressSet } from '../sets/address-sets';
import { endpointsOf } from './cilium-selectors';
import type { Peer, PodPattern } from './policy';

/** What one field of a rule names. */
type PeerReader = (item: Field, namespace: string | undefined) => readonly Peer[];

const everyPod: PodPattern = { namespaces: { selector: [] }, pods: [], hostNetwork: 'never' };

const undecided =
  (reason: string): PeerReader =>
  ({ path }) => [{ kind: 'undecided', reason, path }];

/** Hosts are outside the cluster. */
const host: PeerReader = ({ path }) => [
  {
    kind: 'undecided',
    reason: 'the addresses of hosts by name (toFQDNs) are not known',
    within: { kind: 'addresses', addresses: [...everyAddress('IPv4'), ...everyAddress('IPv6')], ofPods: 'never', path },
    path,
  },
];

const block: PeerReader = (field) => {
  const address = parseAddressSet(text(field) ?? '');
  if (address === undefined) report(field, 'expected an address or a block such as 10.0.0.0/8');
  return address ? [{ kind: 'addresses', addresses: address, ofPods: 'never', path: field.path }] : [];
};

const blockSet: PeerReader = (field) => {
  const { path } = field;
  if (!has(field, 'cidr')) return [{ kind: 'undecided', reason: 'the blocks of a CiliumCIDRGroup are not known', path }];
  const cidr = cidrOf(member(field, 'cidr'));
  const except = items(member(field, 'except')).flatMap((item) => cidrOf(item) ?? []);
  return cidr ? [{ kind: 'addresses', addresses: blockAddresses(cidr, except), ofPods: 'never', path }] : [];
};

const endpoint: PeerReader = (field, namespace) => {
  const { path } = field;
  const selected = endpointsOf(field, namespace, 'peer');
  return selected.kind === 'pods' ? [{ kind: 'pods', pattern: selected.pattern, path }] : [{ kind: 'undecided', reason: selected.reason, path }];
};

const node: PeerReader = ({ path }) => [{ kind: 'nodes', which: 'some', path }];

/** The fields of a rule that name peers, by their names without `from` or `to`. A rule contains one of them. */
const peerReaders: Readonly<Record<string, PeerReader>> = {
  CIDR: block,
  CIDRSet: blockSet,
  Endpoints: endpoint,
  FQDNs: host,
  Groups: undecided("the addresses of a cloud provider's groups are not known"),
  Nodes: node,
  Services: undecided('which pods or addresses Services lead to (toServices) is not evaluated'),
};

/** Entities one by one; `all` and nodes must be read together. */
const entityReaders: Readonly<Record<string, PeerReader>> = {
  cluster: ({ path }) => [
    { kind: 'pods', pattern: everyPod, path },
    { kind: 'nodes', which: 'all', path },
  ],
  host: node,
  'remote-node': node,
  world: ({ path }) => [{ kind: 'addresses', addresses: [...everyAddress('IPv4'), ...everyAddress('IPv6')], ofPods: 'never', path }],
  ingress: ({ path }) => [{ kind: 'cilium-proxy', path }],
  none: () => [],
  'kube-apiserver': undecided('the addresses of the API server are not known'),
};

/** Pods that Cilium does not manage yet or at all, and its health checks. */
const special: PeerReader = (field) => [
  {
    kind: 'undecided',
    reason: `it is not known which pods Cilium's entity '${text(field)}' contains`,
    within: { kind: 'pods', pattern: everyPod, path: field.path },
    path: field.path,
  },
];

function entitiesOf(field: Field): readonly Peer[] | 'everyone' {
  const names = texts(field);
  if (names.includes('all')) return 'everyone';
  const peers = items(field).flatMap((item): readonly Peer[] => (own(entityReaders, text(item) ?? '') ?? special)(item, undefined));
  const isEveryNode = names.includes('host') && names.includes('remote-node');
  return isEveryNode ? [...peers, { kind: 'nodes', which: 'all', path: field.path }] : peers;
}

/** The peers of a rule; unset if it names none, which means everyone if it has ports and nobody if not. */
export function peersOf(rule: Field, prefix: 'from' | 'to', namespace: string | undefined): readonly Peer[] | 'everyone' | undefined {
  const entities = `${prefix}Entities`;
  if (has(rule, entities)) return entitiesOf(member(rule, entities));
  const given = Object.entries(peerReaders).filter(([name]) => has(rule, `${prefix}${name}`));
  if (given.length === 0) return undefined;
  return given.flatMap(([name, read]) => items(member(rule, `${prefix}${name}`)).flatMap((item) => read(item, namespace)));
}

/** Names of the fields that name peers. */
export const peerFields = (prefix: 'from' | 'to'): readonly string[] => [...Object.keys(peerReaders), 'Entities'].map((name) => `${prefix}${name}`);

/** Whether a rule names several kinds of peers, which Cilium refuses together with the whole policy. */
export const combinesPeers = (rule: Field, prefix: 'from' | 'to'): boolean =>
  peerFields(prefix).filter((name) => has(rule, name) && items(member(rule, name)).length > 0).length > 1;

/** Parties that a rule could match at most. */
export const atMost = (peers: readonly Peer[] | 'everyone', reason: string, rule: Field): readonly Peer[] =>
  peers === 'everyone'
    ? [{ kind: 'undecided', reason, path: rule.path }]
    : peers.map((peer): Peer => ({ kind: 'undecided', reason, within: peer, path: peer.path }));
