import type { Labels } from '../../base/labels';
import type { AllowedEgress, AllowedTraffic, EgressPeer, EgressRule, PortRange, TrafficPeer, TrafficRule } from '../../plan/model';

/** The specification of a NetworkPolicy, in manifests and in the values of charts. */
export type NetworkPolicySpec = {
  readonly podSelector: LabelSelector;
  readonly policyTypes: readonly ['Ingress'] | readonly ['Egress'];
  /** Rules for incoming connections. @default - there are none: nobody may connect, if the type is Ingress */
  readonly ingress?: readonly IngressRule[];
  /** Rules for outgoing connections. @default - there are none: pods may connect to nothing, if the type is Egress */
  readonly egress?: readonly NetworkPolicyEgressRule[];
};

/** Labels that are all required; without labels everything matches. */
export type LabelSelector = {
  readonly matchLabels?: Labels;
};

/** Admits its peers, or everyone, to its ports, or to all. */
export type IngressRule = {
  readonly from?: readonly NetworkPolicyPeer[];
  readonly ports?: readonly NetworkPolicyPort[];
};

/** Admits connections to its peers, or to every destination, on its ports, or on all. */
export type NetworkPolicyEgressRule = {
  readonly to?: readonly NetworkPolicyPeer[];
  readonly ports?: readonly NetworkPolicyPort[];
};

/** Pods, or a block of addresses. */
export type NetworkPolicyPeer = {
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
  readonly namespaceSelector?: LabelSelector;
  readonly podSelector?: LabelSelector;
};

/** A port or a range of ports of pods. */
export type NetworkPolicyPort = {
  readonly protocol: string;
  readonly port: number;
  readonly endPort?: number;
};

/** One statement of who may connect to the pods of a workload. */
export const trafficSpec = ({ podLabels, rules }: AllowedTraffic): NetworkPolicySpec => ({
  podSelector: { matchLabels: { ...podLabels } },
  policyTypes: ['Ingress'],
  ...(rules.length > 0 && { ingress: rules.map(ingressRule) }),
});

/** One statement of where the pods of a workload may connect to. */
export function egressSpec({ podLabels, rules }: AllowedEgress): NetworkPolicySpec {
  const said = rules.flatMap(egressRule);
  return { podSelector: { matchLabels: { ...podLabels } }, policyTypes: ['Egress'], ...(said.length > 0 && { egress: said }) };
}

/** A rule without `from` admits everyone, IPv6 and nodes included, which a block 0.0.0.0/0 does not on every plugin. */
const ingressRule = ({ from, ports }: TrafficRule): IngressRule => ({ ...(from !== 'anyone' && { from: from.map(peer) }), ...portsOf(ports) });

/** A rule whose destinations cannot be expressed is left out: without `to` it would admit every destination. */
function egressRule({ to, ports }: EgressRule): readonly NetworkPolicyEgressRule[] {
  if (to === 'anywhere') return [portsOf(ports)];
  const peers = to.flatMap(egressPeers);
  return peers.length > 0 ? [{ to: peers, ...portsOf(ports) }] : [];
}

/** NetworkPolicy cannot name a host or the API server; the settings refuse hosts, and addresses represent the API server. */
function egressPeers(to: EgressPeer): readonly NetworkPolicyPeer[] {
  switch (to.kind) {
    case 'host':
      return [];
    case 'api-server':
      return to.cidrs.map((cidr) => ({ ipBlock: { cidr } }));
    default:
      return [peer(to)];
  }
}

/** Namespace and pods are in one peer: two list items would mean one or the other. */
function peer(from: TrafficPeer): NetworkPolicyPeer {
  if (from.kind === 'addresses') return { ipBlock: { cidr: from.cidr, ...(from.except.length > 0 && { except: [...from.except].sort() }) } };
  const { namespaceLabels, podLabels } = from;
  return {
    ...(namespaceLabels && { namespaceSelector: selector(namespaceLabels) }),
    ...(podLabels && { podSelector: selector(podLabels) }),
  };
}

const selector = (labels: Labels): LabelSelector => (Object.keys(labels).length > 0 ? { matchLabels: { ...labels } } : {});

const portsOf = (ports: 'all' | readonly PortRange[]): Pick<IngressRule, 'ports'> => (ports === 'all' ? {} : { ports: ports.map(policyPort) });

const policyPort = ({ protocol, number, endNumber }: PortRange): NetworkPolicyPort => ({
  protocol,
  port: number,
  ...(endNumber > number && { endPort: endNumber }),
});
