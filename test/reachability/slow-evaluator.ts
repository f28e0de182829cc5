/**
 * An evaluator to compare with: one pod, one port, one address at a time, written after the text of the API and with nothing in common with the one
 * under test. Clusters are plain data that is also rendered into objects.
 */

export interface SlowSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}

export interface SlowPeer {
  readonly podSelector?: SlowSelector;
  readonly namespaceSelector?: SlowSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface SlowPort {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

export interface SlowRule {
  readonly peers: readonly SlowPeer[];
  readonly ports: readonly SlowPort[];
}

export interface SlowPolicy {
  readonly name: string;
  readonly namespace: string;
  readonly podSelector: SlowSelector;
  readonly policyTypes: readonly string[];
  readonly ingress: readonly SlowRule[];
  readonly egress: readonly SlowRule[];
}

/** Pods by namespace, or by both; or addresses. */
export type SlowAdminPeer =
  | { readonly namespaces: SlowSelector }
  | { readonly pods: { readonly namespaceSelector: SlowSelector; readonly podSelector: SlowSelector } }
  | { readonly networks: readonly string[] };

export interface SlowAdminRule {
  readonly action: 'Allow' | 'Deny' | 'Pass';
  readonly peers: readonly SlowAdminPeer[];
  /** Without names; a port without a number is none of these. */
  readonly ports: readonly SlowPort[];
}

/** A policy of v1alpha1. A baseline has no priority, and there is but one. */
export interface SlowAdminPolicy {
  readonly kind: 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy';
  readonly priority: number;
  readonly subject: Exclude<SlowAdminPeer, { readonly networks: readonly string[] }>;
  readonly ingress: readonly SlowAdminRule[];
  readonly egress: readonly SlowAdminRule[];
}

export interface SlowPod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly name?: string; readonly protocol: string; readonly containerPort: number }[];
}

export interface SlowCluster {
  /** Labels by name; a namespace may have no object. */
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
  readonly pods: readonly SlowPod[];
  readonly policies: readonly SlowPolicy[];
  /** Each with a priority of its own. */
  readonly adminPolicies?: readonly SlowAdminPolicy[];
}

/** A pod, or an address outside the cluster as text and number. */
export type SlowParty = { readonly pod: SlowPod } | { readonly address: string };

function labelsMatch(selector: SlowSelector, labels: Readonly<Record<string, string>>): boolean {
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    if (labels[key] !== value) return false;
  }
  for (const { key, operator, values = [] } of selector.matchExpressions ?? []) {
    const present = Object.keys(labels).includes(key);
    const listed = present && values.includes(labels[key] ?? '');
    if (operator === 'In' && !listed) return false;
    if (operator === 'NotIn' && listed) return false;
    if (operator === 'Exists' && !present) return false;
    if (operator === 'DoesNotExist' && present) return false;
  }
  return true;
}

const namespaceLabels = (cluster: SlowCluster, name: string): Readonly<Record<string, string>> => ({
  ...cluster.namespaces[name],
  'kubernetes.io/metadata.name': name,
});

/** Bits of an address as a text of zeros and ones, written out for both families. */
export function bits(address: string): string {
  if (!address.includes(':'))
    return address
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('');
  const [head = '', tail] = address.split('::');
  const groupsOf = (text: string) => (text === '' ? [] : text.split(':'));
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  const missing = Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...missing, ...after].map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}

function inBlock(address: string, cidr: string): boolean {
  const [network = '', length = '0'] = cidr.split('/');
  if (network.includes(':') !== address.includes(':')) return false;
  return bits(address).slice(0, Number(length)) === bits(network).slice(0, Number(length));
}

function peerMatches(cluster: SlowCluster, policy: SlowPolicy, peer: SlowPeer, party: SlowParty): boolean {
  if (peer.ipBlock) {
    if (!('address' in party)) return false;
    return inBlock(party.address, peer.ipBlock.cidr) && !(peer.ipBlock.except ?? []).some((block) => inBlock(party.address, block));
  }
  if (!('pod' in party)) return false;
  const { pod } = party;
  const namespaceMatches = peer.namespaceSelector
    ? labelsMatch(peer.namespaceSelector, namespaceLabels(cluster, pod.namespace))
    : pod.namespace === policy.namespace;
  return namespaceMatches && labelsMatch(peer.podSelector ?? {}, pod.labels);
}

function portMatches({ protocol = 'TCP', port, endPort }: SlowPort, destination: SlowParty, wantedProtocol: string, wanted: number): boolean {
  if (protocol !== wantedProtocol) return false;
  if (port === undefined) return true;
  if (typeof port === 'number') return port <= wanted && wanted <= (endPort ?? port);
  return 'pod' in destination && destination.pod.ports.some((own) => own.name === port && own.protocol === protocol && own.containerPort === wanted);
}

/** What NetworkPolicies make of it at one end: undefined if none captures the pod in that direction. */
export function networkPoliciesAllow(
  cluster: SlowCluster,
  direction: 'Ingress' | 'Egress',
  own: SlowPod,
  other: SlowParty,
  destination: SlowParty,
  protocol: string,
  port: number,
): boolean | undefined {
  const capturing = cluster.policies.filter(
    (policy) => policy.namespace === own.namespace && labelsMatch(policy.podSelector, own.labels) && affects(policy, direction),
  );
  if (capturing.length === 0) return undefined;
  return capturing.some((policy) =>
    (direction === 'Ingress' ? policy.ingress : policy.egress).some(
      (rule) =>
        (rule.peers.length === 0 || rule.peers.some((peer) => peerMatches(cluster, policy, peer, other))) &&
        (rule.ports.length === 0 || rule.ports.some((one) => portMatches(one, destination, protocol, port))),
    ),
  );
}

function affects({ policyTypes, egress }: SlowPolicy, direction: 'Ingress' | 'Egress'): boolean {
  if (policyTypes.length > 0) return policyTypes.includes(direction);
  return direction === 'Ingress' || egress.length > 0;
}

/** What the policies of administrators make of it: the first rule that matches, by priority; undefined if none does, or it passes. */
function adminDecides(
  cluster: SlowCluster,
  kind: SlowAdminPolicy['kind'],
  direction: 'Ingress' | 'Egress',
  own: SlowPod,
  other: SlowParty,
  destination: SlowParty,
  protocol: string,
  port: number,
): boolean | undefined {
  const ofKind = (cluster.adminPolicies ?? []).filter((policy) => policy.kind === kind && adminPeerMatches(cluster, policy.subject, { pod: own }));
  for (const policy of [...ofKind].sort((a, b) => a.priority - b.priority)) {
    for (const rule of direction === 'Ingress' ? policy.ingress : policy.egress) {
      if (!rule.peers.some((peer) => adminPeerMatches(cluster, peer, other))) continue;
      if (rule.ports.length > 0 && !rule.ports.some((one) => portMatches(one, destination, protocol, port))) continue;
      if (rule.action === 'Pass') return undefined;
      return rule.action === 'Allow';
    }
  }
  return undefined;
}

function adminPeerMatches(cluster: SlowCluster, peer: SlowAdminPeer, party: SlowParty): boolean {
  if ('networks' in peer) return peer.networks.some((block) => inBlock('pod' in party ? slowPodAddress : party.address, block));
  if (!('pod' in party)) return false;
  const labels = namespaceLabels(cluster, party.pod.namespace);
  if ('namespaces' in peer) return labelsMatch(peer.namespaces, labels);
  return labelsMatch(peer.pods.namespaceSelector, labels) && labelsMatch(peer.pods.podSelector, party.pod.labels);
}

/** Address of every pod, as far as blocks of administrators' policies are concerned. */
export const slowPodAddress = '192.168.7.7';

/** Whether the source can reach a port of the destination. */
export function slowlyAllowed(cluster: SlowCluster, source: SlowParty, destination: SlowParty, protocol: string, port: number): boolean {
  if ('pod' in source && 'pod' in destination && source.pod === destination.pod) return true;
  const endAllows = (direction: 'Ingress' | 'Egress', own: SlowPod, other: SlowParty): boolean =>
    adminDecides(cluster, 'AdminNetworkPolicy', direction, own, other, destination, protocol, port) ??
    networkPoliciesAllow(cluster, direction, own, other, destination, protocol, port) ??
    adminDecides(cluster, 'BaselineAdminNetworkPolicy', direction, own, other, destination, protocol, port) ??
    true;
  if ('pod' in source && !endAllows('Egress', source.pod, destination)) return false;
  return !('pod' in destination) || endAllows('Ingress', destination.pod, source);
}

/** A cluster as Kubernetes objects. */
export function objectsOf({ namespaces, pods, policies, adminPolicies = [] }: SlowCluster): readonly unknown[] {
  const ruleOf =
    (peersKey: string) =>
    ({ peers, ports }: SlowRule) => ({
      ...(peers.length > 0 && { [peersKey]: peers }),
      ...(ports.length > 0 && { ports }),
    });
  return [
    ...Object.entries(namespaces).flatMap(([name, labels]) => (labels ? [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }] : [])),
    ...adminPolicies.map(({ kind, priority, subject, ingress, egress }) => ({
      apiVersion: 'policy.networking.k8s.io/v1alpha1',
      kind,
      metadata: { name: kind === 'AdminNetworkPolicy' ? `admin-${priority}` : 'default' },
      spec: {
        ...(kind === 'AdminNetworkPolicy' && { priority }),
        subject,
        ...(ingress.length > 0 && { ingress: ingress.map(adminRuleOf('from')) }),
        ...(egress.length > 0 && { egress: egress.map(adminRuleOf('to')) }),
      },
    })),
    ...pods.map(({ namespace, name, labels, ports }) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace, name, labels },
      spec: { containers: [{ name: 'main', ports }] },
    })),
    ...policies.map(({ name, namespace, podSelector, policyTypes, ingress, egress }) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace },
      spec: {
        podSelector,
        ...(policyTypes.length > 0 && { policyTypes }),
        ...(ingress.length > 0 && { ingress: ingress.map(ruleOf('from')) }),
        ...(egress.length > 0 && { egress: egress.map(ruleOf('to')) }),
      },
    })),
  ];
}

const adminRuleOf =
  (peersKey: string) =>
  ({ action, peers, ports }: SlowAdminRule) => ({
    action,
    [peersKey]: peers,
    ...(ports.length > 0 && { ports: ports.map(adminPortOf) }),
  });

function adminPortOf({ protocol = 'TCP', port, endPort }: SlowPort) {
  if (endPort !== undefined) return { portRange: { protocol, start: port, end: endPort } };
  return { portNumber: { protocol, port } };
}
