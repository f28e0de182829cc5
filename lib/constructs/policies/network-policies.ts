import { Construct } from 'constructs';
import type { AllowedEgress, AllowedTraffic, EgressPeer, EgressRule, Plan, PortRange, TrafficPeer, TrafficRule } from '../../plan/model';
import { k8s } from '../kubernetes';
import { metadata } from '../metadata';

/** The NetworkPolicies of a plan, one construct an object. */
export class NetworkPolicies extends Construct {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id);
    for (const traffic of plan.traffic) new TrafficPolicy(this, traffic.name, plan, traffic);
    for (const egress of plan.egress) new EgressPolicy(this, egress.name, plan, egress);
  }
}

/** One statement of who may connect to the pods of a workload. */
export class TrafficPolicy extends k8s.KubeNetworkPolicy {
  constructor(scope: Construct, id: string, plan: Plan, traffic: AllowedTraffic) {
    super(scope, id, {
      metadata: metadata(plan, { ...traffic, component: traffic.workload }),
      spec: {
        podSelector: { matchLabels: { ...traffic.podLabels } },
        policyTypes: ['Ingress'],
        ...(traffic.rules.length > 0 && { ingress: traffic.rules.map(ingressRule) }),
      },
    });
  }
}

/** One statement of where the pods of a workload may connect to. */
export class EgressPolicy extends k8s.KubeNetworkPolicy {
  constructor(scope: Construct, id: string, plan: Plan, egress: AllowedEgress) {
    const rules = egress.rules.flatMap(egressRule);
    super(scope, id, {
      metadata: metadata(plan, { ...egress, component: egress.workload }),
      spec: {
        podSelector: { matchLabels: { ...egress.podLabels } },
        policyTypes: ['Egress'],
        ...(rules.length > 0 && { egress: rules }),
      },
    });
  }
}

/** A rule of which no destination can be said is none at all: without `to` it would admit every destination. */
function egressRule({ to, ports }: EgressRule): readonly k8s.NetworkPolicyEgressRule[] {
  const peers = to === 'anywhere' ? to : to.flatMap(egressPeers);
  if (peers.length === 0) return [];
  return [{ ...(peers !== 'anywhere' && { to: [...peers] }), ...(ports !== 'all' && { ports: ports.map(policyPort) }) }];
}

/** NetworkPolicy has no word for a host or for the API server; the settings refuse the first, and addresses stand for the second. */
function egressPeers(to: EgressPeer): readonly k8s.NetworkPolicyPeer[] {
  switch (to.kind) {
    case 'host':
      return [];
    case 'api-server':
      return to.cidrs.map((cidr) => ({ ipBlock: { cidr } }));
    default:
      return [peer(to)];
  }
}

/** A rule without `from` admits everyone, IPv6 and nodes included, which a block 0.0.0.0/0 does not on every plugin. */
const ingressRule = ({ from, ports }: TrafficRule): k8s.NetworkPolicyIngressRule => ({
  ...(from !== 'anyone' && { from: from.map(peer) }),
  ...(ports !== 'all' && { ports: ports.map(policyPort) }),
});

/** Namespace and pods stand in one peer: as two list items they would mean either. */
function peer(from: TrafficPeer): k8s.NetworkPolicyPeer {
  if (from.kind === 'addresses') return { ipBlock: { cidr: from.cidr, ...(from.except.length > 0 && { except: [...from.except].sort() }) } };
  const { namespaceLabels, podLabels } = from;
  return {
    ...(namespaceLabels && { namespaceSelector: selector(namespaceLabels) }),
    ...(podLabels && { podSelector: selector(podLabels) }),
  };
}

const selector = (labels: Readonly<Record<string, string>>): k8s.LabelSelector =>
  Object.keys(labels).length > 0 ? { matchLabels: { ...labels } } : {};

const policyPort = ({ protocol, number, endNumber }: PortRange): k8s.NetworkPolicyPort => ({
  protocol,
  port: k8s.IntOrString.fromNumber(number),
  ...(endNumber > number && { endPort: endNumber }),
});
