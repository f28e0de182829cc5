import { choice, type Field, flag, isGiven, items, member, report, text } from '../input/fields';
import type { Manifest } from '../input/manifest';
import { has, unknownMember } from '../objects/checks';
import { lastPort, type PortSet, portRange, protocols } from '../sets/ports';
import { atMost, combinesPeers, peerFields, peersOf } from './cilium-peers';
import { endpointsOf } from './cilium-selectors';
import type { Direction, PodPattern, Policy, PortPattern, Rule } from './policy';

/**
 * Reads a CiliumNetworkPolicy or CiliumClusterwideNetworkPolicy of cilium.io/v2: each of its specs is one policy for each direction for what it allows, and one
 * that is evaluated before all others for what it denies. What only Cilium's agents know at run time is undecided.
 */
export function ciliumPoliciesOf(manifest: Manifest, root: Field): readonly Policy[] {
  const specs = [...(has(root, 'spec') ? [member(root, 'spec')] : []), ...items(member(root, 'specs'))];
  if (specs.length === 0) report(root, 'needs a spec');
  return specs.flatMap((spec) => policiesOf(manifest, spec));
}

/** A direction with its fields. */
const directions = [
  { direction: 'ingress', deny: 'ingressDeny', prefix: 'from' },
  { direction: 'egress', deny: 'egressDeny', prefix: 'to' },
] as const;

function policiesOf({ reference, locate }: Manifest, spec: Field): readonly Policy[] {
  const namespace = reference.kind === 'CiliumClusterwideNetworkPolicy' ? undefined : (reference.namespace ?? 'default');
  const given = directions.filter(({ direction, deny }) => has(spec, direction) || has(spec, deny) || isDefaultDeny(spec, direction));
  const unread = (subject: PodPattern, doubt: string, about: readonly { readonly direction: Direction }[] = given): readonly Policy[] =>
    about.map(({ direction }): Policy => ({ reference, tier: 'unread', priority: 0, subject, [direction]: [], doubt, locate }));
  const everything: PodPattern = {
    namespaces: namespace === undefined ? { selector: [] } : { name: namespace },
    pods: [],
    hostNetwork: 'never',
  };
  if (has(spec, 'nodeSelector')) return unread({ ...everything, hostNetwork: 'only' }, 'is about nodes, whose labels manifests do not show');
  const unknown = unknownMember(spec, specFields);
  if (unknown !== undefined) return unread(everything, `has a field ${unknown}, which is not understood`, directions);
  if (!has(spec, 'endpointSelector')) report(spec, 'needs an endpointSelector or a nodeSelector');
  const selected = endpointsOf(member(spec, 'endpointSelector'), namespace, 'subject');
  if (selected.kind === 'undecided') return unread(everything, `is not evaluated: ${selected.reason}`);
  const subject = selected.pattern;
  const fault = given.map((one) => faultOf(spec, one)).find((reason) => reason !== undefined);
  if (fault !== undefined) return unread(subject, fault);

  return given.flatMap(({ direction, deny, prefix }): readonly Policy[] => {
    const accepted = items(member(spec, direction));
    const denied = items(member(spec, deny));
    const rules = accepted.flatMap((rule, index) => acceptRules(rule, index, prefix, namespace));
    const isolates = isDefaultDeny(spec, direction) ?? accepted.length + denied.length > 0;
    const denyRules = denied.flatMap((rule, index) => rulesOf(rule, index, prefix, namespace, 'deny'));
    return [
      { reference, tier: 'network', priority: 0, isolates, subject, [direction]: rules, locate },
      ...(denyRules.length > 0
        ? [{ reference, tier: 'network' as const, priority: -1, isolates: false, subject, [direction]: denyRules, locate }]
        : []),
    ];
  });
}

const isDefaultDeny = (spec: Field, direction: Direction): boolean | undefined => flag(member(member(spec, 'enableDefaultDeny'), direction));

const specFields = ['description', 'egress', 'egressDeny', 'enableDefaultDeny', 'endpointSelector', 'ingress', 'ingressDeny', 'labels', 'log'];

/** Why the rules of a direction cannot be evaluated one by one. */
function faultOf(spec: Field, { direction, deny, prefix }: (typeof directions)[number]): string | undefined {
  const rules = [...items(member(spec, direction)), ...items(member(spec, deny))];
  if (rules.some((rule) => combinesPeers(rule, prefix))) return 'names peers of several kinds in one rule, which Cilium refuses';
  if (rules.some((rule) => has(rule, `${prefix}Requires`))) return `has ${prefix}Requires, which restricts the rules of other policies`;
  const known = [...peerFields(prefix), 'authentication', 'icmps', 'toPorts'];
  const unknown = rules.map((rule) => unknownMember(rule, known)).find((name) => name !== undefined);
  if (unknown !== undefined) return `has a rule with a field ${unknown}, which is not understood`;
  if (rules.length === 0 && isDefaultDeny(spec, direction)) return 'denies by default without a rule, which is not evaluated';
  return undefined;
}

function acceptRules(rule: Field, index: number, prefix: 'from' | 'to', namespace: string | undefined): readonly Rule[] {
  const mode = choice(member(member(rule, 'authentication'), 'mode'), ['disabled', 'required', 'test-always-fail']);
  const rules = rulesOf(rule, index, prefix, namespace, 'accept');
  if (mode === undefined || mode === 'disabled') return rules;
  return rules.map((one) => ({ ...one, peers: atMost(one.peers, 'whether both ends authenticate themselves (authentication) is not known', rule) }));
}

/** A rule as one rule for its plain ports, and one for each port with layer 7 conditions. An empty rule applies to nothing. */
function rulesOf(rule: Field, index: number, prefix: 'from' | 'to', namespace: string | undefined, action: 'accept' | 'deny'): readonly Rule[] {
  const named = peersOf(rule, prefix, namespace);
  const portRules = items(member(rule, 'toPorts'));
  const isAboutIcmp = portRules.length === 0 && has(rule, 'icmps');
  if (isAboutIcmp || (named === undefined && portRules.length === 0)) return [];
  const peers = named ?? 'everyone';
  const base = { action, index, path: rule.path } as const;
  if (portRules.length === 0) return [{ ...base, peers, ports: 'all' }];
  const plain = portRules.filter((one) => !looksInside(one));
  const ports = plain.map(portsOf);
  return [
    ...(plain.length > 0
      ? [{ ...base, peers, ports: ports.some((list) => list === 'all') ? ('all' as const) : ports.flatMap((list) => (list === 'all' ? [] : list)) }]
      : []),
    ...portRules.filter(looksInside).map(
      (one): Rule => ({
        ...base,
        peers: atMost(peers, 'which requests a rule of layer 7 lets through is not evaluated', one),
        ports: portsOf(one),
      }),
    ),
  ];
}

/** Whether the result depends on layer 7 conditions. Rules of DNS that allow every name do not count. */
function looksInside(portRule: Field): boolean {
  if (unknownMember(portRule, ['ports', 'rules']) !== undefined) return true;
  if (!has(portRule, 'rules')) return false;
  const rules = member(portRule, 'rules');
  return unknownMember(rules, ['dns']) !== undefined || !items(member(rules, 'dns')).some((dns) => text(member(dns, 'matchPattern')) === '*');
}

/** Ports of a list; none means all. */
function portsOf(portRule: Field): readonly PortPattern[] | 'all' {
  const list = items(member(portRule, 'ports'));
  return list.length === 0 ? 'all' : list.flatMap(portOf);
}

/** A port is a number as text, 0 for all, or a name; a protocol other than TCP, UDP and SCTP has no ports. */
function portOf(field: Field): readonly PortPattern[] {
  const { path } = field;
  const port = text(member(field, 'port')) ?? '';
  const protocol = (text(member(field, 'protocol')) ?? 'ANY').toUpperCase();
  const meant = protocols.filter((name) => protocol === 'ANY' || protocol === name);
  if (meant.length === 0) return [];
  if (/[a-z]/i.test(port)) {
    const [only, ...more] = meant;
    return [{ kind: 'name', name: port.toLowerCase(), ...(more.length === 0 && only !== undefined && { protocol: only }), path }];
  }
  const first = /^\d{1,5}$/.test(port) ? Number(port) : undefined;
  if (first === undefined || first > lastPort) {
    report(member(field, 'port'), `expected a port's number as text, from 0 to ${lastPort}, or its name, found ${JSON.stringify(port)}`);
    return [];
  }
  const end = member(field, 'endPort');
  const last = isGiven(end) && typeof end.value === 'number' ? end.value : 0;
  const ports: PortSet = meant.flatMap((name) => (first === 0 ? portRange(name, 1, lastPort) : portRange(name, first, Math.max(first, last))));
  return [{ kind: 'numbers', ports, path }];
}
