import type { Labels } from '../../base/labels';
import type { AllowedEgress, AllowedTraffic, EgressPeer, EgressRule, Plan, PortRange, TrafficPeer, TrafficRule } from '../../plan/model';
import type { HelmMap } from '../chart';
import { metadata } from './metadata';

/** Values `networkpolicies`: the same rules as those of the manifests. */
export const networkPolicyValues = (plan: Plan): HelmMap =>
  Object.fromEntries([
    ...plan.traffic.map((traffic) => [traffic.name, policy(plan, traffic, 'Ingress', { ingress: traffic.rules.map(ingressRule) })]),
    ...plan.egress.map((egress) => [egress.name, policy(plan, egress, 'Egress', { egress: egress.rules.flatMap(egressRule) })]),
  ]);

/** The chart turns `rules: {}` into a policy without rules, which admits nobody. */
const policy = (
  plan: Plan,
  statement: AllowedTraffic | AllowedEgress,
  type: 'Ingress' | 'Egress',
  rules: Readonly<Record<string, HelmMap[]>>,
): HelmMap => ({
  ...metadata(plan, 'NetworkPolicy', { ...statement, component: statement.workload }),
  podSelector: selector(statement.podLabels),
  policyTypes: [type],
  rules: Object.fromEntries(Object.entries(rules).filter(([, list]) => list.length > 0)),
});

const ingressRule = ({ from, ports }: TrafficRule): HelmMap => ({
  ...(from !== 'anyone' && { from: from.map(peer) }),
  ...portsOf(ports),
});

/** Destinations that NetworkPolicies cannot name are left out, and with the last of them the rule: without any it would allow all. */
function egressRule({ to, ports }: EgressRule): readonly HelmMap[] {
  if (to === 'anywhere') return [portsOf(ports)];
  const peers = to.flatMap(egressPeer);
  return peers.length > 0 ? [{ to: peers, ...portsOf(ports) }] : [];
}

function egressPeer(to: EgressPeer): readonly HelmMap[] {
  if (to.kind === 'host') return [];
  return to.kind === 'api-server' ? to.cidrs.map((cidr) => ({ ipBlock: { cidr } })) : [peer(to)];
}

/** Namespace and pods stand in one peer: as two list items they would mean either. */
function peer(from: TrafficPeer): HelmMap {
  if (from.kind === 'addresses') return { ipBlock: { cidr: from.cidr, ...(from.except.length > 0 && { except: [...from.except].sort() }) } };
  const { namespaceLabels, podLabels } = from;
  return {
    ...(namespaceLabels && { namespaceSelector: selector(namespaceLabels) }),
    ...(podLabels && { podSelector: selector(podLabels) }),
  };
}

const selector = (labels: Labels): HelmMap => (Object.keys(labels).length > 0 ? { matchLabels: labels } : {});

const portsOf = (ports: 'all' | readonly PortRange[]): HelmMap => (ports === 'all' ? {} : { ports: ports.map(policyPort) });

const policyPort = ({ protocol, number, endNumber }: PortRange): HelmMap => ({
  protocol,
  port: number,
  ...(endNumber > number && { endPort: endNumber }),
});
