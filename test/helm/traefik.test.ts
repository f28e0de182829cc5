import { accepted, at, commentOf, plan, planOfEdge, proxied, through, valuesOf } from './plans';

const hosts = ['mail.example.org'];
const service = { spec: { externalTrafficPolicy: 'Local' } };
const open = { expose: { default: true } };

describe("Traefik's own routes", () => {
  test('have an entry point each, on a number without privileges', () => {
    const made = planOfEdge({ type: 'Traefik', ...proxied('smtp', 'imap') }, 'smtp', 'imap');
    expect(valuesOf(made, 'traefik')).toEqual({
      ports: {
        imap: { ...open, exposedPort: 143, port: 10143, protocol: 'TCP' },
        smtp: { ...open, exposedPort: 25, port: 10025, protocol: 'TCP' },
        web: { asDefault: true },
        websecure: { asDefault: true },
      },
      providers: { kubernetesCRD: { enabled: true } },
      service,
    });
    expect(commentOf(made, 'traefik')).toContain('asDefault');
  });

  test("the chart's own entry points keep their numbers; HTTPS that ends there holds requests of 20 minutes", () => {
    expect(valuesOf(planOfEdge({ type: 'Traefik', hosts }, 'http', 'https'), 'traefik')).toEqual({
      ports: {
        web: { ...open, exposedPort: 80 },
        websecure: { ...open, exposedPort: 443, transport: { respondingTimeouts: { readTimeout: '1200s' } } },
      },
      providers: { kubernetesCRD: { enabled: true } },
      service,
    });
  });

  test('TLS that passes through holds no requests, and others of its entry point stay possible', () => {
    expect(valuesOf(planOfEdge({ type: 'Traefik', hosts, tlsMode: 'passthrough' }, 'https'), 'traefik')).toMatchObject({
      ports: { websecure: { ...open, exposedPort: 443 } },
    });
    expect(at(valuesOf(planOfEdge({ type: 'Traefik', hosts, tlsMode: 'passthrough' }, 'https'), 'traefik'), 'ports', 'websecure', 'asDefault')).toBe(
      undefined,
    );
  });

  test('believe PROXY headers of the balancers that are named, on every entry point', () => {
    const made = planOfEdge({ type: 'Traefik', hosts, trustedProxies: ['10.0.1.0/24', '10.0.0.0/24'], ...proxied('smtp') }, 'smtp', 'https', 'http');
    const proxyProtocol = { trustedIPs: ['10.0.0.0/24', '10.0.1.0/24'] };
    expect(at(valuesOf(made, 'traefik'), 'ports')).toMatchObject({
      smtp: { proxyProtocol },
      web: { proxyProtocol },
      websecure: { proxyProtocol },
    });
  });

  test('may be called otherwise', () => {
    const made = planOfEdge({ type: 'Traefik', entryPoints: { smtp: 'mail' }, ...proxied('smtp') }, 'smtp');
    expect(at(valuesOf(made, 'traefik'), 'ports', 'mail')).toEqual({ ...open, exposedPort: 25, port: 10025, protocol: 'TCP' });
  });

  test('on the network of nodes there is no Service to keep addresses, and the reader learns what clients reach', () => {
    const made = plan({
      expose: through('xmpp-client'),
      entryPoints: { edge: { type: 'Traefik' } },
      cluster: { ingressController: { hostNetwork: true }, nodeCidrs: ['10.0.0.0/24'] },
    });
    expect(valuesOf(made, 'traefik').service).toBe(undefined);
    expect(at(valuesOf(made, 'traefik'), 'ports', 'xmpp-client', 'port')).toBe(5222);
    expect(commentOf(made, 'traefik')).toContain('NET_BIND_SERVICE');
  });

  test('entry points of two classes are distinguished for the reader', () => {
    const made = plan({
      expose: { ...through('xmpp-client'), 'xmpp-server': 'other' },
      entryPoints: { edge: { type: 'Traefik', className: 'a' }, other: { type: 'Traefik', className: 'b' } },
    });
    expect(commentOf(made, 'traefik')).toContain('different classes (a, b)');
    expect(Object.keys(at(valuesOf(made, 'traefik'), 'ports') ?? {})).toEqual(['xmpp-client', 'xmpp-server', 'web', 'websecure']);
  });
});

test("an Ingress needs the web's two entry points and the provider of its ServersTransport", () => {
  expect(valuesOf(planOfEdge({ type: 'Ingress', controller: 'traefik', hosts }, 'http', 'https'), 'traefik')).toEqual({
    ports: {
      web: { ...open, exposedPort: 80 },
      websecure: { ...open, exposedPort: 443, transport: { respondingTimeouts: { readTimeout: '1200s' } } },
    },
    providers: { kubernetesCRD: { enabled: true }, kubernetesIngress: { enabled: true } },
    service,
  });
});

describe('Gateways', () => {
  const gateway = { type: 'Gateway', implementation: 'traefik', className: 'traefik', hosts } as const;

  test('have entry points on the numbers of their listeners', () => {
    const listenerPorts = { smtp: 10025, http: 8000, https: 8443 };
    const made = planOfEdge(
      { ...gateway, ...accepted, gatewayApi: '1.5', channel: 'experimental', tlsMode: 'terminate', tls: { secret: 'mail-tls' }, listenerPorts },
      'smtp',
      'http',
      'https',
    );
    expect(valuesOf(made, 'traefik')).toEqual({
      ports: {
        smtp: { ...open, exposedPort: 25, port: 10025, protocol: 'TCP' },
        web: { ...open, exposedPort: 80, port: 8000 },
        websecure: { ...open, exposedPort: 443, port: 8443, transport: { respondingTimeouts: { readTimeout: '1200s' } } },
      },
      providers: { kubernetesGateway: { enabled: true, experimentalChannel: true } },
      service,
    });
  });

  test('several hosts are one entry point', () => {
    const made = planOfEdge(
      { ...gateway, gatewayApi: '1.6', hosts: ['mail.example.org', 'mail.example.net'], tlsMode: 'terminate', tls: { secret: 'mail-tls' } },
      'https',
    );
    expect(Object.keys(at(valuesOf(made, 'traefik'), 'ports') ?? {})).toEqual(['websecure']);
  });

  test('on numbers below 1024 pods need the sysctl that lets them; the standard channel needs no option', () => {
    const made = planOfEdge({ ...gateway, ...accepted, gatewayApi: '1.6' }, 'smtp', 'https');
    expect(valuesOf(made, 'traefik')).toEqual({
      podSecurityContext: { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] },
      ports: {
        smtp: { ...open, exposedPort: 25, port: 25, protocol: 'TCP' },
        websecure: { ...open, exposedPort: 443, port: 443 },
      },
      providers: { kubernetesGateway: { enabled: true } },
      service,
    });
    expect(commentOf(made, 'traefik')).toContain('listeners 25, 443 are below 1024');
    expect(commentOf(made, 'traefik')).toContain('Traefik 3.8');
  });

  test('ListenerSets are refused, since Traefik does not read them', () => {
    const existing = { name: 'shared', namespace: 'gateways' };
    const planned = () => planOfEdge({ ...gateway, ...accepted, className: undefined, gatewayApi: '1.6', existing }, 'smtp', 'https');
    expect(planned).toThrow(/Traefik does not read ListenerSets/);
  });

  test('a Gateway of another implementation does not concern it', () => {
    const made = planOfEdge({ ...gateway, ...accepted, gatewayApi: '1.6', implementation: 'envoy-gateway' }, 'smtp', 'https');
    expect(valuesOf(made, 'traefik')).toEqual({});
  });
});

test('a plan that leads nothing through Traefik has no values for it', () => {
  expect(valuesOf(planOfEdge({ type: 'LoadBalancer' }, 'smtp', 'https'), 'traefik')).toEqual({});
});
