import { addNamespace, ip, namespacePrefix, removeNamespaces, run } from './network-namespaces';

/** A node of the laboratory. */
export interface LabNode {
  readonly name: string;
  readonly namespace: string;
  readonly address: string;
  /** First three numbers of its pods' addresses. */
  readonly podSubnet: string;
}

const node = (number: number): LabNode => ({
  name: `n${number}`,
  namespace: `${namespacePrefix}n${number}`,
  address: `10.0.0.${number}`,
  podSubnet: `10.244.${number}`,
});

/** The two nodes. The control plane runs on the first. */
export const nodes = [node(1), node(2)] as const;

export const podAddresses = '10.244.0.0/16';
export const nodeAddresses = '10.0.0.0/24';

/** Who is outside of the cluster, by name: two clients, and machines. The addresses are those that RFC 5737 keeps for examples. */
export const outside = {
  'client 198.51.100.7': { namespace: `${namespacePrefix}out`, address: '198.51.100.7', router: '198.51.100.1' },
  'client 203.0.113.7': { namespace: `${namespacePrefix}out2`, address: '203.0.113.7', router: '203.0.113.1' },
  'machine 192.0.2.10': { namespace: `${namespacePrefix}mach`, address: '192.0.2.10', router: '192.0.2.1' },
  'machine 192.0.2.20': { namespace: `${namespacePrefix}mach2`, address: '192.0.2.20', router: '192.0.2.2' },
} as const;

/** What the machine with an address answers to connections. */
export const machineListener = (address: string): string => `machine-${address}`;

/** Where a load balancer runs that opens connections of its own: beside the nodes, with an address of its own to the outside. */
export const balancer = { namespace: `${namespacePrefix}balancer`, address: '10.0.0.200', publicAddress: '203.0.113.80' } as const;

const lan = `${namespacePrefix}lan`;

/**
 * Two nodes on a network, a router, and the outside behind it. Pods are routed, not bridged, and can be reached from everywhere, so that nothing but policies
 * keeps packets from them.
 */
export function makeNetwork(): void {
  removeNamespaces();
  const forwarding = ['net.ipv4.ip_forward=1', 'net.ipv4.conf.all.send_redirects=0', 'net.ipv4.conf.default.send_redirects=0'];
  addNamespace(lan, forwarding);
  ip(lan, ['link add lan type bridge', 'link set lan up', 'addr add 10.0.0.254/24 dev lan']);
  for (const { namespace } of nodes) addNamespace(namespace, [...forwarding, 'net.ipv4.conf.all.route_localnet=1']);
  for (const { name, namespace, address, podSubnet } of nodes) {
    ip(lan, [
      `link add ${name} type veth peer name eth0 netns ${namespace}`,
      `link set ${name} master lan up`,
      `route add ${podSubnet}.0/24 via ${address}`,
    ]);
    ip(namespace, ['link set eth0 up', `addr add ${address}/24 dev eth0`, 'route add default via 10.0.0.254']);
  }
  addNamespace(balancer.namespace);
  ip(lan, [
    `link add balancer type veth peer name eth0 netns ${balancer.namespace}`,
    'link set balancer master lan up',
    `route add ${balancer.publicAddress}/32 via ${balancer.address}`,
  ]);
  ip(balancer.namespace, [
    'link set eth0 up',
    `addr add ${balancer.address}/24 dev eth0`,
    `addr add ${balancer.publicAddress}/32 dev lo`,
    'route add default via 10.0.0.254',
  ]);
  for (const one of nodes)
    for (const other of nodes) if (other !== one) ip(one.namespace, [`route add ${other.podSubnet}.0/24 via ${other.address} src ${one.address}`]);
  for (const { namespace, address, router } of Object.values(outside)) {
    addNamespace(namespace);
    const link = namespace.slice(namespacePrefix.length);
    ip(lan, [
      `link add ${link} type veth peer name eth0 netns ${namespace}`,
      `link set ${link} up`,
      `addr add ${router}/32 dev ${link}`,
      `route add ${address}/32 dev ${link}`,
    ]);
    ip(namespace, ['link set eth0 up', `addr add ${address}/32 dev eth0`, `route add ${router} dev eth0`, `route add default via ${router}`]);
  }
}

/** Leads the address of a load balancer to a node, as one on layer 2 does. */
export const routeBalancer = (address: string, to: LabNode): void => ip(lan, [`route replace ${address}/32 via ${to.address}`]);

/** Forgets connections, so that none of an earlier scenario lives on. */
export const forgetConnections = (): void => {
  for (const { namespace } of nodes) run(namespace, ['conntrack', '-F']);
};
