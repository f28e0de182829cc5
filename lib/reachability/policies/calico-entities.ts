import { type Field, items, member, report, text } from '../input/fields';
import { namespaceNameLabel } from '../model/parties';
import { cidrOf, has, portName, unknownMember } from '../objects/checks';
import { type AddressSet, addressesIn, everyAddress } from '../sets/address-sets';
import { difference, union } from '../sets/intervals';
import { firstPort, lastPort, type PortSet, type Protocol, portRange } from '../sets/ports';
import type { Requirement, Selector } from '../sets/selectors';
import { parseCalicoSelector } from './calico-selector';
import type { Peer, PodPattern, PortPattern } from './policy';

/** Pods that selectors match, as alternatives, or why that cannot be decided. */
export type SelectedPods =
  | { readonly kind: 'pods'; readonly patterns: readonly PodPattern[] }
  | { readonly kind: 'undecided'; readonly reason: string };

/** Labels that Calico itself gives to pods and namespaces. */
const orchestrator = 'projectcalico.org/orchestrator';
const namespaceOfPod = 'projectcalico.org/namespace';
const nameOfNamespace = 'projectcalico.org/name';
const calicoLabel = /^(projectcalico\.org\/|pcns\.|pcsa\.)/;

/**
 * Pods by the two selectors of an entity or a policy. Without a selector for namespaces it means the policy's own namespace, or all for a cluster-wide policy.
 * Sets of addresses and host endpoints, which selectors may also match, are not pods.
 */
export function podsOf(pods: Field, namespaces: Field, namespace: string | undefined, hostNetwork: PodPattern['hostNetwork']): SelectedPods {
  const ofPods = alternativesOf(pods);
  const namespaceText = text(namespaces) ?? '';
  const ofNamespaces = namespaceText === '' ? undefined : alternativesOf(namespaces);
  if (typeof ofPods === 'string') return { kind: 'undecided', reason: ofPods };
  if (typeof ofNamespaces === 'string') return { kind: 'undecided', reason: ofNamespaces };
  const patterns: PodPattern[] = [];
  for (const podSelector of ofPods) {
    for (const namespaceSelector of ofNamespaces ?? [undefined]) {
      const pattern = patternOf(podSelector, namespaceSelector, namespace, hostNetwork);
      if (typeof pattern === 'string') return { kind: 'undecided', reason: pattern };
      if (pattern) patterns.push(pattern);
    }
  }
  return { kind: 'pods', patterns };
}

function alternativesOf(field: Field): readonly Selector[] | string {
  const parsed = parseCalicoSelector(text(field) ?? '');
  switch (parsed.kind) {
    case 'alternatives':
      return parsed.alternatives;
    case 'undecided':
      return parsed.reason;
    case 'malformed':
      report(field, parsed.message);
      return [];
  }
}

/** Undefined if no pod can match; a reason if it cannot be decided. */
function patternOf(
  podSelector: Selector,
  namespaceSelector: Selector | undefined,
  namespace: string | undefined,
  hostNetwork: PodPattern['hostNetwork'],
): PodPattern | string | undefined {
  const pods: Requirement[] = [];
  const namespaces: Requirement[] = [];
  for (const requirement of podSelector) {
    if (requirement.key === namespaceOfPod) namespaces.push({ ...requirement, key: namespaceNameLabel });
    else if (requirement.key === orchestrator) {
      if (!isOfKubernetes(requirement)) return undefined;
    } else if (calicoLabel.test(requirement.key)) return `manifests do not show what Calico's label '${requirement.key}' means`;
    else pods.push(requirement);
  }
  for (const requirement of namespaceSelector ?? []) {
    if (requirement.key === nameOfNamespace) namespaces.push({ ...requirement, key: namespaceNameLabel });
    else if (calicoLabel.test(requirement.key)) return `manifests do not show what Calico's label '${requirement.key}' means`;
    else namespaces.push(requirement);
  }
  if (namespaceSelector !== undefined || namespace === undefined) return { namespaces: { selector: namespaces }, pods, hostNetwork };
  if (namespaces.length === 0) return { namespaces: { name: namespace }, pods, hostNetwork };
  const own: Requirement = { key: namespaceNameLabel, operator: 'In', values: [namespace] };
  return { namespaces: { selector: [own, ...namespaces] }, pods, hostNetwork };
}

/** Every pod has the value `k8s` there. */
function isOfKubernetes({ operator, values }: Requirement): boolean {
  switch (operator) {
    case 'In':
      return values.includes('k8s');
    case 'NotIn':
      return !values.includes('k8s');
    case 'Exists':
      return true;
    case 'DoesNotExist':
      return false;
  }
}

/** The other end that a rule names. */
export function peersOf(entity: Field, namespace: string | undefined): readonly Peer[] | 'everyone' {
  const { path } = entity;
  const bySelector = isWritten(entity, 'selector') || isWritten(entity, 'namespaceSelector');
  const byAddress = items(member(entity, 'nets')).length + items(member(entity, 'notNets')).length > 0;
  const pods = bySelector ? selectedPeers(entity, namespace) : undefined;
  const addresses: Peer | undefined = byAddress ? { kind: 'addresses', addresses: addressesOf(entity), ofPods: 'always', path } : undefined;
  const peers = pods ?? (addresses ? [addresses] : 'everyone');
  const unknown = unknownMember(entity, entityFields);
  if (unknown !== undefined) return undecided(peers, `the field ${unknown} of a rule is not understood`, entity);
  if (pods && addresses) return undecided(peers, 'pods both by labels and by addresses are not evaluated', entity);
  if (isWritten(entity, 'notSelector')) return undecided(peers, 'a notSelector is not evaluated', entity);
  if (has(entity, 'serviceAccounts')) return undecided(peers, 'the service accounts of pods are not known', entity);
  if (has(entity, 'services')) return undecided(peers, 'which pods or addresses Services lead to is not evaluated', entity);
  return peers;
}

/** An empty text has no meaning. */
const isWritten = (entity: Field, key: string): boolean => has(entity, key) && text(member(entity, key)) !== '';

const entityFields = ['namespaceSelector', 'nets', 'notNets', 'notPorts', 'notSelector', 'ports', 'selector', 'serviceAccounts', 'services'];

function selectedPeers(entity: Field, namespace: string | undefined): readonly Peer[] {
  const selected = podsOf(member(entity, 'selector'), member(entity, 'namespaceSelector'), namespace, 'never');
  if (selected.kind === 'undecided') return [{ kind: 'undecided', reason: selected.reason, path: entity.path }];
  return selected.patterns.map((pattern): Peer => ({ kind: 'pods', pattern, path: entity.path }));
}

function addressesOf(entity: Field): AddressSet {
  const blocks = (key: string) => union(...items(member(entity, key)).map(blockOf));
  const everything = [...everyAddress('IPv4'), ...everyAddress('IPv6')];
  return difference(items(member(entity, 'nets')).length > 0 ? blocks('nets') : everything, blocks('notNets'));
}

function blockOf(item: Field): AddressSet {
  // A single address is a block of one address.
  const cidr = cidrOf(typeof item.value === 'string' && !item.value.includes('/') ? { ...item, value: singleAddress(item.value) } : item);
  return cidr ? addressesIn(cidr) : [];
}

const singleAddress = (address: string): string => `${address}/${address.includes(':') ? 128 : 32}`;

/** The same parties at most. */
export const undecided = (peers: readonly Peer[] | 'everyone', reason: string, field: Field): readonly Peer[] =>
  peers === 'everyone'
    ? [{ kind: 'undecided', reason, path: field.path }]
    : peers.map((peer): Peer => ({ kind: 'undecided', reason, within: peer, path: peer.path }));

/** Ports of a rule: numbers, ranges `first:last` and names, without the excepted ones. */
export function portsOf(
  entity: Field,
  protocols: readonly Protocol[],
  isAnyProtocol: boolean,
): readonly PortPattern[] | 'all' | { readonly reason: string } {
  const listed = items(member(entity, 'ports'));
  const excepted = items(member(entity, 'notPorts'));
  if (listed.length + excepted.length === 0) {
    if (isAnyProtocol) return 'all';
    return protocols.map((protocol): PortPattern => ({ kind: 'numbers', ports: portRange(protocol, firstPort, lastPort), path: entity.path }));
  }
  if (isAnyProtocol) report(entity, 'has ports, but its rule has no protocol, which the API then requires');
  const patterns = listed.flatMap((field) => protocols.flatMap((protocol) => portOf(field, protocol)));
  if (excepted.length === 0) return patterns;
  const holes = excepted.flatMap((field) => protocols.flatMap((protocol) => portOf(field, protocol)));
  if ([...patterns, ...holes].some(({ kind }) => kind === 'name')) return { reason: 'named ports among exceptions are not evaluated' };
  const numbers = (list: readonly PortPattern[]): PortSet => union(...list.flatMap((pattern) => (pattern.kind === 'numbers' ? [pattern.ports] : [])));
  const from = listed.length > 0 ? numbers(patterns) : union(...protocols.map((protocol) => portRange(protocol, firstPort, lastPort)));
  return [{ kind: 'numbers', ports: difference(from, numbers(holes)), path: entity.path }];
}

function portOf(field: Field, protocol: Protocol): readonly PortPattern[] {
  const { path, value } = field;
  const written = typeof value === 'number' ? `${value}` : (text(field) ?? '');
  const range = /^(\d{1,5})(?::(\d{1,5}))?$/.exec(written);
  if (!range) {
    const name = portName(field);
    return name === undefined ? [] : [{ kind: 'name', name, protocol, path }];
  }
  const first = Math.max(Number(range[1]), firstPort);
  const last = Number(range[2] ?? range[1]);
  if (last > lastPort || Number(range[1]) > last) {
    report(field, `expected a port from 0 to ${lastPort} or a range such as 80:90, found ${JSON.stringify(written)}`);
    return [];
  }
  return last < first ? [] : [{ kind: 'numbers', ports: portRange(protocol, first, last), path }];
}
