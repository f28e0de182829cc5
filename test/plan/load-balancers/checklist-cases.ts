import type { InstallationProps } from '../../../lib/settings';

export type LoadBalancer = Omit<Extract<NonNullable<InstallationProps['entryPoints']>[string], { type: 'LoadBalancer' }>, 'type'>;

/** An installation with a load balancer called mail, through which the named ports go. */
export const balanced = (
  settings: LoadBalancer,
  ports: readonly string[] = ['smtp'],
  more: Partial<InstallationProps> = {},
): Partial<InstallationProps> => ({
  entryPoints: { mail: { type: 'LoadBalancer', ...settings } },
  expose: {
    https: { entryPoint: 'cluster', reason: 'Colleagues on the VPN alone.' },
    smtp: { entryPoint: 'cluster', reason: 'Mail comes through a relay.' },
    ...Object.fromEntries(ports.map((port) => [port, 'mail'])),
  },
  cluster: { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] },
  ...more,
});

const proxyProtocol = { targetPorts: { smtp: 10025 }, trustedCidrs: ['10.1.0.0/24'] };
const shortCut = (annotation: string, itself = '') =>
  `Set the annotation ${annotation} to the host name of the balancer${itself && `, unless you run ${itself}, which sets ipMode: Proxy by itself`}: kube-proxy would route connections to its address inside the cluster, and these would arrive without the PROXY header (kubernetes/kubernetes #66607).`;

const accepted = { acceptLostClientAddress: 'Only the relay of the provider connects.' };

/** What each provider leaves to people, in one setting or another. */
export const providerCases: readonly (readonly [title: string, settings: LoadBalancer, expected: readonly string[]])[] = [
  [
    'generic: whether it passes packets on',
    {},
    [
      'the generic provider: Make sure that the balancer passes packets on: one that opens its own connections shows its own address to BlueMind, with every externalTrafficPolicy. Name the provider to make this certain.',
    ],
  ],
  [
    'generic: the PROXY header',
    { proxyProtocol },
    [
      'the generic provider: Make the balancer send the PROXY header on exactly these ports, by its own annotations; for a named provider they are rendered.',
    ],
  ],
  ['GKE', { provider: 'gke' }, []],
  [
    'MetalLB',
    { provider: 'metallb', sharedAddress: 'mail', class: 'metallb.io/metallb' },
    [
      'MetalLB: Shared addresses do not go together with serviceSelectors of an L2Advertisement; announce them by an advertisement without serviceSelectors.',
      "MetalLB: loadBalancerClass 'metallb.io/metallb' cannot be changed on an existing Service; to change it delete the Service and create it again.",
    ],
  ],
  [
    'Cilium',
    { provider: 'cilium' },
    ['Cilium: Announce the address by BGP: L2 announcements do not look for nodes with pods, which externalTrafficPolicy Local needs.'],
  ],
  [
    'kube-vip',
    { provider: 'kube-vip' },
    [
      'kube-vip: Run it with svc_election=true in ARP mode, so that each address is held by a node that has the pods; externalTrafficPolicy Local needs that.',
    ],
  ],
  [
    'AWS',
    { provider: 'aws', addresses: ['eipalloc-0a1b'] },
    [
      'AWS: Neither its loadBalancerClass nor an aws-load-balancer-type can be changed on an existing Service: the old balancer would remain. Delete the Service and create it again.',
      'AWS: Give the balancer as many subnets as it has fixed addresses (1), by service.beta.kubernetes.io/aws-load-balancer-subnets or by their tags.',
    ],
  ],
  [
    'Azure',
    { provider: 'azure', addresses: ['mail-ipv4'] },
    [
      'Azure: Its public IP addresses must be in the resource group of the nodes, or name theirs by the annotation service.beta.kubernetes.io/azure-load-balancer-resource-group.',
    ],
  ],
  [
    'Hetzner Cloud',
    { provider: 'hetzner', proxyProtocol },
    [
      'Hetzner Cloud: Choose where it is created by the annotation load-balancer.hetzner.cloud/location or load-balancer.hetzner.cloud/network-zone, unless the cloud controller manager has a default.',
      'Hetzner Cloud: Its location, network zone and primary IPs are fixed once it is created; to change them delete the Service and create it again, which gives new addresses.',
      `Hetzner Cloud: ${shortCut('load-balancer.hetzner.cloud/hostname', "Kubernetes 1.30 or later with Hetzner's cloud controller manager 1.21.0 or later")}`,
    ],
  ],
  [
    'OpenStack',
    { provider: 'openstack', sourceRanges: ['192.0.2.0/24'], sharedAddress: '4711', proxyProtocol },
    [
      'OpenStack: PROXY protocol, timeouts and flavors need an Octavia driver such as amphora; the ovn driver has none of them.',
      'OpenStack: Run Octavia API 2.12 or later for source ranges: other versions ignore them.',
      'OpenStack: loadbalancer.openstack.org/load-balancer-id cannot be changed once the Service is created; delete the Service and create it again.',
      `OpenStack: ${shortCut('loadbalancer.openstack.org/hostname', 'the OpenStack cloud controller manager on Kubernetes 1.30 or later')}`,
    ],
  ],
  [
    'OpenStack with a host name',
    { provider: 'openstack', annotations: { 'loadbalancer.openstack.org/hostname': 'mail.example.org' }, proxyProtocol },
    ['OpenStack: PROXY protocol, timeouts and flavors need an Octavia driver such as amphora; the ovn driver has none of them.'],
  ],
  [
    'Scaleway',
    { provider: 'scaleway', proxyProtocol },
    [
      "Scaleway: Run Kubernetes 1.30 or later for ipMode: Proxy, which the annotation service.beta.kubernetes.io/scw-loadbalancer-ip-mode sets: other versions need service.beta.kubernetes.io/scw-loadbalancer-use-hostname: 'true' instead. It stops kube-proxy from routing connections to the balancer inside the cluster, which would arrive without the PROXY header (kubernetes/kubernetes #66607).",
    ],
  ],
  [
    'Scaleway: IP families',
    { provider: 'scaleway', ipFamilies: ['IPv4', 'IPv6'], ...accepted },
    [
      "Scaleway: Run Scaleway's cloud controller manager 0.36.2 or later for the IP families of the balancer by the annotation service.beta.kubernetes.io/scw-loadbalancer-flexible-ip-types: other versions ignore it and take an IPv4 address.",
    ],
  ],
  [
    'Scaleway: an address of the private network',
    { provider: 'scaleway', scheme: 'internal', addresses: ['3fa85f64-5717-4562-b3fc-2c963f66afa6'], ...accepted },
    [
      "Scaleway: Run Scaleway's cloud controller manager 0.36.0 or later for the address of a private balancer by the annotation service.beta.kubernetes.io/scw-loadbalancer-private-ip-ids: other versions ignore it and take an address of the private network.",
    ],
  ],
  [
    'Hetzner Cloud: primary IPs',
    { provider: 'hetzner', addresses: ['4711'], annotations: { 'load-balancer.hetzner.cloud/location': 'fsn1' }, ...accepted },
    [
      'Hetzner Cloud: Its location, network zone and primary IPs are fixed once it is created; to change them delete the Service and create it again, which gives new addresses.',
      "Hetzner Cloud: Run Hetzner's cloud controller manager later than 1.35.0 for primary IPs by the annotations load-balancer.hetzner.cloud/public-net-ipv4 and -ipv6: other versions ignore them silently and take new addresses.",
    ],
  ],
  [
    'AWS: source ranges where the pods do not see clients',
    { provider: 'aws', targetType: 'ip', sourceRanges: ['192.0.2.0/24'], proxyProtocol },
    [
      'AWS: Neither its loadBalancerClass nor an aws-load-balancer-type can be changed on an existing Service: the old balancer would remain. Delete the Service and create it again.',
      'AWS: Run AWS Load Balancer Controller 2.6.0 or later for source ranges on the security group of the balancer, which apply with ip targets and PROXY headers too: other versions leave source ranges to the nodes, which do not see the clients.',
    ],
  ],
  [
    'DigitalOcean',
    { provider: 'digitalocean', addresses: ['192.0.2.10'], proxyProtocol },
    [
      'DigitalOcean: The annotation service.beta.kubernetes.io/do-loadbalancer-ip has effect only at creation, and takes only an address that you brought to DigitalOcean yourself and that is unassigned; to change it delete the Service and create it again.',
      `DigitalOcean: ${shortCut('service.beta.kubernetes.io/do-loadbalancer-hostname')}`,
    ],
  ],
  [
    'the addresses that send the header, where those of the nodes stand in for them though no node stands between',
    { provider: 'aws', targetType: 'ip', proxyProtocol: { targetPorts: { smtp: 10025 } } },
    [
      'AWS: Neither its loadBalancerClass nor an aws-load-balancer-type can be changed on an existing Service: the old balancer would remain. Delete the Service and create it again.',
      "AWS: Make sure that the balancer's own addresses are in cluster.nodeCidrs (10.0.0.0/24), or name them under proxyProtocol.trustedCidrs: its connections reach the pods without the address of a node.",
    ],
  ],
];
