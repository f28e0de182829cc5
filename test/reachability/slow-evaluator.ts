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

/** Bits of an address as a text of zeros and ones, written out for both families by hand. */
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

function endAllows(
  cluster: SlowCluster,
  direction: 'Ingress' | 'Egress',
  own: SlowPod,
  other: SlowParty,
  destination: SlowParty,
  protocol: string,
  port: number,
) {
  const capturing = cluster.policies.filter(
    (policy) => policy.namespace === own.namespace && labelsMatch(policy.podSelector, own.labels) && affects(policy, direction),
  );
  if (capturing.length === 0) return true;
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

/** Whether the source can reach a port of the destination. */
export function slowlyAllowed(cluster: SlowCluster, source: SlowParty, destination: SlowParty, protocol: string, port: number): boolean {
  if ('pod' in source && 'pod' in destination && source.pod === destination.pod) return true;
  if ('pod' in source && !endAllows(cluster, 'Egress', source.pod, destination, destination, protocol, port)) return false;
  return !('pod' in destination) || endAllows(cluster, 'Ingress', destination.pod, source, destination, protocol, port);
}

/** A cluster as Kubernetes objects. */
export function objectsOf({ namespaces, pods, policies }: SlowCluster): readonly unknown[] {
  const ruleOf =
    (peersKey: string) =>
    ({ peers, ports }: SlowRule) => ({
      ...(peers.length > 0 && { [peersKey]: peers }),
      ...(ports.length > 0 && { ports }),
    });
  return [
    ...Object.entries(namespaces).flatMap(([name, labels]) => (labels ? [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }] : [])),
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
