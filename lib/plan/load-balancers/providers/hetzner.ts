import { parseAddress } from '../../../base/addresses';
import type { Labels } from '../../../base/labels';
import type { FieldFault } from '../../../settings';
import { annotationSettings, remove } from '../../snippets';
import { versionLimits, versionNote } from '../../versions';
import { openedAnew } from '../client-address';
import { shortCut } from '../hairpin';
import { annotate, faultAt, type LoadBalancerProvider, type LoadBalancerRequest, sendsHeaders } from '../provider';

const key = (name: string): string => `load-balancer.hetzner.cloud/${name}`;

/** Number of services of each type, one for each port. The number of lb11 is confirmed; the others are from memory. */
const mostServices: Readonly<Record<string, number>> = { lb11: 5, lb21: 15, lb31: 30 };

/**
 * Load Balancers of Hetzner Cloud, which open their own connections.
 * Facts: docs/reference/load-balancers.md; its location and primary IPs are fixed once it is created. It chooses the version of its PROXY headers itself.
 */
export const hetzner: LoadBalancerProvider = {
  title: 'Hetzner Cloud',
  documentation: 'https://github.com/hetznercloud/hcloud-cloud-controller-manager/blob/main/docs/reference/load_balancer_annotations.md',
  transports: ['TCP'],
  proxyProtocol: { kind: 'whole-balancer', versions: ['v1', 'v2'], annotations: [key('uses-proxyprotocol')] },
  addresses: {
    public: { kind: 'references', what: 'IDs of primary IPs', example: '4711', pattern: /^\d+$/, most: 'one-a-family' },
    internal: { kind: 'ip-addresses', most: 'one' },
  },
  sharing: { kind: 'none', because: 'each Service has its own balancer; put ports that belong to one address on one workload' },
  idleTimeout: { kind: 'none', because: 'it has no setting for it; leave it out' },
  size: { kind: 'settable', expected: 'a type such as lb21', pattern: /^lb\d+$/ },
  needsNodePorts: () => true,
  annotations: (request) => ({
    [key('uses-proxyprotocol')]: `${sendsHeaders(request)}`,
    ...annotate(key('type'), request.settings.size),
    ...(request.settings.scheme === 'internal' && { [key('disable-public-network')]: 'true', [key('use-private-ip')]: 'true' }),
    ...(isIpv4Only(request) && { [key('ipv6-disabled')]: 'true' }),
    ...addressAnnotations(request),
  }),
  clientAddress: openedAnew('Hetzner Cloud', 'every port of the entry point'),
  limits,
  checklist: (request) => [
    ...(request.settings.annotations[key('location')] === undefined && request.settings.annotations[key('network-zone')] === undefined
      ? [
          {
            what: `Choose where it is created by the annotation ${key('location')} or ${key('network-zone')}, unless the cloud controller manager has a default.`,
            snippet: annotationSettings(request.entryPoint, { [key('location')]: 'nbg1' }),
          },
        ]
      : []),
    {
      what: 'Its location, network zone and primary IPs are fixed once it is created; to change them delete the Service and create it again, which gives new addresses.',
      snippet: remove('service', request.services),
    },
    ...(request.settings.scheme === 'public' && request.settings.addresses.length > 0 ? [versionNote(versionLimits.hetznerPrimaryIps)] : []),
    ...shortCut(request, key('hostname'), versionLimits.hetznerIpMode),
  ],
};

/** Only if the Service sets its families; the families of the cluster do not determine the public side of a balancer that opens its own connections. */
const isIpv4Only = ({ settings: { ipFamilies } }: LoadBalancerRequest): boolean => ipFamilies !== undefined && !ipFamilies.includes('IPv6');

const addressAnnotations = ({ settings: { scheme, addresses }, families = ['IPv4', 'IPv6'] }: LoadBalancerRequest): Labels =>
  scheme === 'internal'
    ? annotate(key('private-ipv4'), addresses[0])
    : Object.fromEntries(addresses.map((address, index) => [key(families[index] === 'IPv6' ? 'public-net-ipv6' : 'public-net-ipv4'), address]));

function limits(request: LoadBalancerRequest): readonly FieldFault[] {
  const { settings, services } = request;
  const { size = 'lb11' } = settings;
  const most = mostServices[size];
  const larger = Object.keys(mostServices).filter((name) => (mostServices[name] ?? 0) > (most ?? 0));
  const withLarger = larger.length > 0 ? `choose a larger one by size (${larger.join(', ')}), or ` : '';
  return [
    ...services
      .filter(({ ports }) => most !== undefined && ports.length > most)
      .map(({ workload, ports }) =>
        faultAt(
          request,
          ['size'],
          `${size} has at most ${most} services, one for each port, but workload '${workload}' has ${ports.length} here; ${withLarger}expose some through another entry point`,
        ),
      ),
    ...(settings.sourceRanges.length > 0
      ? [
          faultAt(
            request,
            ['sourceRanges'],
            'are ignored by Hetzner Cloud, whose balancers and firewalls cannot restrict client addresses; leave them out, or expose the ports through a NodePort or MetalLB, where externalTrafficPolicy: Local and policies restrict them',
          ),
        ]
      : []),
    ...(settings.annotations[key('location')] !== undefined && settings.annotations[key('network-zone')] !== undefined
      ? [faultAt(request, ['annotations'], `have both ${key('location')} and ${key('network-zone')}; give one of them`)]
      : []),
    ...(settings.scheme === 'internal' && settings.addresses.some((address) => parseAddress(address)?.family === 'IPv6')
      ? [faultAt(request, ['addresses'], 'name an IPv6 address, but private networks of Hetzner Cloud have only IPv4; name an IPv4 address')]
      : []),
  ];
}
