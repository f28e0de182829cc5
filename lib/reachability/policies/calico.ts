import { own } from '../../base/own';
import { choice, type Field, flag, isGiven, items, member, report, required, text } from '../input/fields';
import type { Manifest } from '../input/manifest';
import { has, unknownMember } from '../objects/checks';
import { type Protocol, protocols } from '../sets/ports';
import { peersOf, podsOf, portsOf, undecided } from './calico-entities';
import type { Direction, PodPattern, Policy, Rule } from './policy';

/** Order of the NetworkPolicies of Kubernetes among Calico's. */
const kubernetesOrder = 1000;

/**
 * Reads a NetworkPolicy or GlobalNetworkPolicy of projectcalico.org/v3: one policy for each alternative of its selector. Those of the default tier are
 * evaluated together with Kubernetes' own, by their order; the order of other tiers is only in further objects.
 */
export function calicoPoliciesOf({ reference, locate }: Manifest, root: Field): readonly Policy[] {
  const spec = member(root, 'spec');
  const isGlobal = reference.kind === 'GlobalNetworkPolicy';
  const namespace = isGlobal ? undefined : (reference.namespace ?? 'default');
  const given = directionsOf(spec);
  const unread = (subjects: readonly PodPattern[], doubt: string): readonly Policy[] =>
    subjects.map((subject): Policy => {
      const rules = { ...(given.includes('ingress') && { ingress: [] }), ...(given.includes('egress') && { egress: [] }) };
      return { reference, tier: 'unread', priority: 0, subject, ...rules, doubt, locate };
    });
  // A global policy may also match host endpoints, and with these the pods on their network.
  const hostNetwork = isGlobal ? 'undefined' : 'never';
  const everything: PodPattern = { namespaces: namespace === undefined ? { selector: [] } : { name: namespace }, pods: [], hostNetwork };
  const ofHosts = ['doNotTrack', 'preDNAT', 'applyOnForward'].find((key) => flag(member(spec, key)) === true);
  if (ofHosts !== undefined) return unread([everything], `is about traffic through hosts (${ofHosts})`);
  const unknown = unknownMember(spec, specFields);
  if (unknown !== undefined) return unread([everything], `has a field ${unknown}, which is not understood`);
  const selected = podsOf(member(spec, 'selector'), isGlobal ? member(spec, 'namespaceSelector') : nothing(spec), namespace, hostNetwork);
  if (selected.kind === 'undecided') return unread([everything], `is not evaluated: ${selected.reason}`);
  if ((text(member(spec, 'serviceAccountSelector')) ?? '') !== '') return unread(selected.patterns, 'selects pods by their service accounts');
  const tier = text(member(spec, 'tier')) ?? 'default';
  if (tier !== 'default') return unread(selected.patterns, `is in tier '${tier}', and manifests do not show the order of tiers`);
  const priority = orderOf(member(spec, 'order')) - kubernetesOrder;
  const rules = {
    ...(given.includes('ingress') && { ingress: rulesOf(member(spec, 'ingress'), namespace, 'ingress') }),
    ...(given.includes('egress') && { egress: rulesOf(member(spec, 'egress'), namespace, 'egress') }),
  };
  return selected.patterns.map((subject): Policy => ({ reference, tier: 'network', priority, subject, ...rules, locate }));
}

const specFields = [
  ...['applyOnForward', 'doNotTrack', 'egress', 'ingress', 'namespaceSelector', 'order', 'performanceHints', 'preDNAT', 'selector'],
  ...['serviceAccountSelector', 'tier', 'types'],
];

const nothing = (field: Field): Field => ({ ...field, value: undefined });

/** Without an order a policy comes last. */
function orderOf(field: Field): number {
  if (!isGiven(field)) return Number.POSITIVE_INFINITY;
  if (typeof field.value === 'number') return field.value;
  report(field, 'expected a number');
  return 0;
}

/** Without types a policy applies to ingress, unless it has only rules of egress. */
function directionsOf(spec: Field): readonly Direction[] {
  const types = items(member(spec, 'types')).flatMap((item) => choice(item, ['Ingress', 'Egress']) ?? []);
  if (types.length > 0) return types.map((type) => (type === 'Ingress' ? 'ingress' : 'egress'));
  const hasEgress = items(member(spec, 'egress')).length > 0;
  const hasIngress = items(member(spec, 'ingress')).length > 0;
  if (!hasEgress) return ['ingress'];
  return hasIngress ? ['ingress', 'egress'] : ['egress'];
}

const actions = { Allow: 'accept', Deny: 'deny', Pass: 'pass' } as const;
const actionWords = ['Allow', 'Deny', 'Pass', 'Log'] as const;

/** Rules of a direction. Rules that only write logs decide nothing. */
const rulesOf = (field: Field, namespace: string | undefined, direction: Direction): readonly Rule[] =>
  items(field).flatMap((rule, index): readonly Rule[] => {
    const action = required(member(rule, 'action'), (word) => choice(word, actionWords));
    return action === undefined || action === 'Log' ? [] : ruleOf(rule, index, namespace, direction, actions[action]);
  });

function ruleOf(rule: Field, index: number, namespace: string | undefined, direction: Direction, action: Rule['action']): readonly Rule[] {
  const source = member(rule, 'source');
  const destination = member(rule, 'destination');
  const [own, other] = direction === 'ingress' ? [destination, source] : [source, destination];
  const ofProtocols = protocolsOf(rule);
  if (ofProtocols.length === 0) return [];
  const ports = portsOf(destination, ofProtocols, ofProtocols === protocols);
  const peers = peersOf(other, namespace);
  const reason = isKnown(ports) ? doubtOf(rule, own, source) : ports.reason;
  const base = { action, index, path: rule.path } as const;
  return [
    {
      ...base,
      peers: reason === undefined ? peers : undecided(peers, reason, rule),
      ports: isKnown(ports) ? ports : 'all',
    },
  ];
}

type Ports = ReturnType<typeof portsOf>;
const isKnown = (ports: Ports): ports is Exclude<Ports, { readonly reason: string }> => ports === 'all' || !('reason' in ports);

const ruleFields = ['action', 'destination', 'http', 'icmp', 'ipVersion', 'metadata', 'notICMP', 'notProtocol', 'protocol', 'source'];

/** Further conditions of a rule. */
function doubtOf(rule: Field, own: Field, source: Field): string | undefined {
  const unknown = unknownMember(rule, ruleFields);
  if (unknown !== undefined) return `the field ${unknown} of a rule is not understood`;
  if (has(rule, 'http')) return 'which HTTP requests a rule lets through is not evaluated';
  if (has(rule, 'ipVersion')) return 'rules of one IP version are not evaluated';
  if (has(source, 'ports') || has(source, 'notPorts')) return 'ports of the source are not evaluated';
  const conditions = ['selector', 'notSelector', 'namespaceSelector', 'nets', 'notNets', 'serviceAccounts', 'services'];
  return conditions.some((key) => has(own, key)) ? 'a condition on the end that the policy is about is not evaluated' : undefined;
}

const protocolNumbers: Readonly<Record<string, Protocol>> = { '6': 'TCP', '17': 'UDP', '132': 'SCTP' };

/** Protocols with ports to which a rule applies: all of them if it names none. */
function protocolsOf(rule: Field): readonly Protocol[] {
  const named = (key: string) => {
    const { value } = member(rule, key);
    const name = String(value ?? '');
    return own(protocolNumbers, name) ?? protocols.find((protocol) => protocol === name);
  };
  if (has(rule, 'protocol')) {
    const protocol = named('protocol');
    return protocol === undefined ? [] : [protocol];
  }
  if (has(rule, 'notProtocol')) {
    const excepted = named('notProtocol');
    return protocols.filter((protocol) => protocol !== excepted);
  }
  return protocols;
}
