import { bluemind4, bluemind5, isNetworkPort, lastNumber, type Protocol } from '../../../lib/catalogue';
import type { Plan } from '../../../lib/plan';
import type { KubernetesObject } from '../objects';

/** A pod that a scenario wants. */
export interface WantedPod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Name of its node. */
  readonly node: string;
  /** Whether it represents pods of BlueMind, which are probed on every port. */
  readonly ofBlueMind: boolean;
}

/** Pods for every workload, the first on both nodes, and strangers: in a foreign namespace, in BlueMind's own, and where an allowed peer would be. */
export function podsOf({ workloads, namespace }: Plan, foreign: string): readonly WantedPod[] {
  const own = workloads.flatMap((workload, index): readonly WantedPod[] => {
    const pod = { namespace: workload.namespace, labels: workload.podLabels, ofBlueMind: true };
    return [
      { ...pod, name: `${workload.name}-0`, node: index % 2 === 0 ? 'n1' : 'n2' },
      ...(index < 2 ? [{ ...pod, name: `${workload.name}-1`, node: index % 2 === 0 ? 'n2' : 'n1' }] : []),
    ];
  });
  const stranger = { labels: { app: 'stranger' }, ofBlueMind: false };
  return [
    ...own,
    { ...stranger, namespace: foreign, name: 'foreign-0', node: 'n1' },
    { ...stranger, namespace: foreign, name: 'foreign-1', node: 'n2' },
    { ...stranger, namespace, name: 'stranger', node: 'n2' },
    { namespace: foreign, name: 'dump', labels: { app: 'dump' }, node: 'n2', ofBlueMind: false },
  ];
}

/** A pod as an object, which no kubelet starts: the tests do. */
export const podObject = ({ namespace, name, labels, node }: WantedPod): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels },
  spec: { nodeName: node, automountServiceAccountToken: false, containers: [{ name: 'listener', image: 'none' }] },
});

/** What a kubelet would report of a running pod. */
export const podStatus = ([address, ...more]: readonly string[], [nodeAddress, ...moreOfNode]: readonly string[]) => ({
  phase: 'Running',
  podIP: address,
  podIPs: [address, ...more].map((ip) => ({ ip })),
  hostIP: nodeAddress,
  hostIPs: [nodeAddress, ...moreOfNode].map((ip) => ({ ip })),
  conditions: ['Ready', 'ContainersReady', 'Initialized', 'PodScheduled'].map((type) => ({ type, status: 'True' })),
});

/** A port that is probed. */
export interface ProbedPort {
  readonly protocol: Protocol;
  readonly port: number;
}

/** Ports that BlueMind does not use, which a policy must not open by accident. */
const strangePorts: readonly ProbedPort[] = [
  ...[53, 123, 636, 9000, 31337].map((port) => ({ protocol: 'TCP' as const, port })),
  ...[53, 123].map((port) => ({ protocol: 'UDP' as const, port })),
];

/** Every port of the catalogue, of a range its ends, the ports on which pods listen instead, and some that nothing uses. */
export function probedPorts({ release, workloads, machines }: Plan): readonly ProbedPort[] {
  const { ports } = release === '5' ? bluemind5 : bluemind4;
  const all: readonly ProbedPort[] = [
    ...ports.filter(isNetworkPort).flatMap((port) => [
      { protocol: port.protocol, port: port.number },
      { protocol: port.protocol, port: lastNumber(port) },
    ]),
    ...[...workloads, ...machines].flatMap((server) =>
      [...server.ports, ...server.proxyListeners].map(({ protocol, podNumber }) => ({ protocol, port: podNumber })),
    ),
    ...strangePorts,
  ];
  return [...new Map(all.map((port) => [`${port.protocol} ${port.port}`, port])).values()].toSorted((a, b) => a.port - b.port);
}
