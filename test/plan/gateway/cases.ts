import type { InstallationProps } from '../../../lib/settings';

type EntryPoint = NonNullable<InstallationProps['entryPoints']>[string];
export type Gateway = Extract<EntryPoint, { type: 'Gateway' }>;

/** An installation with a Gateway called edge, through which the named ports go; the mandatory ones stay inside else. */
export function withGateway(
  gateway: Omit<Gateway, 'type'>,
  ports: readonly string[],
  more: Partial<InstallationProps> = {},
): Partial<InstallationProps> {
  const inside = { entryPoint: 'cluster', reason: 'Not part of this test.' };
  return {
    entryPoints: { edge: { type: 'Gateway', ...gateway } },
    ...more,
    expose: { smtp: inside, https: inside, ...Object.fromEntries(ports.map((port) => [port, 'edge'])), ...more.expose },
  };
}

/** The lost address is not the subject of a test. */
export const accepted = { acceptLostClientAddress: 'Only a relay connects.' } as const;

/** Where proxies run, for implementations that have no usual place. */
export const proxies = { proxies: { namespace: 'gateways' } } as const;

const mail = ['smtp', 'submission', 'imaps'];

/** Settings that are accepted, with the objects that come of them beside Services of components and policies. */
export const cases: readonly { readonly title: string; readonly settings: Partial<InstallationProps>; readonly objects: readonly string[] }[] = [
  {
    title: '1.4 standard: the web alone, TLS ends at the Gateway',
    settings: withGateway(
      { gatewayApi: '1.4', className: 'gw', ...proxies, hosts: ['mail.example.org'], tlsMode: 'terminate', tls: { secret: 'mail-tls' } },
      ['http', 'https'],
    ),
    objects: [
      'gateway.networking.k8s.io/v1 Gateway bluemind/bluemind-edge',
      'gateway.networking.k8s.io/v1 HTTPRoute bluemind/bluemind-edge-http',
      'gateway.networking.k8s.io/v1 HTTPRoute bluemind/bluemind-edge-https',
      'gateway.networking.k8s.io/v1 BackendTLSPolicy bluemind/bluemind-edge-https',
    ],
  },
  {
    title: '1.4 experimental: TLS by name and TCP as alpha versions',
    settings: withGateway({ gatewayApi: 1.4, channel: 'experimental', className: 'gw', ...proxies, ...accepted, hosts: ['mail.example.org'] }, [
      'https',
      ...mail,
    ]),
    objects: [
      'gateway.networking.k8s.io/v1 Gateway bluemind/bluemind-edge',
      'gateway.networking.k8s.io/v1alpha2 TLSRoute bluemind/bluemind-edge-https',
      'gateway.networking.k8s.io/v1alpha2 TLSRoute bluemind/bluemind-edge-imaps',
      'gateway.networking.k8s.io/v1alpha2 TCPRoute bluemind/bluemind-edge-smtp',
      'gateway.networking.k8s.io/v1alpha2 TCPRoute bluemind/bluemind-edge-submission',
    ],
  },
  {
    title: '1.5 standard: TLS by name, no TCP',
    settings: withGateway({ gatewayApi: '1.5', className: 'gw', ...proxies, ...accepted, hosts: ['mail.example.org'] }, ['https', 'imaps']),
    objects: [
      'gateway.networking.k8s.io/v1 Gateway bluemind/bluemind-edge',
      'gateway.networking.k8s.io/v1 TLSRoute bluemind/bluemind-edge-https',
      'gateway.networking.k8s.io/v1 TLSRoute bluemind/bluemind-edge-imaps',
    ],
  },
  {
    title: '1.5 experimental: TLS by name as v1, TCP as alpha',
    settings: withGateway({ gatewayApi: 1.5, channel: 'experimental', className: 'gw', ...proxies, ...accepted, hosts: ['mail.example.org'] }, [
      'https',
      'smtp',
    ]),
    objects: [
      'gateway.networking.k8s.io/v1 Gateway bluemind/bluemind-edge',
      'gateway.networking.k8s.io/v1 TLSRoute bluemind/bluemind-edge-https',
      'gateway.networking.k8s.io/v1alpha2 TCPRoute bluemind/bluemind-edge-smtp',
    ],
  },
  {
    title: '1.6 standard: all of it as v1',
    settings: withGateway({ gatewayApi: 1.6, className: 'gw', ...proxies, ...accepted, hosts: ['mail.example.org'] }, ['http', 'https', ...mail]),
    objects: [
      'gateway.networking.k8s.io/v1 Gateway bluemind/bluemind-edge',
      'gateway.networking.k8s.io/v1 HTTPRoute bluemind/bluemind-edge-http',
      'gateway.networking.k8s.io/v1 TLSRoute bluemind/bluemind-edge-https',
      'gateway.networking.k8s.io/v1 TLSRoute bluemind/bluemind-edge-imaps',
      'gateway.networking.k8s.io/v1 TCPRoute bluemind/bluemind-edge-smtp',
      'gateway.networking.k8s.io/v1 TCPRoute bluemind/bluemind-edge-submission',
    ],
  },
  {
    title: '1.6 experimental: the same',
    settings: withGateway({ gatewayApi: '1.6', channel: 'experimental', className: 'gw', ...proxies, ...accepted, hosts: ['mail.example.org'] }, [
      'https',
      'smtp',
    ]),
    objects: [
      'gateway.networking.k8s.io/v1 Gateway bluemind/bluemind-edge',
      'gateway.networking.k8s.io/v1 TLSRoute bluemind/bluemind-edge-https',
      'gateway.networking.k8s.io/v1 TCPRoute bluemind/bluemind-edge-smtp',
    ],
  },
  {
    title: 'no hosts: ports that begin with TLS are plain TCP',
    settings: withGateway({ gatewayApi: '1.6', className: 'gw', ...proxies, ...accepted }, mail),
    objects: [
      'gateway.networking.k8s.io/v1 Gateway bluemind/bluemind-edge',
      'gateway.networking.k8s.io/v1 TCPRoute bluemind/bluemind-edge-imaps',
      'gateway.networking.k8s.io/v1 TCPRoute bluemind/bluemind-edge-smtp',
      'gateway.networking.k8s.io/v1 TCPRoute bluemind/bluemind-edge-submission',
    ],
  },
  {
    title: 'a Gateway in another namespace, whose certificate lies beside BlueMind (1.4)',
    settings: withGateway(
      {
        gatewayApi: '1.4',
        className: 'gw',
        namespace: 'gateways',
        ...proxies,
        hosts: ['mail.example.org', '*.example.net'],
        tlsMode: 'terminate',
        tls: { secret: 'mail-tls' },
        addresses: ['192.0.2.10'],
        infrastructure: { annotations: { 'metallb.io/address-pool': 'public' } },
        backendTls: { caConfigMap: 'bluemind-ca' },
      },
      ['https'],
    ),
    objects: [
      'gateway.networking.k8s.io/v1 Gateway gateways/bluemind-edge',
      'gateway.networking.k8s.io/v1beta1 ReferenceGrant bluemind/bluemind-edge',
      'gateway.networking.k8s.io/v1 HTTPRoute bluemind/bluemind-edge-https',
      'gateway.networking.k8s.io/v1 BackendTLSPolicy bluemind/bluemind-edge-https',
    ],
  },
  {
    title: 'a Gateway in another namespace, where cert-manager writes the certificate',
    settings: withGateway(
      {
        gatewayApi: '1.6',
        className: 'gw',
        namespace: 'gateways',
        ...proxies,
        hosts: ['mail.example.org'],
        tlsMode: 'terminate',
        tls: { issuer: 'ca' },
      },
      ['https'],
    ),
    objects: [
      'gateway.networking.k8s.io/v1 Gateway gateways/bluemind-edge',
      'gateway.networking.k8s.io/v1 HTTPRoute bluemind/bluemind-edge-https',
      'gateway.networking.k8s.io/v1 BackendTLSPolicy bluemind/bluemind-edge-https',
    ],
  },
  {
    title: 'an existing Gateway: listeners by ListenerSet',
    settings: withGateway(
      { gatewayApi: '1.6', existing: { name: 'shared', namespace: 'gateways' }, ...proxies, ...accepted, hosts: ['mail.example.org'] },
      ['https', 'smtp'],
    ),
    objects: [
      'gateway.networking.k8s.io/v1 ListenerSet bluemind/bluemind-edge',
      'gateway.networking.k8s.io/v1 TLSRoute bluemind/bluemind-edge-https',
      'gateway.networking.k8s.io/v1 TCPRoute bluemind/bluemind-edge-smtp',
    ],
  },
  {
    title: 'an existing Gateway with its listeners (1.4)',
    settings: withGateway(
      {
        gatewayApi: '1.4',
        existing: { name: 'shared', namespace: 'gateways', listeners: { http: 'web', https: 'websecure' } },
        ...proxies,
        hosts: ['mail.example.org'],
        tlsMode: 'terminate',
      },
      ['http', 'https'],
    ),
    objects: [
      'gateway.networking.k8s.io/v1 HTTPRoute bluemind/bluemind-edge-http',
      'gateway.networking.k8s.io/v1 HTTPRoute bluemind/bluemind-edge-https',
      'gateway.networking.k8s.io/v1 BackendTLSPolicy bluemind/bluemind-edge-https',
    ],
  },
  {
    title: 'Envoy Gateway: the client’s address by PROXY from the balancer and on to BlueMind',
    settings: withGateway(
      {
        gatewayApi: '1.6',
        implementation: 'envoy-gateway',
        className: 'envoy',
        hosts: ['mail.example.org'],
        proxyProtocol: { targetPorts: { smtp: 10025, submission: 10587, imaps: 10993 } },
        trustedProxies: ['10.0.0.0/24'],
      },
      ['http', 'https', ...mail],
      { cluster: { podCidrs: ['10.244.0.0/16'] } },
    ),
    objects: [
      'gateway.networking.k8s.io/v1 Gateway bluemind/bluemind-edge',
      'gateway.envoyproxy.io/v1alpha1 ClientTrafficPolicy bluemind/bluemind-edge',
      'gateway.envoyproxy.io/v1alpha1 BackendTrafficPolicy bluemind/bluemind-edge',
      'gateway.networking.k8s.io/v1 HTTPRoute bluemind/bluemind-edge-http',
      'gateway.networking.k8s.io/v1 TLSRoute bluemind/bluemind-edge-https',
      'gateway.networking.k8s.io/v1 TLSRoute bluemind/bluemind-edge-imaps',
      'v1 Service bluemind/bluemind-edge-proxy',
      'gateway.networking.k8s.io/v1 TCPRoute bluemind/bluemind-edge-smtp',
      'gateway.networking.k8s.io/v1 TCPRoute bluemind/bluemind-edge-submission',
    ],
  },
  {
    title: 'Envoy Gateway: source ranges of the web and of mail by TCP',
    settings: {
      ...withGateway({ gatewayApi: '1.6', implementation: 'envoy-gateway', className: 'envoy', sourceRanges: ['192.0.2.0/24'], ...accepted }, [
        'smtp',
        'imaps',
      ]),
    },
    objects: [
      'gateway.networking.k8s.io/v1 Gateway bluemind/bluemind-edge',
      'gateway.envoyproxy.io/v1alpha1 SecurityPolicy bluemind/bluemind-edge',
      'gateway.networking.k8s.io/v1 TCPRoute bluemind/bluemind-edge-imaps',
      'gateway.networking.k8s.io/v1 TCPRoute bluemind/bluemind-edge-smtp',
    ],
  },
  {
    title: 'Cilium: a policy of its own admits the proxy',
    settings: withGateway({ gatewayApi: '1.6', implementation: 'cilium', className: 'cilium', ...accepted }, ['smtp', 'imaps'], {
      workloads: 'roles',
    }),
    objects: [
      'gateway.networking.k8s.io/v1 Gateway bluemind/bluemind-edge',
      'gateway.networking.k8s.io/v1 TCPRoute bluemind/bluemind-edge-imaps',
      'gateway.networking.k8s.io/v1 TCPRoute bluemind/bluemind-edge-smtp',
      'cilium.io/v2 CiliumNetworkPolicy bluemind/bluemind-proxy-from-edge',
      'cilium.io/v2 CiliumNetworkPolicy bluemind/bluemind-smtp-from-edge',
    ],
  },
  {
    title: 'added ports: a range, UDP, and a component of several workloads',
    settings: withGateway({ gatewayApi: '1.6', className: 'gw', ...proxies }, ['telephony', 'presence', 'agent'], {
      workloads: 'roles',
      additions: {
        components: [{ name: 'xivobridge', description: 'Telephony', role: 'core' }],
        ports: [
          {
            audience: 'external',
            name: 'telephony',
            number: 9300,
            endNumber: 9301,
            component: 'xivobridge',
            description: 'Calls',
            encryption: 'none',
          },
          {
            audience: 'external',
            name: 'presence',
            number: 9400,
            protocol: 'UDP',
            component: 'xivobridge',
            description: 'Presence',
            encryption: 'none',
          },
          { audience: 'external', name: 'agent', number: 9500, component: 'ysnp', description: 'A component beside two others', encryption: 'none' },
        ],
      },
    }),
    objects: [
      'gateway.networking.k8s.io/v1 Gateway bluemind/bluemind-edge',
      'gateway.networking.k8s.io/v1 TCPRoute bluemind/bluemind-edge-agent',
      'gateway.networking.k8s.io/v1 UDPRoute bluemind/bluemind-edge-presence',
      'gateway.networking.k8s.io/v1 TCPRoute bluemind/bluemind-edge-telephony-9300',
      'gateway.networking.k8s.io/v1 TCPRoute bluemind/bluemind-edge-telephony-9301',
    ],
  },
];
