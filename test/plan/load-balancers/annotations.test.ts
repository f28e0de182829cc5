import { loadBalancerProviders } from '../../../lib/plan/load-balancers';
import type { InstallationProps } from '../../../lib/settings';
import { find, objects } from '../../support/render';

type EntryPoint = NonNullable<InstallationProps['entryPoints']>[string];
type LoadBalancer = Extract<EntryPoint, { type: 'LoadBalancer' }>;

/** What a provider makes of settings: every annotation, and the fields that are not the same for all. */
interface Row {
  readonly title: string;
  readonly settings: Omit<LoadBalancer, 'type'>;
  readonly expose?: readonly string[];
  readonly annotations: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, unknown>>;
}

const header = { targetPorts: { smtp: 10025, submissions: 10465 } };
const lost = 'Only the relay of the provider connects.';
const flavor = '3fa85f64-5717-4562-b3fc-2c963f66afa6';

const rows: readonly Row[] = [
  { title: 'generic', settings: {}, annotations: {} },
  {
    title: 'generic: address, class and annotations by hand',
    settings: { addresses: ['192.0.2.10'], class: 'example.org/lb', annotations: { 'example.org/pool': 'mail' } },
    annotations: { 'example.org/pool': 'mail' },
    fields: { loadBalancerClass: 'example.org/lb', loadBalancerIP: '192.0.2.10' },
  },
  { title: 'MetalLB', settings: { provider: 'metallb' }, annotations: {} },
  {
    title: 'MetalLB: addresses, shared, source ranges; node ports are not needed',
    settings: {
      provider: 'metallb',
      addresses: ['192.0.2.10', '2001:db8::10'],
      ipFamilies: ['IPv4', 'IPv6'],
      sharedAddress: 'mail',
      sourceRanges: ['198.51.100.0/24'],
      allocateNodePorts: false,
    },
    annotations: { 'metallb.io/loadBalancerIPs': '192.0.2.10,2001:db8::10', 'metallb.io/allow-shared-ip': 'mail' },
    fields: {
      ipFamilies: ['IPv4', 'IPv6'],
      ipFamilyPolicy: 'RequireDualStack',
      loadBalancerSourceRanges: ['198.51.100.0/24'],
      allocateLoadBalancerNodePorts: false,
    },
  },
  {
    title: 'MetalLB: hand-written annotations win',
    settings: { provider: 'metallb', addresses: ['192.0.2.10'], annotations: { 'metallb.io/loadBalancerIPs': '192.0.2.11' } },
    annotations: { 'metallb.io/loadBalancerIPs': '192.0.2.11' },
  },
  {
    title: 'Cilium',
    settings: { provider: 'cilium', addresses: ['192.0.2.10'], sharedAddress: 'mail', class: 'io.cilium/bgp-control-plane' },
    annotations: { 'lbipam.cilium.io/ips': '192.0.2.10', 'lbipam.cilium.io/sharing-key': 'mail' },
    fields: { loadBalancerClass: 'io.cilium/bgp-control-plane' },
  },
  {
    title: 'kube-vip',
    settings: { provider: 'kube-vip', addresses: ['192.0.2.10'], class: 'kube-vip.io/kube-vip-class' },
    annotations: { 'kube-vip.io/loadbalancerIPs': '192.0.2.10' },
    fields: { loadBalancerClass: 'kube-vip.io/kube-vip-class' },
  },
  {
    title: 'kube-vip: a shared address needs a common lease, which needs Cluster',
    settings: {
      provider: 'kube-vip',
      addresses: ['192.0.2.10'],
      sharedAddress: 'mail',
      externalTrafficPolicy: 'Cluster',
      acceptLostClientAddress: lost,
    },
    annotations: {
      'cdk8s-bluemind/client-address-lost': lost,
      'kube-vip.io/leaseName': 'mail',
      'kube-vip.io/loadbalancerIPs': '192.0.2.10',
    },
    fields: { externalTrafficPolicy: 'Cluster' },
  },
  {
    title: 'AWS',
    settings: { provider: 'aws' },
    annotations: {
      'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'instance',
      'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing',
      'service.beta.kubernetes.io/aws-load-balancer-ip-address-type': 'ipv4',
    },
    fields: { loadBalancerClass: 'service.k8s.aws/nlb' },
  },
  {
    title: 'AWS: pods as targets, which then keep the addresses of clients, with fixed addresses, idle timeout and source ranges',
    settings: {
      provider: 'aws',
      targetType: 'ip',
      addresses: ['eipalloc-0a1b', 'eipalloc-2c3d'],
      idleTimeout: 1800,
      sourceRanges: ['198.51.100.0/24'],
      ipFamilies: ['IPv4'],
      allocateNodePorts: false,
    },
    annotations: {
      'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
      'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing',
      'service.beta.kubernetes.io/aws-load-balancer-ip-address-type': 'ipv4',
      'service.beta.kubernetes.io/aws-load-balancer-eip-allocations': 'eipalloc-0a1b,eipalloc-2c3d',
      'service.beta.kubernetes.io/aws-load-balancer-target-group-attributes': 'preserve_client_ip.enabled=true',
      'service.beta.kubernetes.io/aws-load-balancer-listener-attributes.TCP-25': 'tcp.idle_timeout.seconds=1800',
      'service.beta.kubernetes.io/aws-load-balancer-listener-attributes.TCP-465': 'tcp.idle_timeout.seconds=1800',
    },
    fields: {
      loadBalancerClass: 'service.k8s.aws/nlb',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      loadBalancerSourceRanges: ['198.51.100.0/24'],
      allocateLoadBalancerNodePorts: false,
    },
  },
  {
    title: 'AWS: dual stack, whose IPv6 targets see IPv4 clients by the PROXY header alone, with source ranges at the balancer',
    settings: {
      provider: 'aws',
      targetType: 'ip',
      sourceRanges: ['198.51.100.0/24', '2001:db8::/32'],
      ipFamilies: ['IPv4', 'IPv6'],
      proxyProtocol: header,
    },
    annotations: {
      'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
      'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing',
      'service.beta.kubernetes.io/aws-load-balancer-ip-address-type': 'dualstack',
      'service.beta.kubernetes.io/aws-load-balancer-proxy-protocol': '*',
      'service.beta.kubernetes.io/aws-load-balancer-target-group-attributes.25': 'preserve_client_ip.enabled=false',
      'service.beta.kubernetes.io/aws-load-balancer-target-group-attributes.465': 'preserve_client_ip.enabled=false',
    },
    fields: {
      loadBalancerClass: 'service.k8s.aws/nlb',
      ipFamilies: ['IPv4', 'IPv6'],
      ipFamilyPolicy: 'RequireDualStack',
      loadBalancerSourceRanges: ['198.51.100.0/24', '2001:db8::/32'],
    },
  },
  {
    title: 'AWS: internal, PROXY on every port',
    settings: {
      provider: 'aws',
      scheme: 'internal',
      addresses: ['10.0.0.10'],
      class: 'eks.amazonaws.com/nlb',
      externalTrafficPolicy: 'Cluster',
      proxyProtocol: header,
    },
    annotations: {
      'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'instance',
      'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal',
      'service.beta.kubernetes.io/aws-load-balancer-ip-address-type': 'ipv4',
      'service.beta.kubernetes.io/aws-load-balancer-private-ipv4-addresses': '10.0.0.10',
      'service.beta.kubernetes.io/aws-load-balancer-proxy-protocol': '*',
    },
    fields: { loadBalancerClass: 'eks.amazonaws.com/nlb', externalTrafficPolicy: 'Cluster' },
  },
  {
    title: 'AWS: PROXY on some ports, on the others the address is kept',
    settings: { provider: 'aws', targetType: 'ip', proxyProtocol: { ports: ['smtp'], targetPorts: { smtp: 10025 } } },
    annotations: {
      'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
      'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing',
      'service.beta.kubernetes.io/aws-load-balancer-ip-address-type': 'ipv4',
      'service.beta.kubernetes.io/aws-load-balancer-proxy-protocol-per-target-group': '25',
      'service.beta.kubernetes.io/aws-load-balancer-target-group-attributes.25': 'preserve_client_ip.enabled=false',
      'service.beta.kubernetes.io/aws-load-balancer-target-group-attributes.465': 'preserve_client_ip.enabled=true',
    },
    fields: { loadBalancerClass: 'service.k8s.aws/nlb' },
  },
  { title: 'GKE', settings: { provider: 'gke' }, annotations: { 'cloud.google.com/l4-rbs': 'enabled' } },
  {
    title: 'GKE: internal, names of addresses',
    settings: { provider: 'gke', scheme: 'internal', addresses: ['mail-ipv4', 'mail-ipv6'], ipFamilies: ['IPv4', 'IPv6'] },
    annotations: { 'networking.gke.io/load-balancer-type': 'Internal', 'networking.gke.io/load-balancer-ip-addresses': 'mail-ipv4,mail-ipv6' },
    fields: { ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'RequireDualStack' },
  },
  {
    title: 'GKE: by class',
    settings: { provider: 'gke', class: 'networking.gke.io/l4-regional-external' },
    annotations: {},
    fields: { loadBalancerClass: 'networking.gke.io/l4-regional-external' },
  },
  {
    title: 'Azure: names of public addresses, in the order of the families; minutes',
    settings: { provider: 'azure', addresses: ['mail6', 'mail4'], ipFamilies: ['IPv6', 'IPv4'], idleTimeout: 1800 },
    annotations: {
      'service.beta.kubernetes.io/azure-load-balancer-internal': 'false',
      'service.beta.kubernetes.io/azure-pip-name': 'mail4',
      'service.beta.kubernetes.io/azure-pip-name-ipv6': 'mail6',
      'service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout': '30',
    },
    fields: { ipFamilies: ['IPv6', 'IPv4'], ipFamilyPolicy: 'RequireDualStack' },
  },
  {
    title: 'Azure: internal',
    settings: { provider: 'azure', scheme: 'internal', addresses: ['2001:db8::10', '10.0.0.10'], ipFamilies: ['IPv4', 'IPv6'] },
    annotations: {
      'service.beta.kubernetes.io/azure-load-balancer-internal': 'true',
      'service.beta.kubernetes.io/azure-load-balancer-ipv4': '10.0.0.10',
      'service.beta.kubernetes.io/azure-load-balancer-ipv6': '2001:db8::10',
    },
    fields: { ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'RequireDualStack' },
  },
  {
    title: 'Hetzner Cloud: PROXY, primary IPs, size',
    settings: {
      provider: 'hetzner',
      addresses: ['4711', '4712'],
      size: 'lb21',
      proxyProtocol: header,
      annotations: { 'load-balancer.hetzner.cloud/location': 'fsn1' },
    },
    annotations: {
      'load-balancer.hetzner.cloud/uses-proxyprotocol': 'true',
      'load-balancer.hetzner.cloud/type': 'lb21',
      'load-balancer.hetzner.cloud/public-net-ipv4': '4711',
      'load-balancer.hetzner.cloud/public-net-ipv6': '4712',
      'load-balancer.hetzner.cloud/location': 'fsn1',
    },
  },
  {
    title: 'Hetzner Cloud: internal, without PROXY',
    settings: {
      provider: 'hetzner',
      scheme: 'internal',
      addresses: ['10.0.0.10'],
      ipFamilies: ['IPv4'],
      acceptLostClientAddress: lost,
    },
    annotations: {
      'cdk8s-bluemind/client-address-lost': lost,
      'load-balancer.hetzner.cloud/uses-proxyprotocol': 'false',
      'load-balancer.hetzner.cloud/disable-public-network': 'true',
      'load-balancer.hetzner.cloud/use-private-ip': 'true',
      'load-balancer.hetzner.cloud/ipv6-disabled': 'true',
      'load-balancer.hetzner.cloud/private-ipv4': '10.0.0.10',
    },
    fields: { ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' },
  },
  {
    title: 'OpenStack: PROXY, floating IP, flavor, milliseconds',
    settings: { provider: 'openstack', addresses: ['192.0.2.10'], size: flavor, idleTimeout: 1800, proxyProtocol: { version: 'v1', ...header } },
    annotations: {
      'service.beta.kubernetes.io/openstack-internal-load-balancer': 'false',
      'loadbalancer.openstack.org/proxy-protocol': 'v1',
      'loadbalancer.openstack.org/flavor-id': flavor,
      'loadbalancer.openstack.org/timeout-client-data': '1800000',
      'loadbalancer.openstack.org/timeout-member-data': '1800000',
      'loadbalancer.openstack.org/enable-health-monitor': 'true',
    },
    fields: { loadBalancerIP: '192.0.2.10' },
  },
  {
    title: 'OpenStack: shared load balancer',
    settings: { provider: 'openstack', sharedAddress: flavor, externalTrafficPolicy: 'Cluster', proxyProtocol: header },
    annotations: {
      'service.beta.kubernetes.io/openstack-internal-load-balancer': 'false',
      'loadbalancer.openstack.org/proxy-protocol': 'v2',
      'loadbalancer.openstack.org/load-balancer-id': flavor,
    },
    fields: { externalTrafficPolicy: 'Cluster' },
  },
  {
    title: 'Scaleway: PROXY on every port, addresses, size, durations',
    settings: { provider: 'scaleway', addresses: [flavor], size: 'LB-GP-M', idleTimeout: 1800, proxyProtocol: header },
    annotations: {
      'service.beta.kubernetes.io/scw-loadbalancer-ip-ids': flavor,
      'service.beta.kubernetes.io/scw-loadbalancer-type': 'LB-GP-M',
      'service.beta.kubernetes.io/scw-loadbalancer-proxy-protocol-v2': '25,465',
      'service.beta.kubernetes.io/scw-loadbalancer-ip-mode': 'Proxy',
      'service.beta.kubernetes.io/scw-loadbalancer-timeout-client': '1800s',
      'service.beta.kubernetes.io/scw-loadbalancer-timeout-server': '1800s',
      'service.beta.kubernetes.io/scw-loadbalancer-timeout-tunnel': '1800s',
    },
  },
  {
    title: 'Scaleway: PROXY on some ports',
    settings: {
      provider: 'scaleway',
      ipFamilies: ['IPv4', 'IPv6'],
      proxyProtocol: { version: 'v1', ports: ['smtp'], targetPorts: { smtp: 10025 } },
    },
    expose: ['smtp', 'https'],
    annotations: {
      'service.beta.kubernetes.io/scw-loadbalancer-flexible-ip-types': 'ipv4,ipv6',
      'service.beta.kubernetes.io/scw-loadbalancer-proxy-protocol-v1': '25',
      'service.beta.kubernetes.io/scw-loadbalancer-ip-mode': 'Proxy',
    },
    fields: { ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'RequireDualStack' },
  },
  {
    title: 'Scaleway: internal',
    settings: { provider: 'scaleway', scheme: 'internal', acceptLostClientAddress: lost },
    annotations: { 'cdk8s-bluemind/client-address-lost': lost, 'service.beta.kubernetes.io/scw-loadbalancer-private': 'true' },
  },
  {
    title: 'Scaleway: internal with an address of the private network',
    settings: { provider: 'scaleway', scheme: 'internal', addresses: [flavor], acceptLostClientAddress: lost },
    annotations: {
      'cdk8s-bluemind/client-address-lost': lost,
      'service.beta.kubernetes.io/scw-loadbalancer-private': 'true',
      'service.beta.kubernetes.io/scw-loadbalancer-private-ip-ids': flavor,
    },
  },
  {
    title: 'DigitalOcean: passes packets on',
    settings: { provider: 'digitalocean', addresses: ['192.0.2.10'], size: '2', ipFamilies: ['IPv4', 'IPv6'], sourceRanges: ['198.51.100.0/24'] },
    annotations: {
      'service.beta.kubernetes.io/do-loadbalancer-type': 'REGIONAL_NETWORK',
      'service.beta.kubernetes.io/do-loadbalancer-network': 'EXTERNAL',
      'service.beta.kubernetes.io/do-loadbalancer-enable-proxy-protocol': 'false',
      'service.beta.kubernetes.io/do-loadbalancer-network-stack': 'DUALSTACK',
      'service.beta.kubernetes.io/do-loadbalancer-ip': '192.0.2.10',
      'service.beta.kubernetes.io/do-loadbalancer-size-unit': '2',
    },
    fields: { ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'RequireDualStack', loadBalancerSourceRanges: ['198.51.100.0/24'] },
  },
  {
    title: 'DigitalOcean: internal, PROXY',
    settings: { provider: 'digitalocean', scheme: 'internal', proxyProtocol: header },
    annotations: {
      'service.beta.kubernetes.io/do-loadbalancer-type': 'REGIONAL',
      'service.beta.kubernetes.io/do-loadbalancer-network': 'INTERNAL',
      'service.beta.kubernetes.io/do-loadbalancer-enable-proxy-protocol': 'true',
    },
  },
];

describe('what a provider makes of settings', () => {
  test.each(rows)('$title', ({ settings, expose = ['smtp', 'submissions'], annotations, fields }) => {
    const all = objects({
      entryPoints: { mail: { type: 'LoadBalancer', ...settings } },
      expose: {
        https: { entryPoint: 'cluster', reason: 'Colleagues on the VPN alone.' },
        ...Object.fromEntries(expose.map((port) => [port, 'mail'])),
      },
      cluster: { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] },
    });
    const { metadata, spec } = find('Service', 'bluemind-mail', all);
    const { 'kubernetes.io/description': _, ...found } = metadata.annotations;
    expect(found).toEqual(annotations);
    const { ports, selector, ...others } = spec;
    expect(others).toEqual({
      type: 'LoadBalancer',
      sessionAffinity: 'None',
      externalTrafficPolicy: 'Local',
      internalTrafficPolicy: 'Cluster',
      allocateLoadBalancerNodePorts: true,
      ...fields,
    });
    const proxied = settings.proxyProtocol ? (settings.proxyProtocol.ports ?? expose) : [];
    const numbers: Readonly<Record<string, readonly [number, number]>> = { smtp: [25, 10025], submissions: [465, 10465], https: [443, 443] };
    expect(ports.map(({ port, targetPort }: { port: number; targetPort: number }) => [port, targetPort])).toEqual(
      expose.map((name) => {
        const [port, header] = numbers[name] ?? [0, 0];
        return [port, proxied.includes(name) ? header : port];
      }),
    );
  });
});

test('every provider has a row', () => {
  expect([...new Set(rows.map(({ settings }) => settings.provider ?? 'generic'))].sort()).toEqual(Object.keys(loadBalancerProviders).sort());
});
