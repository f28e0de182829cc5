import { choice, type Field, isObject, items, member, members, report, required, text, wholeNumber } from '../input/fields';
import type { Manifest } from '../input/manifest';
import { cidrOf, has, nonEmpty, portNumber, protocolOf, selectorOf } from '../objects/checks';

import { addressesIn } from '../sets/address-sets';
import { union } from '../sets/intervals';
import { lastPort, type PortSet, type Protocol, portRange } from '../sets/ports';
import type { Direction, Peer, PodPattern, Policy, PortPattern, Rule } from './policy';

/** Reads a ClusterNetworkPolicy of policy.networking.k8s.io/v1alpha2. */
export function clusterNetworkPolicyOf({ reference, locate }: Manifest, root: Field): Policy {
  const spec = member(root, 'spec');
  const tier = required(member(spec, 'tier'), (field) => choice(field, ['Admin', 'Baseline']));
  return {
    reference,
    tier: tier === 'Baseline' ? 'baseline' : 'admin',
    priority: priorityOf(member(spec, 'priority')),
    subject: subjectOf(member(spec, 'subject')),
    ...rulesOf(spec, { accept: 'Accept', most: 25, ports: clusterPorts }),
    locate,
  };
}

/** Reads the AdminNetworkPolicy and BaselineAdminNetworkPolicy of v1alpha1, which ClusterNetworkPolicy replaced. */
export function adminNetworkPolicyOf({ reference, locate }: Manifest, root: Field): Policy {
  const spec = member(root, 'spec');
  const baseline = reference.kind === 'BaselineAdminNetworkPolicy';
  return {
    reference,
    tier: baseline ? 'baseline' : 'admin',
    priority: baseline ? 0 : priorityOf(member(spec, 'priority')),
    subject: subjectOf(member(spec, 'subject')),
    ...rulesOf(spec, { accept: 'Allow', most: 100, ports: adminPorts }),
    locate,
  };
}

function priorityOf(field: Field): number {
  const priority = required(field, wholeNumber) ?? 0;
  if (priority < 0 || priority > 1000) report(field, `expected a priority from 0 to 1000, found ${priority}`);
  return priority;
}

/** Pods on the network of their node are never meant. */
const clusterPattern = (namespaces: Field, pods?: Field): PodPattern => ({
  namespaces: { selector: selectorOf(namespaces) },
  pods: pods ? selectorOf(pods) : [],
  hostNetwork: 'never',
});

/** Pods that `namespaces` or `pods` names; undefined where the field has neither. */
function patternOf(field: Field): PodPattern | undefined {
  if (has(field, 'namespaces')) return clusterPattern(member(field, 'namespaces'));
  if (!has(field, 'pods')) return undefined;
  const pods = member(field, 'pods');
  return clusterPattern(member(pods, 'namespaceSelector'), member(pods, 'podSelector'));
}

function subjectOf(field: Field): PodPattern {
  const pattern = patternOf(field);
  if (pattern === undefined || (has(field, 'namespaces') && has(field, 'pods'))) report(field, 'needs either namespaces or pods');
  return pattern ?? { namespaces: { selector: [] }, pods: [], hostNetwork: 'never' };
}

/** What the two dialects write differently. */
interface Dialect {
  readonly accept: 'Accept' | 'Allow';
  /** Most rules of a direction that the API takes. */
  readonly most: number;
  readonly ports: (rule: Field) => readonly PortPattern[] | 'all';
}

/** Rules of both directions. Unlike a NetworkPolicy these isolate nothing, so that a direction without rules is none. */
function rulesOf(spec: Field, dialect: Dialect): Pick<Policy, Direction> {
  const ingress = rulesIn(member(spec, 'ingress'), 'from', dialect);
  const egress = rulesIn(member(spec, 'egress'), 'to', dialect);
  return { ...(ingress.length > 0 && { ingress }), ...(egress.length > 0 && { egress }) };
}

function rulesIn(field: Field, peersKey: 'from' | 'to', dialect: Dialect): readonly Rule[] {
  const list = items(field);
  if (list.length > dialect.most) report(field, `has ${list.length} rules, but the API takes no more than ${dialect.most}`);
  return list.map((item, index) => ruleOf(item, index, peersKey, dialect));
}

function ruleOf(field: Field, index: number, peersKey: 'from' | 'to', dialect: Dialect): Rule {
  const action = required(member(field, 'action'), (word) => choice(word, [dialect.accept, 'Deny', 'Pass']));
  const name = text(member(field, 'name'));
  return {
    action: action === 'Deny' ? 'deny' : action === 'Pass' ? 'pass' : 'accept',
    ...(name !== undefined && { name }),
    index,
    path: field.path,
    peers: nonEmpty(member(field, peersKey), 'a peer').flatMap(peerOf),
    ports: dialect.ports(field),
  };
}

function peerOf(field: Field): Peer {
  const { path } = field;
  const pattern = patternOf(field);
  if (pattern !== undefined) return { kind: 'pods', pattern, path };
  if (has(field, 'networks')) {
    const blocks = items(member(field, 'networks')).flatMap((item) => cidrOf(item) ?? []);
    return { kind: 'addresses', addresses: union(...blocks.map(addressesIn)), ofPods: 'always', path };
  }
  if (has(field, 'nodes')) return { kind: 'nodes', which: 'some', path };
  const [kind] = members(field).find(([, { value }]) => value !== null) ?? ['nothing'];
  if (!isObject(field.value) || kind === 'nothing') report(field, 'names no peer; expected namespaces, pods or networks');
  return { kind: 'undecided', reason: `the peer ${kind} is not understood`, path };
}

/** Ports of a v1alpha2 rule: `protocols: [{tcp: {destinationPort: {number | range}}} | {destinationNamedPort}]`. */
function clusterPorts(rule: Field): readonly PortPattern[] | 'all' {
  if (!has(rule, 'protocols')) return 'all';
  return nonEmpty(member(rule, 'protocols'), 'a protocol').flatMap((field): readonly PortPattern[] => {
    const { path } = field;
    const name = text(member(field, 'destinationNamedPort'));
    if (name !== undefined) return [{ kind: 'name', name, path }];
    const key = (['tcp', 'udp', 'sctp'] as const).find((candidate) => has(field, candidate));
    if (key === undefined) {
      report(field, 'needs tcp, udp, sctp or destinationNamedPort');
      return [];
    }
    const protocol = protocolNames[key];
    const port = member(member(field, key), 'destinationPort');
    if (has(port, 'number')) return numbers(protocol, member(port, 'number'), member(port, 'number'), path);
    if (has(port, 'range')) return numbers(protocol, member(member(port, 'range'), 'start'), member(member(port, 'range'), 'end'), path);
    return [{ kind: 'numbers', ports: portRange(protocol, 1, lastPort), path }];
  });
}

const protocolNames = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP' } as const;

/** Ports of a v1alpha1 rule: `ports: [{portNumber} | {portRange} | {namedPort}]`. */
function adminPorts(rule: Field): readonly PortPattern[] | 'all' {
  if (!has(rule, 'ports')) return 'all';
  return nonEmpty(member(rule, 'ports'), 'a port').flatMap((field): readonly PortPattern[] => {
    const { path } = field;
    const name = text(member(field, 'namedPort'));
    if (name !== undefined) return [{ kind: 'name', name, path }];
    const single = member(field, 'portNumber');
    if (has(field, 'portNumber')) return numbers(protocolOf(member(single, 'protocol')), member(single, 'port'), member(single, 'port'), path);
    const range = member(field, 'portRange');
    if (has(field, 'portRange')) return numbers(protocolOf(member(range, 'protocol')), member(range, 'start'), member(range, 'end'), path);
    report(field, 'needs portNumber, portRange or namedPort');
    return [];
  });
}

function numbers(protocol: Protocol, start: Field, end: Field, path: Field['path']): readonly PortPattern[] {
  const first = required(start, portNumber);
  const last = required(end, portNumber);
  if (first === undefined || last === undefined) return [];
  if (last < first) report(end, `expected ${first} or more, for the range begins there, found ${last}`);
  const ports: PortSet = last < first ? [] : portRange(protocol, first, last);
  return [{ kind: 'numbers', ports, path }];
}
