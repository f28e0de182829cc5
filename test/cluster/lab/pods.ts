import { type Agent, startAgent } from './agent';
import { type LabNode, nodes } from './network';
import { addNamespace, ip, namespacePrefix, run } from './network-namespaces';

/** A place for a pod: a network namespace with an address, joined to its node, and a process in it. */
export interface PodPlace {
  readonly namespace: string;
  readonly node: LabNode;
  readonly address: string;
  /** Only if the laboratory has both families. */
  readonly address6: string;
  /** Its node's end of the link. */
  readonly link: string;
  readonly agent: Agent;
}

/** Places for pods, made when they are first needed and used by one scenario after another. */
export interface PodPlaces {
  readonly take: (node: LabNode) => PodPlace;
  /** All are free again. */
  readonly release: () => void;
  readonly stop: () => Promise<void>;
}

/** @param isDualStack whether they have IPv6 addresses, too */
export function podPlaces(isDualStack: boolean): PodPlaces {
  const made: PodPlace[] = [];
  let taken = new Set<PodPlace>();
  return {
    take: (node) => {
      const free = made.find((place) => place.node === node && !taken.has(place));
      const place = free ?? makePlace(node, made.filter((other) => other.node === node).length, isDualStack);
      if (!free) made.push(place);
      taken.add(place);
      return place;
    },
    release: () => {
      taken = new Set();
    },
    stop: async () => void (await Promise.all(made.map(({ agent }) => agent.stop()))),
  };
}

function makePlace(node: LabNode, index: number, isDualStack: boolean): PodPlace {
  const namespace = `${namespacePrefix}${node.name}-pod${index}`;
  const address = `${node.podSubnet}.${index + 10}`;
  const address6 = `${node.podSubnet6}${index + 10}`;
  const link = `pod${index}`;
  addNamespace(namespace);
  ip(node.namespace, [
    `link add ${link} type veth peer name eth0 netns ${namespace}`,
    `link set ${link} up`,
    `addr add ${node.address}/32 dev ${link}`,
    `route add ${address}/32 dev ${link} src ${node.address}`,
  ]);
  ip(namespace, [
    'link set eth0 up',
    `addr add ${address}/32 dev eth0`,
    `route add ${node.address} dev eth0`,
    `route add default via ${node.address}`,
  ]);
  if (isDualStack) {
    run(namespace, ['sysctl', '-qw', 'net.ipv6.icmp.ratelimit=0']);
    ip(node.namespace, [`addr add ${node.address6}/128 dev ${link} nodad`, `route add ${address6}/128 dev ${link} src ${node.address6}`]);
    ip(namespace, [`addr add ${address6}/128 dev eth0 nodad`, `route add ${node.address6}/128 dev eth0`, `route add ::/0 via ${node.address6}`]);
  }
  return { namespace, node, address, address6, link, agent: startAgent(namespace) };
}

/** A node by its name. */
export const nodeOf = (name: string): LabNode => nodes.find((node) => node.name === name) ?? nodes[0];
