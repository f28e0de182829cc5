/**
 * A small engine for NetworkPolicy and ClusterNetworkPolicy, written from the text of their APIs so that the laboratory has one. It turns policies into
 * chains of iptables, and shares nothing with lib/reachability, which it is to judge.
 */
import { blocksOf } from './blocks';
import type { ClusterPeer, ClusterProtocol, EnginePod, NetworkPeer, NetworkPort, Policies } from './policies';
import { selected } from './selectors';

export type Direction = 'ingress' | 'egress';

/** Chains of a table, in the notation of iptables-restore. */
export interface Chains {
  readonly first: string;
  readonly names: readonly string[];
  readonly rules: readonly string[];
}

/** Refuses at once instead of dropping, so that a probe need not wait. */
export const denyChain = (isIPv6: boolean): Chains => ({
  first: 'deny',
  names: ['deny'],
  rules: ['-A deny -p tcp -j REJECT --reject-with tcp-reset', `-A deny -j REJECT --reject-with ${isIPv6 ? 'icmp6' : 'icmp'}-port-unreachable`],
});

/**
 * The chains that a packet to (ingress) or from (egress) a pod goes through. They go on with `-g`, so that RETURN leaves them all and lets the packet pass:
 * Admin tier, by priority; then the NetworkPolicies, if any isolates the pod; else the Baseline tier; and what nothing decides, passes.
 */
export function podChains(name: string, direction: Direction, pod: EnginePod, pods: readonly EnginePod[], policies: Policies): Chains {
  const [admin, network, baseline] = [`${name}-admin`, `${name}-network`, `${name}-base`];
  const other = direction === 'ingress' ? '-s' : '-d';
  const pass = (chain: string, match: string) => `-A ${chain} ${match} -j RETURN`;
  const isolating = policies.network.filter((policy) => isolates(policy, direction, pod));
  const tier = (which: 'Admin' | 'Baseline', chain: string) =>
    policies.cluster
      .filter(({ spec }) => spec.tier === which && clusterPods(spec.subject, [pod]).length > 0)
      .toSorted((a, b) => a.spec.priority - b.spec.priority || (a.metadata.name < b.metadata.name ? -1 : 1))
      .flatMap(({ spec }) =>
        (direction === 'ingress'
          ? (spec.ingress ?? []).map(({ from, ...rule }) => ({ ...rule, peers: from }))
          : (spec.egress ?? []).map(({ to, ...rule }) => ({ ...rule, peers: to }))
        ).flatMap(({ action, peers, protocols }) =>
          combined(clusterAddresses(peers, pod, pods, other), clusterPorts(protocols)).map((match) =>
            action === 'Accept' ? pass(chain, match) : `-A ${chain} ${match} -g ${action === 'Deny' ? 'deny' : network}`,
          ),
        ),
      );
  return {
    first: admin,
    names: [admin, network, baseline],
    rules: [
      // Answers to what was let through, the pod itself, and its own node are beyond any policy.
      pass(admin, '-m conntrack --ctstate ESTABLISHED,RELATED'),
      // By which neighbours find each other: no traffic of pods.
      ...(pod.address.includes(':') ? [pass(admin, '-p ipv6-icmp')] : []),
      pass(admin, `${other} ${pod.address}`),
      pass(admin, `${other} ${pod.nodeAddress}`),
      ...tier('Admin', admin),
      `-A ${admin} -g ${network}`,
      ...isolating.flatMap((policy) => networkMatches(policy, direction, pod, pods).map((match) => pass(network, match))),
      `-A ${network} -g ${isolating.length > 0 ? 'deny' : baseline}`,
      ...tier('Baseline', baseline),
    ],
  };
}

/** "If no policyTypes are specified on a NetworkPolicy then by default Ingress will always be set and Egress will be set if it has any egress rules." */
function isolates({ metadata, spec }: Policies['network'][number], direction: Direction, pod: EnginePod): boolean {
  const types = spec.policyTypes ?? ['Ingress', ...(spec.egress && spec.egress.length > 0 ? ['Egress'] : [])];
  return (
    metadata.namespace === pod.namespace &&
    selected(spec.podSelector ?? {}, pod.labels) &&
    types.includes(direction === 'ingress' ? 'Ingress' : 'Egress')
  );
}

function networkMatches({ metadata, spec }: Policies['network'][number], direction: Direction, pod: EnginePod, pods: readonly EnginePod[]) {
  const rules =
    direction === 'ingress'
      ? (spec.ingress ?? []).map(({ from, ports }) => ({ peers: from ?? [], ports: ports ?? [] }))
      : (spec.egress ?? []).map(({ to, ports }) => ({ peers: to ?? [], ports: ports ?? [] }));
  const option = direction === 'ingress' ? '-s' : '-d';
  return rules.flatMap(({ peers, ports }) => {
    // "If this field is empty or missing, this rule matches all sources (not restricted by source)", and all ports.
    const ends: readonly End[] =
      peers.length === 0 ? [{ match: '' }] : peers.flatMap((peer) => networkEnds(peer, metadata.namespace, pod, pods, option));
    return ends.flatMap((end) => {
      const destination = direction === 'ingress' ? pod : end.pod;
      return combined([end.match], ports.length === 0 ? [''] : ports.flatMap((port) => networkPort(port, destination)));
    });
  });
}

/** The other end of traffic, and the pod that it is. */
interface End {
  readonly match: string;
  readonly pod?: EnginePod;
}

/** "If both are set, the peer selects the pods matching podSelector in the namespaces selected; otherwise those in the policy's own namespace." */
function networkEnds(
  { podSelector, namespaceSelector, ipBlock }: NetworkPeer,
  namespace: string,
  { address: like }: EnginePod,
  pods: readonly EnginePod[],
  option: string,
): readonly End[] {
  if (ipBlock) return blocksOf(ipBlock, like).map((block) => ({ match: `${option} ${block}` }));
  return pods
    .filter((pod) => (namespaceSelector ? selected(namespaceSelector, pod.namespaceLabels) : pod.namespace === namespace))
    .filter(({ labels }) => selected(podSelector ?? {}, labels))
    .map((pod) => ({ match: `${option} ${pod.address}`, pod }));
}

/** A port, a range, all of a protocol, or the port that the destination's pod calls so. "If not specified, the protocol defaults to TCP." */
function networkPort({ protocol = 'TCP', port, endPort }: NetworkPort, destination: EnginePod | undefined): readonly string[] {
  const word = protocol.toLowerCase();
  if (port === undefined) return [`-p ${word}`];
  if (typeof port === 'number') return [`-p ${word} --dport ${port}${endPort === undefined ? '' : `:${endPort}`}`];
  return (destination?.ports ?? [])
    .filter((own) => own.name === port && (own.protocol ?? 'TCP') === protocol)
    .map(({ containerPort }) => `-p ${word} --dport ${containerPort}`);
}

const clusterPods = ({ namespaces, pods }: ClusterPeer, among: readonly EnginePod[]): readonly EnginePod[] =>
  among.filter(
    ({ namespaceLabels, labels }) =>
      (namespaces !== undefined && selected(namespaces, namespaceLabels)) ||
      (pods !== undefined && selected(pods.namespaceSelector ?? {}, namespaceLabels) && selected(pods.podSelector ?? {}, labels)),
  );

const clusterAddresses = (
  peers: readonly ClusterPeer[],
  { address: like }: EnginePod,
  pods: readonly EnginePod[],
  option: string,
): readonly string[] => [
  ...peers.flatMap((peer) => clusterPods(peer, pods).map(({ address }) => `${option} ${address}`)),
  ...peers.flatMap(({ networks = [] }) => networks.flatMap((cidr) => blocksOf({ cidr }, like).map((block) => `${option} ${block}`))),
];

const clusterPorts = (protocols: readonly ClusterProtocol[] | undefined): readonly string[] =>
  protocols?.flatMap((protocol) =>
    (['tcp', 'udp'] as const).flatMap((word) => {
      if (protocol[word] === undefined) return [];
      const { number, range } = protocol[word].destinationPort ?? {};
      return [`-p ${word}${number === undefined ? (range ? ` --dport ${range.start}:${range.end}` : '') : ` --dport ${number}`}`];
    }),
  ) ?? [''];

const combined = (ends: readonly string[], ports: readonly string[]): readonly string[] =>
  ends.flatMap((end) => ports.map((port) => `${end} ${port}`.trim()));
