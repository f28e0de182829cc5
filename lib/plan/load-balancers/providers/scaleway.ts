import type { Labels } from '../../../base/labels';
import { versionLimits, versionNote } from '../../versions';
import { openedAnew } from '../client-address';
import type { BalancedPort, LoadBalancerProvider, LoadBalancerRequest } from '../provider';
import { annotate, faultAt, listNumbers, sendsHeaders } from '../provider';

const key = (name: string): string => `service.beta.kubernetes.io/scw-loadbalancer-${name}`;

/** An address by its ID. */
const ipId = {
  kind: 'references',
  example: '11111111-2222-4333-8444-555555555555',
  pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
} as const;

/**
 * Load Balancers of Scaleway, which open their own connections.
 * Facts: docs/reference/load-balancers.md and the controller's sources (ip-mode). Its pull request #12 brought source ranges.
 */
export const scaleway: LoadBalancerProvider = {
  title: 'Scaleway',
  documentation: 'https://github.com/scaleway/scaleway-cloud-controller-manager/blob/master/docs/loadbalancer-annotations.md',
  transports: ['TCP'],
  proxyProtocol: { kind: 'per-port', versions: ['v1', 'v2'], annotations: [key('proxy-protocol'), key('send-proxy')] },
  addresses: {
    public: { ...ipId, what: 'IDs of IPs', most: 'one-a-family' },
    internal: { ...ipId, what: 'IDs of addresses reserved in the private network (IPAM)', most: 'one' },
  },
  sharing: { kind: 'none', because: 'each Service has its own balancer; put ports that belong to one address on one workload' },
  idleTimeout: { kind: 'settable' },
  size: { kind: 'settable', expected: 'a type such as LB-S', pattern: /^lb-/i },
  needsNodePorts: () => true,
  annotations: (request, ports) => ({
    ...(request.settings.scheme === 'internal' && { [key('private')]: 'true' }),
    ...annotate(key(request.settings.scheme === 'internal' ? 'private-ip-ids' : 'ip-ids'), request.settings.addresses.join(',')),
    ...(request.settings.addresses.length === 0 && annotate(key('flexible-ip-types'), addressTypes(request))),
    ...annotate(key('type'), request.settings.size),
    ...proxyAnnotations(request, ports),
    ...timeouts(request),
  }),
  clientAddress: openedAnew('Scaleway', 'the port'),
  limits: (request) =>
    request.settings.scheme === 'public' && request.settings.ipFamilies && !request.settings.ipFamilies.includes('IPv4')
      ? [
          faultAt(
            request,
            ['ipFamilies'],
            'name only IPv6, but every public load balancer of Scaleway has an IPv4 address, and its controller fails without one; add IPv4',
          ),
        ]
      : [],
  checklist: (request) => [
    ...(addressTypes(request) !== undefined && request.settings.addresses.length === 0 ? [versionNote(versionLimits.scalewayAddressTypes)] : []),
    ...(request.settings.scheme === 'internal' && request.settings.addresses.length > 0 ? [versionNote(versionLimits.scalewayPrivateAddresses)] : []),
    ...(sendsHeaders(request)
      ? [
          {
            ...versionNote(versionLimits.scalewayIpMode),
            what: `${versionNote(versionLimits.scalewayIpMode).what} It stops kube-proxy from routing connections to the balancer inside the cluster, which would arrive without the PROXY header (kubernetes/kubernetes #66607).`,
          },
        ]
      : []),
  ],
};

/** Public addresses; a private balancer has none. */
const addressTypes = ({ settings }: LoadBalancerRequest): string | undefined =>
  settings.scheme === 'internal' ? undefined : settings.ipFamilies?.map((family) => family.toLowerCase()).join(',');

/** With mixed ports the controller does not choose Proxy by itself, so it is set whenever a header is sent. */
function proxyAnnotations({ settings }: LoadBalancerRequest, ports: readonly BalancedPort[]): Labels {
  const withHeader = ports.filter(({ hasHeader }) => hasHeader);
  return settings.proxyProtocol === undefined || withHeader.length === 0
    ? {}
    : { [key(`proxy-protocol-${settings.proxyProtocol.version}`)]: listNumbers(withHeader), [key('ip-mode')]: 'Proxy' };
}

function timeouts({ settings }: LoadBalancerRequest): Labels {
  if (settings.idleTimeout === undefined) return {};
  const duration = `${settings.idleTimeout}s`;
  return { [key('timeout-client')]: duration, [key('timeout-server')]: duration, [key('timeout-tunnel')]: duration };
}
