import type { InstallationProps } from '../../../lib/settings';
import { faults, plan } from '../../support/render';
import { accepted, proxies, withGateway } from './cases';

const own = { gatewayApi: '1.6', className: 'gw', ...proxies, ...accepted } as const;
const hosts = ['mail.example.org'];
const presence: Partial<InstallationProps> = {
  additions: {
    ports: [
      { audience: 'external', name: 'presence', number: 9400, protocol: 'UDP', component: 'nginx', description: 'Presence', encryption: 'none' },
    ],
  },
};

const refusals: readonly { readonly title: string; readonly settings: Partial<InstallationProps>; readonly faults: readonly string[] }[] = [
  {
    title: 'no Gateway at all',
    settings: withGateway({ gatewayApi: '1.6', ...accepted }, ['smtp']),
    faults: ['entryPoints.edge: has no Gateway; give className for your own, or existing for one that exists already'],
  },
  {
    title: 'your own Gateway and one that stands already',
    settings: withGateway({ ...own, existing: { name: 'shared' }, addresses: ['192.0.2.10'] }, ['smtp']),
    faults: [
      "entryPoints.edge.className: 'gw' is for your own Gateway, but existing names another; give one of the two",
      'entryPoints.edge.addresses: is for your own Gateway, but existing names another; give one of the two',
    ],
  },
  {
    title: 'an address that is none, infrastructure without anything',
    settings: withGateway({ ...own, addresses: ['192.0.2'], infrastructure: {} }, ['smtp']),
    faults: [
      "entryPoints.edge.addresses[0]: '192.0.2': expected an IP address such as '192.0.2.10'",
      'entryPoints.edge.infrastructure: is empty; give annotations or labels',
    ],
  },
  {
    title: 'addresses that no Gateway can have',
    settings: withGateway({ ...own, addresses: ['0.0.0.0', '127.0.0.1', '224.0.0.5', 'fe80::1'] }, ['smtp']),
    faults: ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/4', 'fe80::/10'].map((block, index) =>
      expect.stringContaining(
        `entryPoints.edge.addresses[${index}]: '${['0.0.0.0', '127.0.0.1', '224.0.0.5', 'fe80::1'][index]}' is in ${block}, which no Gateway can have`,
      ),
    ),
  },
  {
    title: 'the web without hosts',
    settings: withGateway(own, ['https', 'smtp']),
    faults: [
      "entryPoints.edge.hosts: are needed: http and https are routed by the name that clients ask for; list the hosts of BlueMind's external URL",
    ],
  },
  {
    title: 'http without https',
    settings: withGateway({ ...own, hosts }, ['http', 'smtp']),
    faults: ["expose.http: a Gateway redirects http to https, which it must serve too; expose https through 'edge' too"],
  },
  {
    title: 'TLS that ends without a certificate',
    settings: withGateway({ ...own, hosts, tlsMode: 'terminate' }, ['https', 'smtp']),
    faults: ['entryPoints.edge.tls: is needed, since TLS ends at the Gateway; give secret, issuer or clusterIssuer, or set tlsMode: passthrough'],
  },
  {
    title: 'a certificate where TLS is passed through',
    settings: withGateway({ ...own, hosts, tls: { secret: 'mail-tls' }, backendTls: { caConfigMap: 'ca' } }, ['https', 'smtp']),
    faults: [
      'entryPoints.edge.tls: has no effect: TLS is passed through to BlueMind, whose certificate clients see; remove it, or set tlsMode: terminate',
      'entryPoints.edge.backendTls: has no effect: the Gateway ends no TLS; remove it, or expose https and set tlsMode: terminate',
    ],
  },
  {
    title: 'a certificate for listeners that stand already, or without https',
    settings: {
      entryPoints: {
        edge: {
          type: 'Gateway',
          gatewayApi: '1.6',
          existing: { name: 'shared', listeners: { https: 'websecure' } },
          ...proxies,
          hosts,
          tlsMode: 'terminate',
          tls: { secret: 'mail-tls' },
        },
        mail: { type: 'Gateway', ...own, tlsMode: 'terminate', tls: { secret: 'mail-tls' } },
      },
      expose: { https: 'edge', smtp: 'mail' },
    },
    faults: [
      'entryPoints.edge.tls: has no effect: the existing listener has its own certificate',
      'entryPoints.mail.tls: has no effect: https is not exposed here',
    ],
  },
  {
    title: 'wildcards alone where the Gateway must ask for a name',
    settings: withGateway(
      { gatewayApi: '1.6', className: 'gw', ...proxies, hosts: ['*.example.org'], tlsMode: 'terminate', tls: { secret: 'mail-tls' } },
      ['https'],
    ),
    faults: [
      "entryPoints.edge.backendTls.serverName: is needed, since every host is a wildcard: the Gateway asks BlueMind for one name; give the one that BlueMind's certificate contains",
    ],
  },
  {
    title: 'routes that the standard channel lacks',
    settings: withGateway({ ...own, gatewayApi: '1.4', hosts }, ['https', 'smtp', 'imap']),
    faults: [
      'entryPoints.edge.channel: \'https\' needs a TLSRoute, which the standard channel has from Gateway API 1.5 on, not in 1.4; install the experimental channel and set channel: experimental, or set gatewayApi: "1.5", or end TLS of https at the Gateway (tlsMode: terminate) and expose the others through a LoadBalancer',
      "entryPoints.edge.channel: 'smtp', 'imap' need a TCPRoute, which the standard channel has from Gateway API 1.6 on, not in 1.4; install the experimental channel and set channel: experimental, or set gatewayApi: \"1.6\", or expose them through a LoadBalancer",
    ],
  },
  {
    title: 'UDPRoutes of the standard channel before 1.6',
    settings: withGateway({ gatewayApi: '1.5', className: 'gw', ...proxies }, ['presence'], presence),
    faults: [
      'entryPoints.edge.channel: \'presence\' needs a UDPRoute, which the standard channel has from Gateway API 1.6 on, not in 1.5; install the experimental channel and set channel: experimental, or set gatewayApi: "1.6", or expose them through a LoadBalancer',
    ],
  },
  {
    title: 'TCPRoutes of the standard channel before 1.6',
    settings: withGateway({ ...own, gatewayApi: 1.5 }, ['smtp']),
    faults: [
      'entryPoints.edge.channel: \'smtp\' needs a TCPRoute, which the standard channel has from Gateway API 1.6 on, not in 1.5; install the experimental channel and set channel: experimental, or set gatewayApi: "1.6", or expose them through a LoadBalancer',
    ],
  },
  {
    title: 'TCPRoutes that Cilium does not read yet',
    settings: withGateway({ ...own, gatewayApi: '1.5', channel: 'experimental', implementation: 'cilium' }, ['smtp']),
    faults: [
      "entryPoints.edge.implementation: 'smtp' needs a TCPRoute, but Cilium reads these from 1.20 on, which is built on Gateway API 1.6; expose them through a LoadBalancer, or use another implementation",
    ],
  },
  ...(['kong', 'kgateway'] as const).map((implementation) => ({
    title: `TLS that ends at ${implementation}, which reads no BackendTLSPolicy`,
    settings: withGateway({ ...own, implementation, acceptLostClientAddress: undefined, hosts, tlsMode: 'terminate', tls: { secret: 'mail-tls' } }, [
      'https',
    ]),
    faults: [
      `entryPoints.edge.tlsMode: 'terminate': ${implementation === 'kong' ? 'Kong' : 'kgateway'} does not read BackendTLSPolicies (its conformance reports name them as not supported), so it may speak clear text to BlueMind's 443; set tlsMode: passthrough, or use another implementation`,
    ],
  })),
  ...(['traefik', 'kong'] as const).map((implementation) => ({
    title: `a ListenerSet that ${implementation} does not read`,
    settings: withGateway({ gatewayApi: '1.6', implementation, existing: { name: 'shared' }, ...proxies, ...accepted }, ['smtp']),
    faults: [
      `entryPoints.edge.existing.listeners: are needed: ${implementation === 'kong' ? 'Kong' : 'Traefik'} does not read ListenerSets (its conformance reports name them as not supported); name those of the Gateway that serve smtp, or give className for a Gateway of your own`,
    ],
  })),
  {
    title: 'a PROXY header to https where TLS ends at Istio',
    settings: withGateway(
      {
        ...own,
        implementation: 'istio',
        acceptLostClientAddress: undefined,
        hosts,
        tlsMode: 'terminate',
        tls: { secret: 'mail-tls' },
        proxyProtocol: { ports: ['https'] },
      },
      ['https'],
    ),
    faults: [
      "entryPoints.edge.proxyProtocol.ports: 'https' ends at the Gateway, and it is not known whether Istio reads a BackendTLSPolicy in addition to the DestinationRule that sends the header; remove it, since the address is in an HTTP header anyway",
    ],
  },
  {
    title: 'PROXY from a balancer before listeners of others, which no ListenerPolicy takes',
    settings: withGateway(
      { gatewayApi: '1.6', implementation: 'kgateway', existing: { name: 'shared' }, ...accepted, trustedProxies: ['10.0.0.0/24'] },
      ['smtp'],
    ),
    faults: [
      'entryPoints.edge.trustedProxies: is set by a ListenerPolicy, which applies only to Gateways; give className for a Gateway of your own, or ask the owner of the Gateway to make it expect PROXY headers',
    ],
  },
  {
    title: 'a ListenerSet before there were any',
    settings: withGateway({ gatewayApi: '1.4', existing: { name: 'shared' }, ...proxies, hosts, tlsMode: 'terminate', tls: { secret: 'mail-tls' } }, [
      'https',
      'http',
    ]),
    faults: [
      'entryPoints.edge.existing.listeners: are needed: Gateway API 1.4 has no ListenerSet by which to add them; name those of the Gateway that serve http, https, or give className for a Gateway of your own',
    ],
  },
  {
    title: 'listeners that stand already, but other ones',
    settings: withGateway(
      { gatewayApi: '1.6', existing: { name: 'shared', listeners: { imap: 'imap' } }, ...proxies, ...accepted, listenerPorts: { imaps: 1 } },
      ['smtp', 'imaps'],
    ),
    faults: [
      "entryPoints.edge.existing.listeners: has no listener for 'smtp', which is exposed here; add 'smtp: ' with its name",
      "entryPoints.edge.existing.listeners: has no listener for 'imaps', which is exposed here; add 'imaps: ' with its name",
      "entryPoints.edge.existing.listeners.imap: 'imap' is not exposed through 'edge'; did you mean 'imaps'?; expose it there or remove this line",
      'entryPoints.edge.listenerPorts: has no effect: the listeners exist already; remove it',
    ],
  },
  {
    title: 'two ports on one listener, and a number for a port that is not exposed',
    settings: withGateway({ ...own, listenerPorts: { smtp: 143, imasp: 993 } }, ['smtp', 'imap']),
    faults: [
      "entryPoints.edge.listenerPorts.imasp: 'imasp' is not exposed through 'edge'; did you mean 'imap'?; expose it there or remove this line",
      "expose.imap: 'smtp' of 'edge' has listener 143 of the same Gateway already (TCP); expose one of them through another Gateway or entry point",
    ],
  },
  {
    title: 'TCP beside TLS on one number, also of two entry points on one Gateway',
    settings: {
      entryPoints: {
        web: { type: 'Gateway', gatewayApi: '1.6', existing: { name: 'shared' }, ...proxies, hosts },
        mail: { type: 'Gateway', gatewayApi: '1.6', existing: { name: 'shared' }, ...proxies, ...accepted, listenerPorts: { smtp: 443 } },
      },
      expose: { https: 'web', smtp: 'mail' },
    },
    faults: [
      "expose.https: 'smtp' of 'mail' has listener 443 of the same Gateway already (TCP); expose one of them through another Gateway or entry point",
    ],
  },
  {
    title: 'more listeners than a Gateway takes',
    settings: withGateway({ ...own, acceptLostClientAddress: undefined }, ['media'], {
      additions: {
        ports: [
          { audience: 'external', name: 'media', number: 20000, endNumber: 20064, component: 'nginx', description: 'Media', encryption: 'none' },
        ],
      },
    }),
    faults: ['entryPoints.edge: would have 65 listeners, but it takes at most 64; expose some ports through another entry point'],
  },
  {
    title: 'a range that ends beyond the last number',
    settings: withGateway({ ...own, acceptLostClientAddress: undefined, listenerPorts: { media: 65535 } }, ['media'], {
      additions: {
        ports: [
          { audience: 'external', name: 'media', number: 20000, endNumber: 20001, component: 'nginx', description: 'Media', encryption: 'none' },
        ],
      },
    }),
    faults: ['entryPoints.edge.listenerPorts.media: 65535: the range ends beyond 65535'],
  },
  {
    title: 'what is told to some implementations, and not to Traefik',
    settings: withGateway(
      {
        gatewayApi: '1.6',
        implementation: 'traefik',
        className: 'traefik',
        ...proxies,
        proxyProtocol: { targetPorts: { smtp: 10025 } },
        trustedProxies: ['10.0.0.0/24'],
        sourceRanges: ['192.0.2.0/24'],
      },
      ['smtp'],
    ),
    faults: [
      'entryPoints.edge.proxyProtocol: is rendered only for envoy-gateway, istio and kgateway, and Traefik is not known to send PROXY headers; remove it, and expose the mail ports through a LoadBalancer with externalTrafficPolicy: Local',
      'entryPoints.edge.trustedProxies: can be configured only for envoy-gateway, istio, kgateway and nginx-gateway-fabric; remove it, and configure Traefik yourself to expect PROXY headers',
      'entryPoints.edge.sourceRanges: is rendered only for envoy-gateway (its SecurityPolicy); remove it, and restrict the clients in front of Traefik, or expose the ports through a LoadBalancer with sourceRanges',
    ],
  },
  {
    title: 'source ranges on routes that no SecurityPolicy takes',
    settings: withGateway({ ...own, implementation: 'envoy-gateway', hosts, sourceRanges: ['192.0.2.0/24'] }, ['https', 'imaps', 'smtp']),
    faults: [
      "entryPoints.edge.sourceRanges: cannot apply to 'https', 'imaps': the SecurityPolicy of Envoy Gateway supports HTTPRoutes and TCPRoutes, but not TLSRoutes and UDPRoutes (envoyproxy/gateway#6704, #9832); set tlsMode: terminate for https, and expose the others through an entry point without hosts, where TLS is plain TCP, or through a LoadBalancer with sourceRanges",
    ],
  },
  {
    title: 'PROXY from a balancer before a Gateway that belongs to others',
    settings: withGateway(
      {
        gatewayApi: '1.6',
        implementation: 'envoy-gateway',
        existing: { name: 'shared', listeners: { smtp: 'smtp' } },
        ...accepted,
        trustedProxies: ['10.0.0.0/24'],
      },
      ['smtp'],
    ),
    faults: ['entryPoints.edge.trustedProxies: is for your own listeners; the owner of the Gateway must make its listeners expect PROXY headers'],
  },
  {
    title: 'PROXY for a ListenerSet before Envoy Gateway could tell one',
    settings: withGateway(
      {
        gatewayApi: '1.5',
        channel: 'experimental',
        implementation: 'envoy-gateway',
        existing: { name: 'shared' },
        ...accepted,
        trustedProxies: ['10.0.0.0/24'],
      },
      ['smtp'],
    ),
    faults: [
      'entryPoints.edge.trustedProxies: is set by a ClientTrafficPolicy, which supports ListenerSets from Envoy Gateway 1.9 on, built on Gateway API 1.6; set gatewayApi: "1.6", or give className for a Gateway of your own',
    ],
  },
  {
    title: 'PROXY over UDP',
    settings: withGateway(
      { gatewayApi: '1.6', implementation: 'envoy-gateway', className: 'envoy', proxyProtocol: { targetPorts: { presence: 19400 } } },
      ['presence'],
      presence,
    ),
    faults: ["entryPoints.edge.proxyProtocol.targetPorts.presence: 'presence' is UDP, which carries no PROXY header; remove it here"],
  },
  {
    title: 'PROXY for what the Gateway answers itself, or for what settings leave out',
    settings: withGateway(
      {
        gatewayApi: '1.6',
        implementation: 'envoy-gateway',
        className: 'envoy',
        hosts,
        tlsMode: 'terminate',
        tls: { secret: 'mail-tls' },
        proxyProtocol: { ports: ['http', 'smtp'], targetPorts: { smtp: 10025, http: 10080, https: 10443 } },
      },
      ['http', 'https', 'smtp'],
      { cluster: { podCidrs: ['10.244.0.0/16'] } },
    ),
    faults: [
      "entryPoints.edge.proxyProtocol.ports: 'http' is answered by the Gateway itself, which redirects browsers to https; remove it",
      "entryPoints.edge.proxyProtocol.targetPorts.http: 'http' is sent no header: the Gateway answers it itself; remove this line",
      "entryPoints.edge.proxyProtocol.targetPorts.https: 'https' is sent no header: ports does not name it; remove this line, or name it there",
    ],
  },
  {
    title: 'proxies that nobody tells of',
    settings: withGateway({ gatewayApi: '1.6', className: 'gw', ...accepted }, ['smtp']),
    faults: [
      "entryPoints.edge.proxies: are not known: policies must admit the Gateway's pods, but it is unknown where this implementation runs them; give their namespace and podLabels here, or hostNetwork: true",
    ],
  },
  {
    title: 'proxies on the network of unknown nodes',
    settings: withGateway({ ...own, proxies: { hostNetwork: true } }, ['smtp']),
    faults: [
      'entryPoints.edge.proxies: use the network of their nodes, so connections come from the addresses of the nodes, and policies need to know these; list them under cluster.nodeCidrs',
    ],
  },
  {
    title: 'the client’s address lost on ports where BlueMind judges by it',
    settings: withGateway({ gatewayApi: '1.6', className: 'gw', ...proxies, hosts }, ['https', 'smtp', 'imaps']),
    faults: [
      "entryPoints.edge: hides the address of clients on smtp, imaps: BlueMind sees the address of the Gateway's proxy, which opens its own connections. If BlueMind lets its own network relay, it is then an open relay; blocklists and greylisting judge the wrong host, and one ban blocks everyone. Either expose them through a LoadBalancer with externalTrafficPolicy: Local, or say under acceptLostClientAddress why this is harmless here",
    ],
  },
  {
    title: 'the same, where Envoy Gateway could hand it on',
    settings: withGateway({ gatewayApi: '1.6', implementation: 'envoy-gateway', className: 'envoy' }, ['smtp']),
    faults: [
      "entryPoints.edge: hides the address of clients on smtp: BlueMind sees the address of the Gateway's proxy, which opens its own connections. If BlueMind lets its own network relay, it is then an open relay; blocklists and greylisting judge the wrong host, and one ban blocks everyone. Either make the Gateway send it by proxyProtocol, or expose them through a LoadBalancer with externalTrafficPolicy: Local, or say under acceptLostClientAddress why this is harmless here",
    ],
  },
];

describe('a Gateway is refused:', () => {
  test.each(refusals)('$title', ({ settings, faults: expected }) => {
    expect([...faults(settings)].sort()).toEqual([...expected].sort());
  });

  test('a name that is too long for the label of its pods', () => {
    const name = 'through-the-gateway-of-the-platform-team';
    const settings = { ...withGateway(own, []), namePrefix: 'bluemind-of-the-messaging-team', entryPoints: { [name]: { type: 'Gateway', ...own } } };
    expect(faults({ ...settings, expose: { smtp: name, https: { entryPoint: 'cluster', reason: 'Not part of this test.' } } })).toEqual([
      `namePrefix: 'bluemind-of-the-messaging-team': makes the Gateway name 'bluemind-of-the-messaging-team-${name}' (71 characters, at most 63); choose a shorter prefix or a shorter name of the entry point`,
    ]);
  });
});

describe('a Gateway is accepted', () => {
  test('with its release as text or number', () => {
    const of = (gatewayApi: '1.6' | 1.6) => plan(withGateway({ ...own, gatewayApi }, ['smtp']));
    expect(of(1.6)).toEqual(of('1.6'));
  });

  test('and the fault suggests the nearest release', () => {
    expect(faults({ entryPoints: { edge: { type: 'Gateway', ...own, gatewayApi: '1.7' } }, expose: {} })).toContain(
      "entryPoints.edge.gatewayApi: '1.7': expected '1.4', '1.5' or '1.6'; did you mean '1.4'?",
    );
  });
});
