import type { FieldFault } from '../../../settings';
import { remove, shell } from '../../snippets';
import { versionLimits, versionNote } from '../../versions';
import { openedAnew } from '../client-address';
import { shortCut } from '../hairpin';
import { annotate, faultAt, type LoadBalancerProvider, type LoadBalancerRequest, sendsHeaders, tcpAndUdp } from '../provider';

const key = (name: string): string => `loadbalancer.openstack.org/${name}`;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Octavia load balancers of OpenStack clouds (OVHcloud, SysEleven, plusserver and others), which open their own connections with the amphora
 * driver; the client address with the ovn driver is not relied on.
 * Facts: docs/reference/load-balancers.md (PROXY, timeouts and flavors not with ovn, health monitor with Local, sharing, dual stack) and the sources of
 * cloud-provider-openstack (loadBalancerIP of internal ones).
 */
export const openstack: LoadBalancerProvider = {
  title: 'OpenStack',
  documentation:
    'https://github.com/kubernetes/cloud-provider-openstack/blob/master/docs/openstack-cloud-controller-manager/expose-applications-using-loadbalancer-type-service.md',
  transports: tcpAndUdp,
  proxyProtocol: { kind: 'whole-balancer', versions: ['v1', 'v2'], annotations: [key('proxy-protocol')] },
  addresses: { public: { kind: 'ip-addresses', most: 'one' }, internal: { kind: 'ip-addresses', most: 'one' } },
  // Default of the cloud controller manager's max-shared-lb.
  sharing: { kind: 'balancer-id', policies: 'any', most: 2 },
  idleTimeout: { kind: 'settable' },
  size: { kind: 'settable', expected: 'the ID of a flavor such as 3fa85f64-5717-4562-b3fc-2c963f66afa6', pattern: uuid },
  needsNodePorts: () => true,
  annotations: (request) => ({
    'service.beta.kubernetes.io/openstack-internal-load-balancer': `${request.settings.scheme === 'internal'}`,
    ...(sendsHeaders(request) && annotate(key('proxy-protocol'), request.settings.proxyProtocol?.version)),
    ...annotate(key('load-balancer-id'), request.settings.sharedAddress),
    ...annotate(key('flavor-id'), request.settings.size),
    // The side with the shorter timeout closes an idle connection, so both have the same.
    ...annotate(key('timeout-client-data'), milliseconds(request.settings.idleTimeout)),
    ...annotate(key('timeout-member-data'), milliseconds(request.settings.idleTimeout)),
    ...(request.settings.externalTrafficPolicy === 'Local' && { [key('enable-health-monitor')]: 'true' }),
  }),
  fields: ({ settings }) => ({ class: settings.class, address: settings.addresses[0] }),
  clientAddress: openedAnew('OpenStack', 'every port of the entry point'),
  limits,
  checklist: (request) => [
    ...(sendsHeaders(request) || request.settings.idleTimeout !== undefined || request.settings.size !== undefined
      ? [
          {
            what: 'PROXY protocol, timeouts and flavors need an Octavia driver such as amphora; the ovn driver has none of them.',
            snippet: shell('openstack loadbalancer provider list'),
          },
        ]
      : []),
    ...(request.settings.sourceRanges.length > 0 ? [versionNote(versionLimits.octaviaSourceRanges)] : []),
    ...(request.settings.sharedAddress === undefined
      ? []
      : [
          {
            what: `${key('load-balancer-id')} cannot be changed once the Service is created; delete the Service and create it again.`,
            snippet: remove('service', request.services),
          },
        ]),
    ...shortCut(request, key('hostname'), versionLimits.openstackIpMode),
  ],
};

const milliseconds = (seconds: number | undefined): string | undefined => (seconds === undefined ? undefined : `${seconds * 1000}`);

function limits(request: LoadBalancerRequest): readonly FieldFault[] {
  const { settings, isDualStack } = request;
  const isShared = settings.sharedAddress !== undefined;
  return [
    ...(isDualStack
      ? [
          faultAt(
            request,
            ['ipFamilies'],
            'are two, but OpenStack creates a load balancer only for the first of them; name one (ipFamilies: [IPv4], ipFamilyPolicy: SingleStack) and make a second entry point for the other',
          ),
        ]
      : []),
    ...(isShared && settings.scheme === 'internal'
      ? [faultAt(request, ['sharedAddress'], 'internal load balancers of OpenStack cannot be shared; leave it out, or set scheme: public')]
      : []),
    ...(isShared ? (['addresses', 'size'] as const) : [])
      .filter((field) => (settings[field]?.length ?? 0) > 0)
      .map((field) =>
        faultAt(request, [field], 'is ignored beside sharedAddress, which names a load balancer that has its own; leave one of them out'),
      ),
  ];
}
