import { addNamespace, ip, namespacePrefix, removeNamespaces, run } from './network-namespaces';

/** A node of the laboratory. */
export interface LabNode {
  readonly name: string;
  readonly namespace: string;
  readonly address: string;
  /** First three numbers of its pods' addresses. */
  readonly podSubnet: string;
  /** Its IPv6 address, and what those of its pods begin with; only if the laboratory has both families. */
  readonly address6: string;
  readonly podSubnet6: string;
}

const node = (number: number): LabNode => ({
  name: `n${number}`,
  namespace: `${namespacePrefix}n${number}`,
  address: `10.0.0.${number}`,
  podSubnet: `10.244.${number}`,
  address6: `fd00:10::${number}`,
  podSubnet6: `fd00:10:244:${number}::`,
});

/** The two nodes. The control plane runs on the first. */
export const nodes = [node(1), node(2)] as const;

export const podAddresses = '10.244.0.0/16';
export const nodeAddresses = '10.0.0.0/24';
export const podAddresses6 = 'fd00:10:244::/56';
export const nodeAddresses6 = 'fd00:10::/64';

/** Who is outside of the cluster, by name: two clients, and machines. The addresses are those that RFC 5737 and RFC 3849 keep for examples. */
export const outside = {
  'client 198.51.100.7': { namespace: `${namespacePrefix}out`, address: '198.51.100.7', router: '198.51.100.1', address6: '2001:db8:1::7' },
  'client 203.0.113.7': { namespace: `${namespacePrefix}out2`, address: '203.0.113.7', router: '203.0.113.1', address6: '2001:db8:2::7' },
  'machine 192.0.2.10': { namespace: `${namespacePrefix}mach`, address: '192.0.2.10', router: '192.0.2.1', address6: '2001:db8:3::10' },
  'machine 192.0.2.20': { namespace: `${namespacePrefix}mach2`, address: '192.0.2.20', router: '192.0.2.2', address6: '2001:db8:3::20' },
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

/** The same for an IPv6 address. */
export const routeBalancer6 = (address: string, to: LabNode): void => ip(lan, [`route replace ${address}/128 via ${to.address6}`]);

/** Gives the nodes, the router and the outside an IPv6 address each, too. */
export function addIPv6(): void {
  const router = 'fd00:10::fe';
  // Nobody waits a second to learn that an address is free.
  const settings = ['accept_dad=0', 'forwarding=1'].flatMap((setting) => ['all', 'default'].map((which) => `net.ipv6.conf.${which}.${setting}`));
  for (const namespace of [lan, ...nodes.map((one) => one.namespace)]) run(namespace, ['sysctl', '-qw', ...settings, 'net.ipv6.icmp.ratelimit=0']);
  ip(lan, [`addr add ${router}/64 dev lan nodad`, ...nodes.map(({ podSubnet6, address6 }) => `route add ${podSubnet6}/64 via ${address6}`)]);
  for (const { namespace, address6 } of nodes)
    ip(namespace, [
      `addr add ${address6}/64 dev eth0 nodad`,
      `route add ::/0 via ${router}`,
      ...nodes
        .filter((other) => other.namespace !== namespace)
        .map((other) => `route add ${other.podSubnet6}/64 via ${other.address6} src ${address6}`),
    ]);
  for (const { namespace, address6 } of Object.values(outside)) {
    const link = namespace.slice(namespacePrefix.length);
    run(namespace, ['sysctl', '-qw', 'net.ipv6.icmp.ratelimit=0']);
    ip(lan, [`addr add ${router}/128 dev ${link} nodad`, `route add ${address6}/128 dev ${link}`]);
    ip(namespace, [`addr add ${address6}/128 dev eth0 nodad`, `route add ${router}/128 dev eth0`, `route add ::/0 via ${router}`]);
  }
}

/** Forgets connections, so that none of an earlier scenario lives on. */
export const forgetConnections = (): void => {
  for (const { namespace } of nodes) for (const family of ['ipv4', 'ipv6']) run(namespace, ['conntrack', '-F', '-f', family]);
};
