import { choice, descend, type Field, isObject, items, member, members, report, required, text, wholeNumber } from '../input/fields';
import type { Manifest } from '../input/manifest';
import { cidrOf, has, nonEmpty, selectorOf, unknownMember } from '../objects/checks';

import { addressesIn } from '../sets/address-sets';
import { union } from '../sets/intervals';
import { adminPorts, clusterPorts } from './cluster-ports';
import type { Direction, Peer, PodPattern, Policy, PortPattern, Rule } from './policy';

/** Reads a ClusterNetworkPolicy of policy.networking.k8s.io/v1alpha2. */
export function clusterNetworkPolicyOf({ reference, locate }: Manifest, root: Field): Policy {
  const spec = member(root, 'spec');
  const tier = required(member(spec, 'tier'), (field) => choice(field, ['Admin', 'Baseline']));
  return understood(member(spec, 'subject'), {
    reference,
    tier: tier === 'Baseline' ? 'baseline' : 'admin',
    priority: priorityOf(member(spec, 'priority')),
    subject: subjectOf(member(spec, 'subject')),
    ...rulesOf(spec, { actions: { Accept: 'accept', Deny: 'deny', Pass: 'pass' }, most: 25, ports: clusterPorts }),
    locate,
  });
}

/** Reads the AdminNetworkPolicy and BaselineAdminNetworkPolicy of v1alpha1, which ClusterNetworkPolicy replaced. */
export function adminNetworkPolicyOf({ reference, locate }: Manifest, root: Field): Policy {
  const spec = member(root, 'spec');
  const baseline = reference.kind === 'BaselineAdminNetworkPolicy';
  if (baseline && reference.name !== 'default') {
    report(descend(root, 'metadata', 'name'), `expected 'default', since a cluster has one BaselineAdminNetworkPolicy, found '${reference.name}'`);
  }
  const actions: Dialect['actions'] = baseline ? { Allow: 'accept', Deny: 'deny' } : { Allow: 'accept', Deny: 'deny', Pass: 'pass' };
  return understood(member(spec, 'subject'), {
    reference,
    tier: baseline ? 'baseline' : 'admin',
    priority: baseline ? 0 : priorityOf(member(spec, 'priority')),
    subject: subjectOf(member(spec, 'subject')),
    ...rulesOf(spec, { actions, most: 100, ports: adminPorts }),
    locate,
  });
}

/** A policy with unknown subjects may change anything for any pod. */
function understood(subject: Field, policy: Policy): Policy {
  const condition = unknownCondition(subject);
  if (condition === undefined) return policy;
  const everyone: PodPattern = { namespaces: { selector: [] }, pods: [], hostNetwork: 'never' };
  return { ...policy, tier: 'unread', subject: everyone, doubt: `has a condition ${condition} on its pods, which is not understood` };
}

function priorityOf(field: Field): number {
  const priority = required(field, wholeNumber) ?? 0;
  if (priority < 0 || priority > 1000) report(field, `expected a priority from 0 to 1000, found ${priority}`);
  return priority;
}

/** Pods on the network of their node never match. */
const clusterPattern = (namespaces: Field, pods?: Field): PodPattern => ({
  namespaces: { selector: selectorOf(namespaces) },
  pods: pods ? selectorOf(pods) : [],
  hostNetwork: 'never',
});

/** Pods of `namespaces` or `pods`; undefined if the field has neither. */
function patternOf(field: Field): PodPattern | undefined {
  if (has(field, 'namespaces')) return clusterPattern(member(field, 'namespaces'));
  if (!has(field, 'pods')) return undefined;
  const pods = member(field, 'pods');
  return clusterPattern(member(pods, 'namespaceSelector'), member(pods, 'podSelector'));
}

const selectorFields = ['matchExpressions', 'matchLabels'];

/** Further conditions, such as `sameLabels` of the first releases: without them it would match everyone. */
function unknownCondition(field: Field): string | undefined {
  const namespaces = unknownMember(member(field, 'namespaces'), selectorFields);
  if (namespaces !== undefined) return `namespaces.${namespaces}`;
  const pods = unknownMember(member(field, 'pods'), ['namespaceSelector', 'podSelector']);
  return pods === undefined ? undefined : `pods.${pods}`;
}

function subjectOf(field: Field): PodPattern {
  const pattern = patternOf(field);
  if (pattern === undefined || (has(field, 'namespaces') && has(field, 'pods'))) report(field, 'needs either namespaces or pods');
  return pattern ?? { namespaces: { selector: [] }, pods: [], hostNetwork: 'never' };
}

/** Differences between the two dialects. */
interface Dialect {
  readonly actions: Readonly<Record<string, Rule['action']>>;
  /** Maximum number of rules in a direction. */
  readonly most: number;
  readonly ports: (rule: Field) => readonly PortPattern[] | 'all';
}

/** Rules of both directions. Unlike a NetworkPolicy these do not isolate pods, so a direction without rules has no effect. */
function rulesOf(spec: Field, dialect: Dialect): Pick<Policy, Direction> {
  const ingress = rulesIn(member(spec, 'ingress'), 'from', dialect);
  const egress = rulesIn(member(spec, 'egress'), 'to', dialect);
  return { ...(ingress.length > 0 && { ingress }), ...(egress.length > 0 && { egress }) };
}

function rulesIn(field: Field, peersKey: 'from' | 'to', dialect: Dialect): readonly Rule[] {
  const list = items(field);
  if (list.length > dialect.most) report(field, `has ${list.length} rules, but the API accepts at most ${dialect.most}`);
  return list.map((item, index) => ruleOf(item, index, peersKey, dialect));
}

function ruleOf(field: Field, index: number, peersKey: 'from' | 'to', dialect: Dialect): Rule {
  const action = required(member(field, 'action'), (word) => choice(word, Object.keys(dialect.actions)));
  const name = text(member(field, 'name'));
  return {
    action: (action !== undefined && dialect.actions[action]) || 'accept',
    ...(name !== undefined && { name }),
    index,
    path: field.path,
    peers: nonEmpty(member(field, peersKey), 'a peer').flatMap(peerOf),
    ports: dialect.ports(field),
  };
}

function peerOf(field: Field): Peer {
  const { path } = field;
  const condition = unknownCondition(field);
  if (condition !== undefined) return { kind: 'undecided', reason: `the condition ${condition} of a peer is not understood`, path };
  const pattern = patternOf(field);
  if (pattern !== undefined) return { kind: 'pods', pattern, path };
  if (has(field, 'networks')) {
    const blocks = items(member(field, 'networks')).flatMap((item) => cidrOf(item) ?? []);
    return { kind: 'addresses', addresses: union(...blocks.map(addressesIn)), ofPods: 'always', path };
  }
  if (has(field, 'nodes')) return { kind: 'nodes', which: 'some', path };
  if (has(field, 'domainNames')) return { kind: 'undecided', reason: 'the addresses of hosts by name (domainNames) are not known', path };
  const [kind] = members(field).find(([, { value }]) => value !== null) ?? ['nothing'];
  if (!isObject(field.value) || kind === 'nothing') report(field, 'names no peer; expected namespaces, pods or networks');
  return { kind: 'undecided', reason: `the peer ${kind} is not understood`, path };
}
