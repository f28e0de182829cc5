import type { InstallationProps } from '../../../lib/settings';
import { faults } from '../../support/render';

type LoadBalancer = Omit<Extract<NonNullable<InstallationProps['entryPoints']>[string], { type: 'LoadBalancer' }>, 'type'>;

/** The faults of an entry point through which ports are exposed, without the way to it. */
const refused = (settings: LoadBalancer, ports: readonly string[] = ['smtp']): readonly string[] =>
  faults({
    entryPoints: { mail: { type: 'LoadBalancer', ...settings } },
    expose: {
      smtp: { entryPoint: 'cluster', reason: 'Mail comes through a relay.' },
      https: { entryPoint: 'cluster', reason: 'Colleagues on the VPN alone.' },
      ...Object.fromEntries(ports.map((port) => [port, 'mail'])),
    },
    cluster: { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] },
  }).map((line) => line.replace(/^entryPoints\.mail(\.|: )/, ''));

const header = { targetPorts: { smtp: 10025 } };
const ports = { six: ['smtp', 'submission', 'submissions', 'imaps', 'http', 'https'], two: ['smtp', 'https'] };
const dual = ['IPv4' as const, 'IPv6' as const];
const uuid = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const accepted = { acceptLostClientAddress: 'Only the relay of the provider connects.' };

/** The message if mail clients are not seen. */
const hides = (seen: string, ...waysOut: readonly string[]): string =>
  `hides the address of clients on smtp: BlueMind sees ${seen}. If BlueMind lets its own network relay, it is then an open relay; blocklists and greylisting judge the wrong host, and one ban blocks everyone. Either ${[...waysOut, 'say under acceptLostClientAddress why this is harmless here'].join(', or ')}`;

/** What is required of a provider through which ports, and all messages about it. */
type Row = readonly [title: string, settings: LoadBalancer, ports: readonly string[], faults: readonly string[]];

const proxyProtocol: readonly Row[] = [
  [
    'MetalLB',
    { provider: 'metallb', proxyProtocol: header },
    ['smtp'],
    [
      'proxyProtocol: MetalLB does not support the PROXY protocol: it passes packets on, and externalTrafficPolicy: Local keeps the addresses of clients; leave it out',
    ],
  ],
  [
    'Cilium',
    { provider: 'cilium', proxyProtocol: header },
    ['smtp'],
    [
      'proxyProtocol: Cilium does not support the PROXY protocol: it passes packets on, and externalTrafficPolicy: Local keeps the addresses of clients; leave it out',
    ],
  ],
  [
    'kube-vip',
    { provider: 'kube-vip', proxyProtocol: header },
    ['smtp'],
    [
      'proxyProtocol: kube-vip does not support the PROXY protocol: it passes packets on, and externalTrafficPolicy: Local keeps the addresses of clients; leave it out',
    ],
  ],
  [
    'GKE',
    { provider: 'gke', proxyProtocol: header },
    ['smtp'],
    [
      'proxyProtocol: GKE does not support the PROXY protocol: it passes packets on, and externalTrafficPolicy: Local keeps the addresses of clients; leave it out',
    ],
  ],
  [
    'Azure',
    { provider: 'azure', proxyProtocol: header },
    ['smtp'],
    [
      'proxyProtocol: Azure does not support the PROXY protocol: it passes packets on, and externalTrafficPolicy: Local keeps the addresses of clients; leave it out',
    ],
  ],
  [
    'Hetzner mixed',
    { provider: 'hetzner', proxyProtocol: { ...header, ports: ['smtp'] } },
    ports.two,
    [
      'proxyProtocol.ports: leave out https, but Hetzner Cloud sends the PROXY header on every port of a balancer or on none; expose https through another entry point',
    ],
  ],
  [
    'OpenStack mixed',
    { provider: 'openstack', proxyProtocol: { ...header, ports: ['smtp'] } },
    ports.two,
    [
      'proxyProtocol.ports: leave out https, but OpenStack sends the PROXY header on every port of a balancer or on none; expose https through another entry point',
    ],
  ],
  [
    'DigitalOcean mixed',
    { provider: 'digitalocean', proxyProtocol: { ...header, ports: ['smtp'] } },
    ports.two,
    [
      'proxyProtocol.ports: leave out https, but DigitalOcean sends the PROXY header on every port of a balancer or on none; expose https through another entry point',
    ],
  ],
  [
    'Hetzner Cloud by hand',
    { provider: 'hetzner', annotations: { 'load-balancer.hetzner.cloud/uses-proxyprotocol': 'true' }, ...accepted },
    ['smtp'],
    [
      'annotations["load-balancer.hetzner.cloud/uses-proxyprotocol"]: switches the PROXY protocol without adapting policies and BlueMind; use proxyProtocol instead',
    ],
  ],
  [
    'DO passthrough with PROXY',
    { provider: 'digitalocean', proxyProtocol: header, annotations: { 'service.beta.kubernetes.io/do-loadbalancer-type': 'REGIONAL_NETWORK' } },
    ['smtp'],
    [
      `annotations["service.beta.kubernetes.io/do-loadbalancer-type"]: 'REGIONAL_NETWORK' passes packets on and does not support the PROXY protocol; leave the annotation out, or leave out proxyProtocol`,
    ],
  ],
  [
    'AWS v1',
    { provider: 'aws', targetType: 'ip', proxyProtocol: { version: 'v1', ...header } },
    ['smtp'],
    ["proxyProtocol.version: 'v1': AWS sends only v2; set that version"],
  ],
  [
    'AWS instance, Local',
    { provider: 'aws', proxyProtocol: header },
    ['smtp'],
    [
      'proxyProtocol: does not go together with instance targets and externalTrafficPolicy Local: the health check of the nodes accepts no PROXY header, so all nodes would count as unhealthy; set targetType: ip, or externalTrafficPolicy: Cluster',
    ],
  ],
];

const addresses: readonly Row[] = [
  [
    'GKE IP',
    { provider: 'gke', addresses: ['192.0.2.10'] },
    ['smtp'],
    ["addresses[0]: '192.0.2.10': GKE takes names of reserved addresses here, such as mail-ipv4"],
  ],
  [
    'GKE many',
    { provider: 'gke', addresses: ['a', 'b'], ipFamilies: ['IPv4'] },
    ['smtp'],
    ['addresses: count 2, but the Service gets one of each of its IP families (IPv4); name 1'],
  ],
  [
    'AWS IP',
    { provider: 'aws', addresses: ['192.0.2.10'] },
    ['smtp'],
    ["addresses[0]: '192.0.2.10': AWS takes EIP allocations here, such as eipalloc-0a1b2c3d4e5f60718"],
  ],
  [
    'AWS subnets',
    { provider: 'aws', addresses: ['eipalloc-0a1b'], annotations: { 'service.beta.kubernetes.io/aws-load-balancer-subnets': 'subnet-a, subnet-b' } },
    ['smtp'],
    ['addresses: count 1, but the annotation service.beta.kubernetes.io/aws-load-balancer-subnets names 2 subnets; name one address for each'],
  ],
  [
    'AWS IPv6',
    { provider: 'aws', scheme: 'internal', addresses: ['2001:db8::10'] },
    ['smtp'],
    ["addresses[0]: '2001:db8::10' is IPv6, which needs a dual-stack balancer; set ipFamilies: [IPv4, IPv6]"],
  ],
  [
    'Azure IP',
    { provider: 'azure', addresses: ['192.0.2.10'] },
    ['smtp'],
    ["addresses[0]: '192.0.2.10': Azure takes names of public IP addresses here, such as mail-ipv4"],
  ],
  [
    'Hetzner IP',
    { provider: 'hetzner', addresses: ['192.0.2.10'], ...accepted },
    ['smtp'],
    ["addresses[0]: '192.0.2.10': Hetzner Cloud takes IDs of primary IPs here, such as 4711"],
  ],
  [
    'Hetzner internal IPv6',
    { provider: 'hetzner', scheme: 'internal', addresses: ['2001:db8::10'], ...accepted },
    ['smtp'],
    ['addresses: name an IPv6 address, but private networks of Hetzner Cloud have only IPv4; name an IPv4 address'],
  ],
  [
    'Scaleway name',
    { provider: 'scaleway', addresses: ['mail'], ...accepted },
    ['smtp'],
    ["addresses[0]: 'mail': Scaleway takes IDs of IPs here, such as 11111111-2222-4333-8444-555555555555"],
  ],
  [
    'Scaleway internal',
    { provider: 'scaleway', scheme: 'internal', addresses: ['10.0.0.10'], ...accepted },
    ['smtp'],
    [
      `addresses[0]: '10.0.0.10': Scaleway takes IDs of addresses reserved in the private network (IPAM) here, such as 11111111-2222-4333-8444-555555555555`,
    ],
  ],
  [
    'DigitalOcean internal',
    { provider: 'digitalocean', scheme: 'internal', addresses: ['192.0.2.10'] },
    ['smtp'],
    ['addresses: cannot be chosen: an internal load balancer takes its address from the VPC; leave them out'],
  ],
  [
    'the special address 0.0.0.0',
    { provider: 'metallb', addresses: ['0.0.0.0'] },
    ['smtp'],
    ["addresses[0]: '0.0.0.0' is in 0.0.0.0/8, which no load balancer can have; name the address that clients connect to"],
  ],
  [
    'the special address 127.0.0.1',
    { provider: 'generic', addresses: ['127.0.0.1'] },
    ['smtp'],
    ["addresses[0]: '127.0.0.1' is in 127.0.0.0/8, which no load balancer can have; name the address that clients connect to"],
  ],
  [
    'the special address 169.254.7.1',
    { provider: 'cilium', addresses: ['169.254.7.1'] },
    ['smtp'],
    ["addresses[0]: '169.254.7.1' is in 169.254.0.0/16, which no load balancer can have; name the address that clients connect to"],
  ],
  [
    'the special address 224.0.0.5',
    { provider: 'kube-vip', addresses: ['224.0.0.5'] },
    ['smtp'],
    ["addresses[0]: '224.0.0.5' is in 224.0.0.0/4, which no load balancer can have; name the address that clients connect to"],
  ],
  [
    'the special address 255.255.255.255',
    { provider: 'metallb', addresses: ['255.255.255.255'] },
    ['smtp'],
    ["addresses[0]: '255.255.255.255' is in 255.255.255.255/32, which no load balancer can have; name the address that clients connect to"],
  ],
  [
    'the special address ::',
    { provider: 'metallb', addresses: ['::'] },
    ['smtp'],
    ["addresses[0]: '::' is in ::/128, which no load balancer can have; name the address that clients connect to"],
  ],
  [
    'the special address ::1',
    { provider: 'metallb', addresses: ['::1'] },
    ['smtp'],
    ["addresses[0]: '::1' is in ::1/128, which no load balancer can have; name the address that clients connect to"],
  ],
  [
    'the special address fe80::1',
    { provider: 'metallb', addresses: ['fe80::1'] },
    ['smtp'],
    ["addresses[0]: 'fe80::1' is in fe80::/10, which no load balancer can have; name the address that clients connect to"],
  ],
  [
    'the special address ff02::1',
    { provider: 'metallb', addresses: ['ff02::1'] },
    ['smtp'],
    ["addresses[0]: 'ff02::1' is in ff00::/8, which no load balancer can have; name the address that clients connect to"],
  ],
  [
    'the special address ::ffff:127.0.0.1',
    { provider: 'metallb', addresses: ['::ffff:127.0.0.1'] },
    ['smtp'],
    ["addresses[0]: '::ffff:127.0.0.1' is in ::ffff:0:0/96, which no load balancer can have; name the address that clients connect to"],
  ],
  [
    'MetalLB name',
    { provider: 'metallb', addresses: ['mail'] },
    ['smtp'],
    ["addresses[0]: 'mail': MetalLB takes IP addresses here, such as 192.0.2.10"],
  ],
  [
    'MetalLB family',
    { provider: 'metallb', addresses: ['2001:db8::10'], ipFamilies: ['IPv4'] },
    ['smtp'],
    ["addresses[0]: '2001:db8::10' is IPv6, but the Service asks for IPv4; add the family to ipFamilies, or name another address"],
  ],
  [
    'MetalLB one of two',
    { provider: 'metallb', addresses: ['192.0.2.10'], ipFamilies: dual },
    ['smtp'],
    ['addresses: name IPv4 only, but the Service asks for IPv4 and IPv6; name an address of each, or set ipFamilies: [IPv4]'],
  ],
  [
    'MetalLB two families by the policy, of which one is named',
    { provider: 'metallb', addresses: ['192.0.2.10', '2001:db8::10'], ipFamilies: ['IPv6'], ipFamilyPolicy: 'RequireDualStack' },
    ['smtp'],
    [],
  ],
  [
    'MetalLB one of two by the policy',
    { provider: 'metallb', addresses: ['192.0.2.10'], ipFamilies: ['IPv4'], ipFamilyPolicy: 'RequireDualStack' },
    ['smtp'],
    ['addresses: name IPv4 only, but the Service asks for IPv4 and IPv6; name an address of each, or set ipFamilies: [IPv4]'],
  ],
  [
    'MetalLB two of one',
    { provider: 'metallb', addresses: ['192.0.2.10', '192.0.2.11'] },
    ['smtp'],
    ['addresses: are several of IPv4, but a Service gets one address of each family; name one of each'],
  ],
  [
    'MetalLB two unasked',
    { provider: 'metallb', addresses: ['192.0.2.10', '2001:db8::10'] },
    ['smtp'],
    ['addresses: are of two families, but the Service does not ask for both; set ipFamilies: [IPv4, IPv6], or name one address'],
  ],
  [
    'MetalLB twice',
    { provider: 'metallb', addresses: ['192.0.2.10', '192.0.2.10'] },
    ['smtp'],
    ["addresses[1]: '192.0.2.10' appears twice here; remove one"],
  ],
  [
    'generic two',
    { addresses: ['192.0.2.10', '2001:db8::10'], ipFamilies: dual },
    ['smtp'],
    ['addresses: count 2, but the generic provider takes one here; name one'],
  ],
  [
    'OpenStack two',
    { provider: 'openstack', addresses: ['192.0.2.10', '192.0.2.11'], ...accepted },
    ['smtp'],
    ['addresses: count 2, but OpenStack takes one here; name one'],
  ],
];

const otherLimits: readonly Row[] = [
  [
    'MetalLB internal',
    { provider: 'metallb', scheme: 'internal' },
    ['smtp'],
    [
      "scheme: 'internal': MetalLB has no setting that keeps a balancer inside; choose the pool by addresses, or by annotations: { metallb.io/address-pool: 'POOL' }",
    ],
  ],
  [
    'Cilium internal',
    { provider: 'cilium', scheme: 'internal' },
    ['smtp'],
    [
      "scheme: 'internal': Cilium has no setting that keeps a balancer inside; choose the pool by addresses, or by labels that the serviceSelector of a CiliumLoadBalancerIPPool matches",
    ],
  ],
  [
    'kube-vip internal',
    { provider: 'kube-vip', scheme: 'internal' },
    ['smtp'],
    [
      "scheme: 'internal': kube-vip has no setting that keeps a balancer inside; choose by addresses, or the interface by annotations: { kube-vip.io/serviceInterface: eth1 }",
    ],
  ],
  [
    'generic internal',
    { scheme: 'internal' },
    ['smtp'],
    ["scheme: 'internal': the generic provider has no setting that keeps a balancer inside; name the provider, or set annotations of the balancer"],
  ],
  [
    'generic shared',
    { sharedAddress: 'mail' },
    ['smtp'],
    [
      "sharedAddress: 'mail': the generic provider shares no addresses: no way to share is known; name the provider, or set annotations of the balancer",
    ],
  ],
  [
    'AWS shared',
    { provider: 'aws', sharedAddress: 'mail' },
    ['smtp'],
    ["sharedAddress: 'mail': AWS shares no addresses: each Service has its own balancer; put ports that belong to one address on one workload"],
  ],
  [
    'OpenStack shared internal',
    { provider: 'openstack', scheme: 'internal', sharedAddress: uuid, ...accepted },
    ['smtp'],
    ['sharedAddress: internal load balancers of OpenStack cannot be shared; leave it out, or set scheme: public'],
  ],
  [
    'OpenStack shared with addresses',
    { provider: 'openstack', sharedAddress: uuid, addresses: ['192.0.2.10'], size: uuid, ...accepted },
    ['smtp'],
    [
      'addresses: is ignored beside sharedAddress, which names a load balancer that has its own; leave one of them out',
      'size: is ignored beside sharedAddress, which names a load balancer that has its own; leave one of them out',
    ],
  ],
  [
    'OpenStack dual',
    { provider: 'openstack', ipFamilies: dual, ...accepted },
    ['smtp'],
    [
      'ipFamilies: are two, but OpenStack creates a load balancer only for the first of them; name one (ipFamilies: [IPv4], ipFamilyPolicy: SingleStack) and make a second entry point for the other',
    ],
  ],
  [
    'Hetzner six',
    { provider: 'hetzner', ...accepted },
    ports.six,
    [
      "size: lb11 has at most 5 services, one for each port, but workload 'all-in-one' has 6 here; choose a larger one by size (lb21, lb31), or expose some through another entry point",
    ],
  ],
  ['GKE six, whose forwarding rule takes every port and whose firewall rule names each', { provider: 'gke', scheme: 'internal' }, ports.six, []],
  [
    'Scaleway IPv6',
    { provider: 'scaleway', ipFamilies: ['IPv6'], ...accepted },
    ['smtp'],
    ['ipFamilies: name only IPv6, but every public load balancer of Scaleway has an IPv4 address, and its controller fails without one; add IPv4'],
  ],
  [
    'Scaleway IPv6, internal, which is told no families',
    { provider: 'scaleway', scheme: 'internal', ipFamilies: ['IPv6'], ...accepted },
    ['smtp'],
    [],
  ],
  ...(['IPv6', 'ask'] as const).map(
    (how): Row => [
      `DigitalOcean internal, dual stack by ${how === 'ask' ? 'ipFamilyPolicy' : 'ipFamilies'}`,
      { provider: 'digitalocean', scheme: 'internal', ...(how === 'ask' ? { ipFamilyPolicy: 'PreferDualStack' } : { ipFamilies: dual }) },
      ['smtp'],
      [
        'ipFamilies: are two, but an internal load balancer of DigitalOcean cannot be dual stack; set ipFamilies: [IPv4] and ipFamilyPolicy: SingleStack, or scheme: public',
      ],
    ],
  ),
  [
    'kube-vip shared with Local',
    { provider: 'kube-vip', addresses: ['192.0.2.10'], sharedAddress: 'mail' },
    ['smtp'],
    [
      "sharedAddress: 'mail': kube-vip lets Services share an address only with externalTrafficPolicy Cluster; leave it out and put ports that belong to one address on one workload, or set externalTrafficPolicy: Cluster",
    ],
  ],
  ...(['kube-vip', 'azure'] as const).map(
    (provider): Row => [
      `${provider} shared without an address`,
      { provider, sharedAddress: 'mail', externalTrafficPolicy: 'Cluster', ...accepted },
      ['smtp'],
      [
        `sharedAddress: 'mail': ${provider === 'azure' ? 'Azure' : 'kube-vip'} shares an address only among Services that name it; name it under addresses`,
      ],
    ],
  ),
  [
    'GKE class',
    { provider: 'gke', class: 'networking.gke.io/l4-regional-internal' },
    ['smtp'],
    [
      "class: 'networking.gke.io/l4-regional-internal' does not go together with scheme public; use networking.gke.io/l4-regional-external, or leave it out",
    ],
  ],
  [
    'Hetzner ranges',
    { provider: 'hetzner', sourceRanges: ['192.0.2.0/24'], ...accepted },
    ['smtp'],
    [
      'sourceRanges: are ignored by Hetzner Cloud, whose balancers and firewalls cannot restrict client addresses; leave them out, or expose the ports through a NodePort or MetalLB, where externalTrafficPolicy: Local and policies restrict them',
    ],
  ],
  [
    'Hetzner zone',
    {
      provider: 'hetzner',
      annotations: { 'load-balancer.hetzner.cloud/location': 'fsn1', 'load-balancer.hetzner.cloud/network-zone': 'eu-central' },
      ...accepted,
    },
    ['smtp'],
    ['annotations: have both load-balancer.hetzner.cloud/location and load-balancer.hetzner.cloud/network-zone; give one of them'],
  ],
  [
    'AWS ranges with ip targets and PROXY, which its controller puts on the balancer',
    { provider: 'aws', targetType: 'ip', sourceRanges: ['192.0.2.0/24'], proxyProtocol: header },
    ['smtp'],
    [],
  ],
  [
    'AWS ranges of IPv6',
    { provider: 'aws', sourceRanges: ['192.0.2.0/24', '2001:db8::/32'] },
    ['smtp'],
    [
      "sourceRanges[1]: '2001:db8::/32' is IPv6, which the controller refuses for a balancer with only IPv4; remove it, or set ipFamilies: [IPv4, IPv6]",
    ],
  ],
  [
    'AWS node ports',
    { provider: 'aws', allocateNodePorts: false },
    ['smtp'],
    ['allocateNodePorts: false: AWS connects to node ports, so no client could connect; set it to true, or targetType: ip'],
  ],
  [
    'OpenStack node ports',
    { provider: 'openstack', allocateNodePorts: false, ...accepted },
    ['smtp'],
    ['allocateNodePorts: false: OpenStack connects to node ports, so no client could connect; set it to true'],
  ],
  [
    'Cilium L2',
    { provider: 'cilium', class: 'io.cilium/l2-announcer' },
    ['smtp'],
    [
      "class: 'io.cilium/l2-announcer' announces an address on nodes without pods too, which drop its traffic with externalTrafficPolicy Local; announce it by BGP (class: io.cilium/bgp-control-plane), or use another provider such as metallb",
    ],
  ],
  ['target type', { provider: 'metallb', targetType: 'ip' }, ['smtp'], ["targetType: 'ip': only provider aws has it; leave it out"]],
];

const timesAndSizes: readonly Row[] = [
  [
    'MetalLB idle',
    { provider: 'metallb', idleTimeout: 1800 },
    ['smtp'],
    ['idleTimeout: 1800: MetalLB takes no timeout: it passes packets on and holds no connections; leave it out'],
  ],
  [
    'GKE idle',
    { provider: 'gke', idleTimeout: 1800 },
    ['smtp'],
    ['idleTimeout: 1800: GKE takes no timeout: it passes packets on and holds no connections; leave it out'],
  ],
  [
    'Hetzner idle',
    { provider: 'hetzner', idleTimeout: 1800, ...accepted },
    ['smtp'],
    ['idleTimeout: 1800: Hetzner Cloud takes no timeout: it has no setting for it; leave it out'],
  ],
  [
    'DigitalOcean idle',
    { provider: 'digitalocean', idleTimeout: 1800 },
    ['smtp'],
    ['idleTimeout: 1800: DigitalOcean takes no timeout: it has a setting only for HTTP; leave it out'],
  ],
  [
    'generic idle',
    { idleTimeout: 1800 },
    ['smtp'],
    ['idleTimeout: 1800: the generic provider takes no timeout: no way to set it is known; name the provider, or set annotations of the balancer'],
  ],
  ['AWS idle', { provider: 'aws', idleTimeout: 30 }, ['smtp'], ['idleTimeout: 30: AWS takes 60 to 6000 seconds']],
  ['Azure idle', { provider: 'azure', idleTimeout: 7200 }, ['smtp'], ['idleTimeout: 7200: Azure takes 240 to 6000 seconds']],
  [
    'Azure idle steps',
    { provider: 'azure', idleTimeout: 1799 },
    ['smtp'],
    ['idleTimeout: 1799: Azure counts in steps of 60 seconds; use 1740 or 1800'],
  ],
  ['AWS size', { provider: 'aws', size: 'large' }, ['smtp'], ["size: 'large': AWS has no sizes; leave it out"]],
  ['Hetzner size', { provider: 'hetzner', size: 'large', ...accepted }, ['smtp'], ["size: 'large': Hetzner Cloud expects a type such as lb21"]],
  [
    'DigitalOcean size',
    { provider: 'digitalocean', size: 'lb-small' },
    ['smtp'],
    ["size: 'lb-small': DigitalOcean expects a number of nodes such as '2'"],
  ],
  [
    'OpenStack size',
    { provider: 'openstack', size: 'large', ...accepted },
    ['smtp'],
    ["size: 'large': OpenStack expects the ID of a flavor such as 3fa85f64-5717-4562-b3fc-2c963f66afa6"],
  ],
  ['Scaleway size', { provider: 'scaleway', size: 'large', ...accepted }, ['smtp'], ["size: 'large': Scaleway expects a type such as LB-S"]],
];

const clientAddresses: readonly Row[] = [
  [
    'generic Cluster',
    { externalTrafficPolicy: 'Cluster' },
    ['smtp'],
    [
      hides(
        'the address of a node, since externalTrafficPolicy is Cluster',
        'set externalTrafficPolicy: Local',
        'make the balancer send it by proxyProtocol',
      ),
    ],
  ],
  [
    'MetalLB Cluster',
    { provider: 'metallb', externalTrafficPolicy: 'Cluster' },
    ['smtp'],
    [hides('the address of a node, since externalTrafficPolicy is Cluster', 'set externalTrafficPolicy: Local')],
  ],
  [
    'AWS Cluster',
    { provider: 'aws', externalTrafficPolicy: 'Cluster' },
    ['smtp'],
    [
      hides(
        'the address of a node, since externalTrafficPolicy is Cluster',
        'set externalTrafficPolicy: Local',
        'set targetType: ip',
        'make the balancer send it by proxyProtocol',
      ),
    ],
  ],
  ...Object.entries<LoadBalancer>({
    'dual stack, instances and Local': { ipFamilies: dual },
    'dual stack, pods': { ipFamilies: dual, targetType: 'ip' },
    'dual stack, preferred': { ipFamilyPolicy: 'PreferDualStack', targetType: 'ip' },
    'dual stack by the policy, with one family named': { ipFamilies: ['IPv4'], ipFamilyPolicy: 'RequireDualStack', targetType: 'ip' },
    'IPv6 alone': { ipFamilies: ['IPv6'], targetType: 'ip' },
  }).map(
    ([title, settings]): Row => [
      `AWS ${title}`,
      { provider: 'aws', ...settings },
      ['smtp'],
      [
        hides(
          'a private address of the balancer instead of every IPv4 client, since a Service with IPv6 has IPv6 targets with every externalTrafficPolicy and targetType',
          'set ipFamilies: [IPv4] and ipFamilyPolicy: SingleStack',
          'set targetType: ip and make the balancer send it by proxyProtocol',
        ),
      ],
    ],
  ),
  ['AWS dual stack with PROXY', { provider: 'aws', targetType: 'ip', ipFamilies: dual, proxyProtocol: header }, ['smtp'], []],
  ['AWS ip Cluster', { provider: 'aws', targetType: 'ip', externalTrafficPolicy: 'Cluster' }, ['smtp'], []],
  [
    'AWS attributes replaced',
    {
      provider: 'aws',
      targetType: 'ip',
      annotations: { 'service.beta.kubernetes.io/aws-load-balancer-target-group-attributes': 'deregistration_delay.timeout_seconds=30' },
    },
    ['smtp'],
    [
      hides(
        'the address of the load balancer or of a node, since the balancer, whose preserve_client_ip.enabled your annotations replace, opens its own connections with every externalTrafficPolicy',
        'make it send the address by proxyProtocol on the port',
        'leave that attribute to cdk8s-bluemind',
      ),
    ],
  ],
  [
    'Hetzner',
    { provider: 'hetzner' },
    ['smtp'],
    [
      hides(
        'the address of the load balancer or of a node, since Hetzner Cloud opens its own connections with every externalTrafficPolicy',
        'make it send the address by proxyProtocol on every port of the entry point',
      ),
    ],
  ],
  [
    'OpenStack',
    { provider: 'openstack' },
    ['smtp'],
    [
      hides(
        'the address of the load balancer or of a node, since OpenStack opens its own connections with every externalTrafficPolicy',
        'make it send the address by proxyProtocol on every port of the entry point',
      ),
    ],
  ],
  [
    'Scaleway',
    { provider: 'scaleway' },
    ['smtp'],
    [
      hides(
        'the address of the load balancer or of a node, since Scaleway opens its own connections with every externalTrafficPolicy',
        'make it send the address by proxyProtocol on the port',
      ),
    ],
  ],
  [
    'DigitalOcean REGIONAL',
    { provider: 'digitalocean', annotations: { 'service.beta.kubernetes.io/do-loadbalancer-type': 'REGIONAL' } },
    ['smtp'],
    [
      hides(
        'the address of the load balancer or of a node, since DigitalOcean (type REGIONAL) opens its own connections with every externalTrafficPolicy',
        'make it send the address by proxyProtocol on every port of the entry point',
        'leave out the annotation service.beta.kubernetes.io/do-loadbalancer-type',
      ),
    ],
  ],
  [
    'DigitalOcean Cluster',
    { provider: 'digitalocean', externalTrafficPolicy: 'Cluster' },
    ['smtp'],
    [
      hides(
        'the address of a node, since externalTrafficPolicy is Cluster',
        'set externalTrafficPolicy: Local',
        'make the balancer send it by proxyProtocol',
      ),
    ],
  ],
];

describe('the PROXY protocol', () => {
  test.each(proxyProtocol)('%s', (_, settings, exposed, expected) => {
    expect(refused(settings, exposed)).toEqual(expected);
  });
});

describe('fixed addresses', () => {
  test.each(addresses)('%s', (_, settings, exposed, expected) => {
    expect(refused(settings, exposed)).toEqual(expected);
  });
});

describe('schemes, sharing, counts, sources and targets', () => {
  test.each(otherLimits)('%s', (_, settings, exposed, expected) => {
    expect(refused(settings, exposed)).toEqual(expected);
  });
});

describe('idle timeouts and sizes', () => {
  test.each(timesAndSizes)('%s', (_, settings, exposed, expected) => {
    expect(refused(settings, exposed)).toEqual(expected);
  });
});

describe("the client's address", () => {
  test.each(clientAddresses)('%s', (_, settings, exposed, expected) => {
    expect(refused(settings, exposed)).toEqual(expected);
  });
});
