import type { Labels } from '../../base/labels';
import type { EgressPeer, EgressRule, PortRange, TrafficRule } from '../../plan/model';

/** Most ports that Cilium accepts in one list. */
const mostPorts = 40;

/** Cilium's entities for the nodes, and the pods on their network: the pod's own node, and the others. */
const nodeEntities = { every: ['host', 'remote-node'], own: ['host'] } as const;

/** A rule of a CiliumNetworkPolicy; it names one kind of peers, since Cilium refuses several in one. */
type CiliumRule = Readonly<Record<string, unknown>>;

/**
 * Incoming connections. An empty rule allows nothing, but makes Cilium deny everything else. Everyone is the entity `all`: for Cilium, a block 0.0.0.0/0
 * contains neither pods nor nodes.
 */
export function ingressRules(rules: readonly TrafficRule[]): readonly CiliumRule[] {
  if (rules.length === 0) return [{}];
  return rules.flatMap(({ from, ports, nodes }) =>
    peerRules(from === 'anyone' ? 'everyone' : from, nodes, 'from').map((rule) => ({ ...rule, ...toPorts(ports) })),
  );
}

/** Outgoing connections. Cilium reads the answers of DNS only if a rule asks for it. */
export function egressRules(rules: readonly EgressRule[]): readonly CiliumRule[] {
  if (rules.length === 0) return [{}];
  return rules.flatMap(({ to, ports, nodes, learnsHosts }) =>
    peerRules(to === 'anywhere' ? 'everyone' : to, nodes, 'to').map((rule) => ({ ...rule, ...toPorts(ports, learnsHosts) })),
  );
}

/** The peers of a rule, one list for each kind. */
function peerRules(peers: 'everyone' | readonly EgressPeer[], nodes: EgressRule['nodes'], direction: 'from' | 'to'): readonly CiliumRule[] {
  if (peers === 'everyone') return [{ [`${direction}Entities`]: ['all'] }];
  const endpoints = peers.flatMap((peer) => (peer.kind === 'pods' ? [endpoint(peer.namespaceLabels, peer.podLabels)] : []));
  const blocks = peers.flatMap((peer) =>
    peer.kind === 'addresses' ? [{ cidr: peer.cidr, ...(peer.except.length > 0 && { except: [...peer.except].sort() }) }] : [],
  );
  const hosts = peers.flatMap((peer) => (peer.kind === 'host' ? [hostSelector(peer.host)] : []));
  const entities = [...(nodes ? nodeEntities[nodes] : []), ...(peers.some(({ kind }) => kind === 'api-server') ? ['kube-apiserver'] : [])];
  return [
    ...(endpoints.length > 0 ? [{ [`${direction}Endpoints`]: endpoints }] : []),
    ...(blocks.length > 0 ? [{ [`${direction}CIDRSet`]: blocks }] : []),
    ...(entities.length > 0 ? [{ [`${direction}Entities`]: entities }] : []),
    ...(hosts.length > 0 ? [{ toFQDNs: hosts }] : []),
  ];
}

const hostSelector = (host: string) => (host.includes('*') ? { matchPattern: host } : { matchName: host });

/** Prefix of the labels of a namespace in the identities of its pods; its name has a separate label. */
const namespaceLabel = 'k8s:io.cilium.k8s.namespace.labels.';
const namespaceName = 'k8s:io.kubernetes.pod.namespace';

/** If a selector names no namespace, Cilium means that of the policy. Every pod has a label with its namespace, and no node has one. */
function endpoint(namespaceLabels: Labels | undefined, podLabels: Labels = {}) {
  const matchLabels = {
    ...prefixed('k8s:', podLabels),
    ...Object.fromEntries(
      Object.entries(namespaceLabels ?? {}).map(([key, value]) => [
        key === 'kubernetes.io/metadata.name' ? namespaceName : `${namespaceLabel}${key}`,
        value,
      ]),
    ),
  };
  const isAnyNamespace = namespaceLabels !== undefined && Object.keys(namespaceLabels).length === 0;
  return {
    ...(Object.keys(matchLabels).length > 0 && { matchLabels }),
    ...(isAnyNamespace && { matchExpressions: [{ key: namespaceName, operator: 'Exists' }] }),
  };
}

/** Pods by labels that Kubernetes gave them: Cilium has labels from other sources, too. */
export const ciliumSelector = (labels: Labels) => ({ matchLabels: prefixed('k8s:', labels) });

const prefixed = (prefix: string, labels: Labels): Labels =>
  Object.fromEntries(Object.entries(labels).map(([key, value]) => [`${prefix}${key}`, value]));

/** Cilium's port numbers are texts. */
function toPorts(ports: 'all' | readonly PortRange[], looksAtAnswers = false) {
  if (ports === 'all') return {};
  const list = ports.map(({ protocol, number, endNumber }) => ({
    port: `${number}`,
    ...(endNumber > number && { endPort: endNumber }),
    protocol,
  }));
  const pieces = Array.from({ length: Math.ceil(list.length / mostPorts) }, (_, index) => list.slice(index * mostPorts, (index + 1) * mostPorts));
  return { toPorts: pieces.map((piece) => ({ ports: piece, ...(looksAtAnswers && { rules: { dns: [{ matchPattern: '*' }] } }) })) };
}
