import { accepted, checklist, expose, proxyProtocol, rendered, summary, waysIn, withEdge } from './support';

const hosts = ['mail.example.org'];

describe('raw TCP', () => {
  test('what begins in clear text takes the whole entry point, what begins with TLS goes by name', () => {
    const settings = withEdge({ type: 'Traefik', hosts, acceptLostClientAddress: accepted }, expose('smtp', 'imaps'));
    expect(summary(settings)).toEqual({
      'IngressRouteTCP bluemind-edge-smtp': {
        entryPoints: ['smtp'],
        routes: [{ match: 'HostSNI(`*`)', services: [{ name: 'bluemind-postfix', port: 25 }] }],
      },
      'IngressRouteTCP bluemind-edge-imaps': {
        entryPoints: ['imaps'],
        routes: [{ match: 'HostSNI(`mail.example.org`)', services: [{ name: 'bluemind-nginx', port: 993 }] }],
        tls: { passthrough: true },
      },
    });
    for (const { metadata } of rendered(settings)) expect(metadata.annotations['cdk8s-bluemind/client-address-lost']).toBe(accepted);
  });

  test('without hosts, a port with TLS is handed on as it comes', () => {
    const settings = withEdge({ type: 'Traefik', acceptLostClientAddress: accepted }, expose('imaps'));
    expect(summary(settings)['IngressRouteTCP bluemind-edge-imaps']).toEqual({
      entryPoints: ['imaps'],
      routes: [{ match: 'HostSNI(`*`)', services: [{ name: 'bluemind-nginx', port: 993 }] }],
    });
  });

  test('hosts with a wildcard become a regular expression', () => {
    const settings = withEdge({ type: 'Traefik', hosts: ['mail.example.org', '*.example.com'], acceptLostClientAddress: accepted }, expose('imaps'));
    expect(summary(settings)).toMatchObject({
      'IngressRouteTCP bluemind-edge-imaps': { routes: [{ match: 'HostSNIRegexp(`^[^.]+\\.example\\.com$`) || HostSNI(`mail.example.org`)' }] },
    });
  });

  test('entry points of other names, an ingress class, and the clients that may come', () => {
    const settings = withEdge(
      { type: 'Traefik', className: 'public', entryPoints: { smtp: 'mail' }, sourceRanges: ['192.0.2.0/24'], acceptLostClientAddress: accepted },
      expose('smtp'),
    );
    expect(summary(settings)).toEqual({
      'MiddlewareTCP bluemind-edge-allow': { ipAllowList: { sourceRange: ['192.0.2.0/24'] } },
      'IngressRouteTCP bluemind-edge-smtp': {
        ingressClassName: 'public',
        entryPoints: ['mail'],
        routes: [{ match: 'HostSNI(`*`)', middlewares: [{ name: 'bluemind-edge-allow' }], services: [{ name: 'bluemind-postfix', port: 25 }] }],
      },
    });
  });
});

describe('PROXY protocol', () => {
  const settings = withEdge({ type: 'Traefik', proxyProtocol: { targetPorts: { smtp: 10025 } } }, expose('smtp'));

  test('a transport sends the header to a Service that leads to the listener apart', () => {
    expect(summary(settings)).toEqual({
      'ServersTransportTCP bluemind-edge-proxy-v2': { proxyProtocol: { version: 2 } },
      'IngressRouteTCP bluemind-edge-smtp': {
        entryPoints: ['smtp'],
        routes: [{ match: 'HostSNI(`*`)', services: [{ name: 'bluemind-edge-proxy', port: 25, serversTransport: 'bluemind-edge-proxy-v2' }] }],
      },
      'Service bluemind-edge-proxy': expect.objectContaining({
        type: 'ClusterIP',
        ports: [{ name: 'smtp', port: 25, protocol: 'TCP', targetPort: 10025 }],
      }),
    });
    // Traefik looks for transports, and for the Service, only beside the route.
    expect(new Set(rendered(settings).map(({ metadata }) => metadata.namespace))).toEqual(new Set(['mail']));
  });

  test('only the controller reaches the listener', () => {
    const controller = '[{"kind":"pods","namespaceLabels":{"kubernetes.io/metadata.name":"ingress"},"podLabels":{"app":"controller"}}]';
    expect(waysIn(settings)).toEqual([`${controller} -> all-in-one:10025`]);
  });

  test('on the network of its hosts the controller comes with the addresses of the nodes', () => {
    const cluster = { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] };
    const onHosts = withEdge({ type: 'Traefik', proxies: { hostNetwork: true }, proxyProtocol: { targetPorts: { smtp: 10025 } } }, expose('smtp'), {
      cluster,
    });
    expect(waysIn(onHosts)).toEqual(['[{"kind":"addresses","cidr":"10.0.0.0/24","except":[]}] -> all-in-one:10025']);
    expect(checklist(onHosts).join('\n')).not.toContain('externalTrafficPolicy');
  });

  test('the checklist names what to configure in Traefik and BlueMind', () => {
    expect(checklist(settings)).toEqual([
      'Traefik: Open the entry points smtp (25).',
      expect.stringContaining('Traefik: Keep routes of other applications off smtp: mark web and websecure as default entry points (asDefault)'),
      expect.stringContaining('Traefik: Set externalTrafficPolicy: Local on its Service'),
      expect.stringMatching(/^postfix: .*10025.*only 10\.244\.0\.0\/16 may connect/),
    ]);
  });

  test('a balancer before Traefik takes the place of externalTrafficPolicy', () => {
    const trusting = withEdge(
      { type: 'Traefik', proxyProtocol, trustedProxies: ['10.0.1.0/24', '10.0.0.0/24'], hosts },
      expose('smtp', 'submission', 'submissions', 'imaps', 'https'),
    );
    expect(checklist(trusting)).toContain(
      'Traefik: List 10.0.0.0/24,10.0.1.0/24 under proxyProtocol.trustedIPs of the entry points smtp, submissions, submission, imaps, websecure. The balancer in front of it must send the header on these ports.',
    );
    expect(checklist(trusting).join('\n')).not.toContain('externalTrafficPolicy');
  });
});

describe('the web', () => {
  test('TLS ends at Traefik and begins again, BlueMind answers http, cert-manager makes the certificate', () => {
    const settings = withEdge({ type: 'Traefik', hosts, tls: { clusterIssuer: 'letsencrypt' } }, expose('http', 'https'));
    expect(summary(settings)).toEqual({
      'ServersTransport bluemind-edge-https': { insecureSkipVerify: true },
      'IngressRoute bluemind-edge-https': {
        entryPoints: ['websecure'],
        routes: [
          {
            kind: 'Rule',
            match: 'Host(`mail.example.org`)',
            services: [{ name: 'bluemind-nginx', port: 443, scheme: 'https', serversTransport: 'bluemind-edge-https' }],
          },
        ],
        tls: { secretName: 'bluemind-edge-tls' },
      },
      'Certificate bluemind-edge-tls': {
        dnsNames: ['mail.example.org'],
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'letsencrypt' },
        secretName: 'bluemind-edge-tls',
      },
      'IngressRoute bluemind-edge-http': {
        entryPoints: ['web'],
        routes: [
          {
            kind: 'Rule',
            match: 'Host(`mail.example.org`)',
            services: [{ name: 'bluemind-nginx', port: 80, scheme: 'http' }],
          },
        ],
      },
    });
    // Port 80 of BlueMind redirects by itself.
    expect(waysIn(settings)).toEqual([expect.stringMatching(/-> all-in-one:80,443$/)]);
    expect(checklist(settings).join('\n')).toContain('Raise respondingTimeouts.readTimeout of entry point websecure from 60 s to 1200 s or more');
  });

  test("BlueMind's certificate is checked if its authority is given", () => {
    const settings = withEdge(
      { type: 'Traefik', hosts: ['*.example.com', ...hosts], tls: { secret: 'own' }, backendTls: { caSecret: 'ca' } },
      expose('https'),
    );
    expect(summary(settings)).toMatchObject({
      'ServersTransport bluemind-edge-https': { insecureSkipVerify: false, rootCAs: [{ secret: 'ca' }], serverName: 'mail.example.org' },
      'IngressRoute bluemind-edge-https': { tls: { secretName: 'own' } },
    });
  });

  test('TLS is passed through, and port 80 leads to BlueMind, which has the certificate renewed there', () => {
    const settings = withEdge({ type: 'Traefik', hosts, tlsMode: 'passthrough' }, expose('http', 'https'));
    expect(summary(settings)).toEqual({
      'IngressRouteTCP bluemind-edge-https': {
        entryPoints: ['websecure'],
        routes: [{ match: 'HostSNI(`mail.example.org`)', services: [{ name: 'bluemind-nginx', port: 443 }] }],
        tls: { passthrough: true },
      },
      'IngressRoute bluemind-edge-http': {
        entryPoints: ['web'],
        routes: [{ kind: 'Rule', match: 'Host(`mail.example.org`)', services: [{ name: 'bluemind-nginx', port: 80, scheme: 'http' }] }],
      },
    });
    expect(waysIn(settings)).toEqual([expect.stringMatching(/-> all-in-one:80,443$/)]);
  });

  test('source ranges hold for the web by a middleware of its own kind', () => {
    const settings = withEdge({ type: 'Traefik', hosts, sourceRanges: ['192.0.2.0/24'] }, expose('https'));
    expect(summary(settings)).toMatchObject({
      'Middleware bluemind-edge-allow': { ipAllowList: { sourceRange: ['192.0.2.0/24'] } },
      'IngressRoute bluemind-edge-https': { routes: [{ middlewares: [{ name: 'bluemind-edge-allow' }] }] },
    });
    expect(Object.keys(summary(settings))).not.toContain('MiddlewareTCP bluemind-edge-allow');
  });
});
