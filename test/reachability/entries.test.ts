import {
  type AssumptionOptions,
  type Entry,
  entries,
  formatAddresses,
  formatReference,
  objectsModel,
  readModel,
  resolvedRoutes,
  resolvedServices,
} from '../../lib/reachability';

const pod = (spec: Record<string, unknown> = {}, labels: Record<string, string> = { app: 'mail' }, name = 'mail', namespace = 'mail') => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace },
  spec: {
    template: {
      metadata: { labels },
      spec: {
        containers: [
          {
            name: 'main',
            ports: [
              { name: 'smtp', containerPort: 2525 },
              { name: 'dns', containerPort: 53, protocol: 'UDP' },
            ],
          },
        ],
        ...spec,
      },
    },
  },
});

const service = (spec: Record<string, unknown>, name = 'edge', namespace = 'mail') => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec: { selector: { app: 'mail' }, ports: [{ name: 'smtp', port: 25, targetPort: 'smtp' }], ...spec },
});

const policy = (ingress: readonly unknown[], name = 'p', namespace = 'mail') => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace },
  spec: { podSelector: {}, policyTypes: ['Ingress'], ingress },
});

/** An entry in one line. */
const line = ({ access, protocol, port, seenAs, objects, destination, verdict, admitted }: Entry): string =>
  [
    `${access} ${protocol} ${port ?? '?'} (${seenAs})`,
    objects.map(formatReference).join(' > '),
    destination.kind === 'pods' ? `${destination.end.title}:${destination.port}` : `address:${destination.port}`,
    verdict.kind === 'unknown' ? `unknown: ${verdict.doubts.map(({ basis }) => basis).join(', ')}` : verdict.kind,
    ...(verdict.kind === 'allowed' ? [`for ${formatAddresses(admitted)}`] : []),
  ].join(' | ');

const linesOf = (objects: readonly unknown[], options: AssumptionOptions = {}): readonly string[] =>
  entries(objectsModel(objects, options)).map(line);

const everyone = 'for 0.0.0.0-255.255.255.255';
const target = 'mail/mail[Deployment]:2525';

describe('Services', () => {
  test('of type ClusterIP let nobody in', () => expect(linesOf([pod(), service({})])).toEqual([]));

  test('of type NodePort open a port of every node, with a number or without', () => {
    expect(linesOf([pod(), service({ type: 'NodePort' })])).toEqual([
      `node-port TCP ? (node) | Service mail/edge | ${target} | allowed | ${everyone}`,
    ]);
    expect(linesOf([pod(), service({ type: 'NodePort', ports: [{ port: 25, targetPort: 2525, nodePort: 30025 }] })])).toEqual([
      `node-port TCP 30025 (node) | Service mail/edge | ${target} | allowed | ${everyone}`,
    ]);
  });

  test('of type LoadBalancer also open node ports, unless allocateLoadBalancerNodePorts is false', () => {
    expect(linesOf([pod(), service({ type: 'LoadBalancer' })])).toEqual([
      `load-balancer TCP 25 (node) | Service mail/edge | ${target} | allowed | ${everyone}`,
      `node-port TCP ? (node) | Service mail/edge | ${target} | allowed | ${everyone}`,
    ]);
    expect(linesOf([pod(), service({ type: 'LoadBalancer', allocateLoadBalancerNodePorts: false })])).toHaveLength(1);
    expect(
      linesOf([
        pod(),
        service({ type: 'LoadBalancer', allocateLoadBalancerNodePorts: false, ports: [{ port: 25, targetPort: 2525, nodePort: 30025 }] }),
      ]),
    ).toHaveLength(2);
  });

  test('with externalIPs open these', () => {
    expect(linesOf([pod(), service({ externalIPs: ['203.0.113.7'] })])).toEqual([
      `external-ip TCP 25 (node) | Service mail/edge | ${target} | allowed | ${everyone}`,
    ]);
  });

  test('lead to all pods and ports that the name of a target port means', () => {
    const other = pod({ containers: [{ name: 'main', ports: [{ name: 'smtp', containerPort: 26 }] }] }, { app: 'mail' }, 'other');
    const wrongProtocol = pod(
      { containers: [{ name: 'main', ports: [{ name: 'smtp', containerPort: 27, protocol: 'UDP' }] }] },
      { app: 'mail' },
      'third',
    );
    const model = objectsModel([pod(), other, wrongProtocol, service({ type: 'NodePort' })]);
    expect(entries(model).map(({ destination }) => destination.port)).toEqual([2525, 26]);
    expect(resolvedServices(model)[0]?.ports[0]?.problems).toMatchObject([
      { kind: 'unresolved-port-name', name: 'smtp', ends: [{ title: 'mail/third[Deployment]' }] },
    ]);
  });

  test('lead to undeclared ports, too, and to none without pods', () => {
    const model = objectsModel([
      pod(),
      service({ type: 'NodePort', ports: [{ port: 1 }] }),
      service({ type: 'NodePort', selector: { app: 'nobody' } }, 'lost'),
    ]);
    expect(entries(model).map(({ destination }) => destination)).toMatchObject([{ port: 1 }]);
    expect(resolvedServices(model)[0]?.ports[0]?.backends).toMatchObject([{ declared: false }]);
    expect(resolvedServices(model)[1]?.ports[0]?.problems).toEqual([{ kind: 'no-pods' }]);
  });

  test('may lead to a single replica, and to many alike only once', () => {
    const set = { ...pod(), kind: 'StatefulSet', spec: { ...pod().spec, replicas: 3 } };
    const one = (replica: string) => service({ type: 'NodePort', selector: { 'statefulset.kubernetes.io/pod-name': replica } });
    expect(linesOf([set, one('mail-2')])).toEqual([
      `node-port TCP ? (node) | Service mail/edge | mail/mail[StatefulSet]:2525 | allowed | ${everyone}`,
    ]);
    expect(linesOf([set, one('mail-3')])).toEqual([]);
    expect(linesOf([set, service({ type: 'NodePort' })])).toHaveLength(1);
  });

  test('without a selector lead to the addresses of EndpointSlices', () => {
    const slice = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'edge-1', namespace: 'mail', labels: { 'kubernetes.io/service-name': 'edge' } },
      endpoints: [{ addresses: ['10.1.2.3'] }, { addresses: ['192.0.2.1'] }],
      ports: [
        { name: 'smtp', port: 2525 },
        { name: 'other', port: 1 },
      ],
    };
    const running = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'mail', namespace: 'mail' }, spec: {}, status: { podIP: '10.1.2.3' } };
    expect(linesOf([running, slice, service({ type: 'NodePort', selector: undefined })])).toEqual([
      `node-port TCP ? (node) | Service mail/edge | mail/mail[Pod]:2525 | allowed | ${everyone}`,
      'node-port TCP ? (node) | Service mail/edge | address:2525 | unknown: backend',
    ]);
    const model = objectsModel([service({ type: 'NodePort', selector: null })]);
    expect(resolvedServices(model)[0]?.ports[0]?.problems).toEqual([{ kind: 'no-endpoints' }]);
  });
});

describe('pods', () => {
  test('open host ports', () => {
    const spec = {
      containers: [{ name: 'main', ports: [{ containerPort: 2525, hostPort: 25 }, { containerPort: 80 }, { containerPort: 81, hostPort: 0 }] }],
    };
    expect(linesOf([pod(spec)])).toEqual([`host-port TCP 25 (client) | Deployment mail/mail | ${target} | allowed | ${everyone}`]);
    expect(linesOf([pod(spec), policy([])])).toEqual([`host-port TCP 25 (client) | Deployment mail/mail | ${target} | denied`]);
  });

  test('on the network of their node open all their ports, and no policy is sure to close them', () => {
    const onNode = pod({ hostNetwork: true });
    expect(linesOf([onNode])).toEqual([
      `host-network TCP 2525 (client) | Deployment mail/mail | ${target} | allowed | ${everyone}`,
      `host-network UDP 53 (client) | Deployment mail/mail | mail/mail[Deployment]:53 | allowed | ${everyone}`,
    ]);
    expect(linesOf([onNode, policy([])])[0]).toBe(`host-network TCP 2525 (client) | Deployment mail/mail | ${target} | unknown: host-network`);
    expect(linesOf([onNode, policy([])], { hostNetwork: 'ordinary' })[0]).toContain('denied');
  });
});

describe('the source address that policies see', () => {
  const clients = policy([{ from: [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] } }] }]);
  const [local, cluster] = ['Local', 'Cluster'].map((externalTrafficPolicy) =>
    service({ type: 'LoadBalancer', allocateLoadBalancerNodePorts: false, externalTrafficPolicy }),
  );

  test('is the client’s with Local', () => {
    expect(linesOf([pod(), local, clients])).toEqual([
      `load-balancer TCP 25 (client) | Service mail/edge | ${target} | allowed | for 203.0.113.0-203.0.113.127`,
    ]);
    expect(linesOf([pod(), local, policy([{ from: [{ podSelector: {} }] }])])).toEqual([
      `load-balancer TCP 25 (client) | Service mail/edge | ${target} | denied`,
    ]);
  });

  test('is that of a node if the load balancer does not keep the client’s', () => {
    expect(linesOf([pod(), local, clients], { clientAddress: 'replaced' })[0]).toContain('(node)');
  });

  test('is that of a node with Cluster', () => {
    const seen = (...objects: readonly unknown[]) =>
      linesOf([pod(), cluster, ...objects])[0]
        ?.split(' | ')
        .slice(3)
        .join(' | ');
    expect(seen(policy([{ ports: [{ port: 2525 }] }]))).toBe(`allowed | ${everyone}`);
    expect(seen(policy([{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }]))).toBe(`allowed | ${everyone}`);
    expect(seen(clients)).toBe('unknown: source-address, own-node');
    expect(seen(policy([{ from: [{ podSelector: {} }] }]))).toBe('unknown: own-node');
    const nodes = { nodeAddresses: ['203.0.113.0/26'] };
    expect(linesOf([pod(), cluster, clients], nodes)[0]).toContain(`allowed | ${everyone}`);
    expect(linesOf([pod(), cluster, clients], { nodeAddresses: ['192.0.2.0/24'] })[0]).toContain('unknown: own-node');
  });

  test('is limited by source ranges, but not on node ports and not if the provider ignores them', () => {
    const limited = service({
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Local',
      loadBalancerSourceRanges: ['203.0.113.64/26', '203.0.113.128/26', '198.51.100.0/24'],
    });
    expect(linesOf([pod(), limited])).toEqual([
      `load-balancer TCP 25 (client) | Service mail/edge | ${target} | allowed | for 198.51.100.0-198.51.100.255, 203.0.113.64-203.0.113.191`,
      `node-port TCP ? (client) | Service mail/edge | ${target} | allowed | ${everyone}`,
    ]);
    expect(linesOf([pod(), limited, clients])).toEqual([
      `load-balancer TCP 25 (client) | Service mail/edge | ${target} | allowed | for 203.0.113.64-203.0.113.127`,
      `node-port TCP ? (client) | Service mail/edge | ${target} | allowed | for 203.0.113.0-203.0.113.127`,
    ]);
    expect(linesOf([pod(), limited], { sourceRanges: 'ignored' })[0]).toContain(everyone);
    const annotated = { ...service({ type: 'LoadBalancer', externalTrafficPolicy: 'Local' }) };
    const withAnnotation = {
      ...annotated,
      metadata: { ...annotated.metadata, annotations: { 'service.beta.kubernetes.io/load-balancer-source-ranges': '192.0.2.0/24, 198.51.100.0/24' } },
    };
    expect(linesOf([pod(), withAnnotation])[0]).toContain('for 192.0.2.0-192.0.2.255, 198.51.100.0-198.51.100.255');
  });

  test('may be IPv6 if an object names some', () => {
    expect(linesOf([pod(), local, policy([{ from: [{ ipBlock: { cidr: '2001:db8::/32' } }] }])])[0]).toContain(
      'allowed | for 2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff',
    );
    expect(linesOf([pod(), local, policy([{ ports: [{ port: 2525 }], from: [{ ipBlock: { cidr: '::/0' } }] }])])[0]).toContain(
      'for ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    );
  });

  test.each([
    [{ ipFamilies: ['IPv6'] }, true],
    [{ ipFamilies: ['IPv4'], ipFamilyPolicy: 'PreferDualStack' }, true],
    [{ ipFamilyPolicy: 'RequireDualStack' }, true],
    [{ ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' }, false],
    [{}, false],
  ])('may be IPv6 if a Service asks for it: %j is %s', (families, expected) => {
    const asking = service({ type: 'NodePort', externalTrafficPolicy: 'Cluster', ...families });
    const lines = linesOf([pod(), asking]);
    expect(lines).not.toEqual([]);
    for (const line of lines) expect([line, line.includes('::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff')]).toEqual([line, expected]);
  });
});

const gateway = (listeners: readonly unknown[], more: Record<string, unknown> = {}) => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'gw', namespace: 'mail' },
  spec: { gatewayClassName: 'envoy', listeners, ...more },
});
const smtpListener = { name: 'smtp', protocol: 'TCP', port: 25 };
const tcpRoute = (parent: Record<string, unknown>, backend: Record<string, unknown> = {}, namespace = 'mail') => ({
  apiVersion: 'gateway.networking.k8s.io/v1alpha2',
  kind: 'TCPRoute',
  metadata: { name: 'smtp', namespace },
  spec: { parentRefs: [{ name: 'gw', ...parent }], rules: [{ backendRefs: [{ name: 'edge', port: 25, ...backend }] }] },
});

describe('routes of the Gateway API', () => {
  const base = [pod(), service({})];
  const through = `controller TCP 25 (controller) | Gateway mail/gw > TCPRoute mail/smtp > Service mail/edge | ${target} | allowed | ${everyone}`;

  test('lead from the listener that they are attached to', () => {
    expect(linesOf([...base, gateway([smtpListener, { name: 'other', protocol: 'TCP', port: 26 }]), tcpRoute({ sectionName: 'smtp' })])).toEqual([
      through,
    ]);
    expect(linesOf([...base, gateway([smtpListener]), tcpRoute({ port: 25 })])).toEqual([through]);
    expect(linesOf([...base, gateway([smtpListener, { name: 'other', protocol: 'TCP', port: 26 }]), tcpRoute({})])).toHaveLength(2);
  });

  test.each([
    ['a listener that is not there', gateway([smtpListener]), tcpRoute({ sectionName: 'imap' }), 'Gateway mail/gw has no listener imap'],
    [
      'a listener of another protocol',
      gateway([{ ...smtpListener, protocol: 'HTTP' }]),
      tcpRoute({}),
      'Gateway mail/gw: listener smtp accepts HTTPRoute and GRPCRoute, not TCPRoute',
    ],
    [
      'a listener of other kinds',
      gateway([{ ...smtpListener, allowedRoutes: { kinds: [{ kind: 'TLSRoute' }] } }]),
      tcpRoute({}),
      'Gateway mail/gw: listener smtp accepts TLSRoute, not TCPRoute',
    ],
    [
      'a listener of another namespace',
      gateway([smtpListener]),
      tcpRoute({ namespace: 'mail' }, { namespace: 'mail' }, 'other'),
      'Gateway mail/gw: listener smtp allows no routes from namespace other',
    ],
    [
      'a Service',
      gateway([smtpListener]),
      tcpRoute({ kind: 'Service', name: 'edge' }),
      'a route of a Service routes only traffic inside the cluster',
    ],
  ])('are not attached to %s', (_what, listeners, route, reason) => {
    const objects = [...base, listeners, route];
    expect(linesOf(objects)).toEqual([]);
    expect(resolvedRoutes(objectsModel(objects))[0]?.detached).toMatchObject([{ kind: 'refused', reason }]);
  });

  test('may be attached to a Gateway that is not given', () => {
    expect(linesOf([...base, tcpRoute({})])).toEqual([
      `controller TCP ? (controller) | TCPRoute mail/smtp > Service mail/edge | ${target} | unknown: backend`,
    ]);
  });

  test('may come from namespaces that a listener selects, and need a grant to lead back', () => {
    const listener = { ...smtpListener, allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels: { mail: 'yes' } } } } };
    const objects = [
      ...base,
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other', labels: { mail: 'yes' } } },
      gateway([listener]),
      tcpRoute({ namespace: 'mail' }, { namespace: 'mail' }, 'other'),
    ];
    const model = objectsModel(objects);
    expect(entries(model)).toEqual([]);
    expect(resolvedRoutes(model)[0]?.ways[0]?.backends[0]?.problem).toEqual({
      kind: 'not-granted',
      message: 'no ReferenceGrant lets TCPRoutes of other lead to Service mail/edge',
    });
    const grant = (name?: string) => ({
      apiVersion: 'gateway.networking.k8s.io/v1beta1',
      kind: 'ReferenceGrant',
      metadata: { name: 'g', namespace: 'mail' },
      spec: {
        from: [{ group: 'gateway.networking.k8s.io', kind: 'TCPRoute', namespace: 'other' }],
        to: [{ group: '', kind: 'Service', ...(name && { name }) }],
      },
    });
    expect(linesOf([...objects, grant()])).toHaveLength(1);
    expect(linesOf([...objects, grant('edge')])).toHaveLength(1);
    expect(linesOf([...objects, grant('elsewhere')])).toEqual([]);
  });

  test('lead from the listeners of a ListenerSet, if the Gateway allows it', () => {
    const set = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'ListenerSet',
      metadata: { name: 'set', namespace: 'mail' },
      spec: { parentRef: { name: 'gw' }, listeners: [smtpListener] },
    };
    const route = tcpRoute({ kind: 'ListenerSet', name: 'set' });
    expect(linesOf([...base, gateway([]), set, route])).toEqual([]);
    expect(linesOf([...base, gateway([], { allowedListeners: { namespaces: { from: 'Same' } } }), set, route])).toEqual([
      `controller TCP 25 (controller) | Gateway mail/gw > ListenerSet mail/set > TCPRoute mail/smtp > Service mail/edge | ${target} | allowed | ${everyone}`,
    ]);
  });

  test('match host names with the listener’s', () => {
    const listener = { name: 'web', protocol: 'HTTPS', port: 443, hostname: '*.example.org' };
    const route = (hostnames: readonly string[]) => ({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'web', namespace: 'mail' },
      spec: { parentRefs: [{ name: 'gw' }], hostnames, rules: [{ backendRefs: [{ name: 'edge', port: 25 }] }] },
    });
    expect(linesOf([...base, gateway([listener]), route(['mail.example.org'])])).toHaveLength(1);
    expect(linesOf([...base, gateway([listener]), route(['*.mail.example.org'])])).toHaveLength(1);
    expect(linesOf([...base, gateway([listener]), route(['example.org', 'mail.example.net'])])).toEqual([]);
  });
});

describe('routes of controllers', () => {
  const base = [pod(), service({})];
  const ingress = (port: Record<string, unknown>) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'mail' },
    spec: {
      rules: [{ host: 'mail.example.org', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'edge', port } } }] } }],
    },
  });

  test('an Ingress by number or name of the Service’s port', () => {
    const expected = [`controller TCP ? (controller) | Ingress mail/web > Service mail/edge | ${target} | allowed | ${everyone}`];
    expect(linesOf([...base, ingress({ number: 25 })])).toEqual(expected);
    expect(linesOf([...base, ingress({ name: 'smtp' })])).toEqual(expected);
  });

  test('what has no target is reported', () => {
    const problems = (object: unknown) =>
      resolvedRoutes(objectsModel([...base, object])).flatMap(({ ways }) =>
        ways.flatMap(({ backends }) => backends.flatMap(({ problem }) => problem?.message ?? [])),
      );
    expect(problems(ingress({ number: 26 }))).toEqual(['Service mail/edge has no port 26; it has 25 smtp']);
    expect(problems(ingress({ name: 'imap' }))).toEqual(['Service mail/edge has no port imap; it has 25 smtp']);
    expect(problems({ ...ingress({ number: 25 }), metadata: { name: 'web', namespace: 'other' } })).toEqual(['there is no Service other/edge']);
    expect(linesOf([...base, ingress({ number: 26 })])).toEqual([]);
  });

  test('Traefik, HAProxy and ingress-nginx', () => {
    const traefik = {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'IngressRouteTCP',
      metadata: { name: 'smtp', namespace: 'mail' },
      spec: { entryPoints: ['smtp'], routes: [{ match: 'HostSNI(`*`)', services: [{ name: 'edge', port: 25 }] }] },
    };
    const haproxy = {
      apiVersion: 'ingress.v3.haproxy.org/v3',
      kind: 'TCP',
      metadata: { name: 'tcp', namespace: 'mail' },
      spec: [{ name: 'smtp', frontend: { name: 'smtp', binds: { v4: { name: 'v4', port: 25 } } }, service: { name: 'edge', port: 25 } }],
    };
    const nginx = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'tcp', namespace: 'ingress-nginx' },
      data: { '2525': 'mail/edge:smtp:PROXY' },
    };
    const ordinary = { ...nginx, metadata: { name: 'settings', namespace: 'mail' }, data: { '25': 'hello' } };
    expect(linesOf([...base, traefik, haproxy, nginx, ordinary])).toEqual([
      `controller TCP ? (controller) | IngressRouteTCP mail/smtp > Service mail/edge | ${target} | allowed | ${everyone}`,
      `controller TCP 25 (controller) | TCP mail/tcp > Service mail/edge | ${target} | allowed | ${everyone}`,
      `controller TCP 2525 (controller) | ConfigMap ingress-nginx/tcp > Service mail/edge | ${target} | allowed | ${everyone}`,
    ]);
  });

  test('pass on the client’s address in a PROXY header if they are configured so', () => {
    const headers = (data: Record<string, string>, annotations = {}) => {
      const { metadata, ...edge } = service({});
      const model = objectsModel([
        pod(),
        { ...edge, metadata: { ...metadata, annotations } },
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'tcp' }, data },
      ]);
      return [resolvedRoutes(model)[0]?.ways.map(({ way }) => way.expectsProxyHeader === true), entries(model).map(({ proxyHeader }) => proxyHeader)];
    };
    expect(headers({ '25': 'mail/edge:25', '26': 'mail/edge:25:PROXY', '27': 'mail/edge:25::PROXY', '28': 'mail/edge:25:PROXY:PROXY' })).toEqual([
      [false, true, false, true],
      [false, false, true, true],
    ]);
    expect(headers({ '25': 'mail/edge:25' }, { 'haproxy.org/send-proxy-protocol': 'proxy-v2' })[1]).toEqual([true]);
  });

  describe('seen by policies', () => {
    const controllers = policy([
      { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } }, podSelector: { matchLabels: { app: 'proxy' } } }] },
    ]);
    const verdict = (objects: readonly unknown[], options: AssumptionOptions = {}) =>
      linesOf([...base, ...objects, ingress({ number: 25 })], options)
        .at(-1)
        ?.split(' | ')
        .slice(3)
        .join(' | ');
    const known = (hostNetwork = false): AssumptionOptions => ({ controllers: [{ namespace: 'edge', labels: { app: 'proxy' }, hostNetwork }] });

    test('a controller that is not known may be the one that a rule means', () => {
      expect(verdict([controllers])).toBe('unknown: unknown-pod');
      expect(verdict([policy([])])).toBe('denied');
      expect(verdict([policy([{ from: [{ namespaceSelector: {} }] }])])).toBe(`allowed | ${everyone}`);
    });

    test('a known one is looked at', () => {
      expect(verdict([controllers], known())).toBe(`allowed | ${everyone}`);
      expect(verdict([controllers], { controllers: [{ namespace: 'elsewhere', labels: { app: 'proxy' } }] })).toBe('denied');
      expect(verdict([controllers], known(true))).toBe('unknown: host-network, own-node');
      expect(
        verdict([controllers], {
          controllers: [{ ...known().controllers?.[0], namespace: 'edge', labels: { app: 'proxy' }, dialects: ['gateway'] }],
        }),
      ).toBe('unknown: unknown-pod');
    });

    test('and so is the way to it, if its pods are given', () => {
      const proxy = pod({ containers: [{ name: 'proxy', ports: [{ containerPort: 8443 }] }] }, { app: 'proxy' }, 'proxy', 'edge');
      const front = (spec: Record<string, unknown>) => ({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'front', namespace: 'edge' },
        spec: {
          type: 'LoadBalancer',
          allocateLoadBalancerNodePorts: false,
          externalTrafficPolicy: 'Local',
          selector: { app: 'proxy' },
          ports: [{ port: 443, targetPort: 8443 }],
          ...spec,
        },
      });
      expect(verdict([proxy, front({ loadBalancerSourceRanges: ['192.0.2.0/24'] })], known())).toBe('allowed | for 192.0.2.0-192.0.2.255');
      expect(verdict([proxy, front({}), policy([], 'closed', 'edge')], known())).toBe('denied');
      const tcp = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'tcp', namespace: 'edge' }, data: { '25': 'mail/edge:25' } };
      expect(linesOf([...base, proxy, front({}), tcp], known()).at(-1)).toContain('unknown: backend');
      expect(linesOf([...base, proxy, front({ ports: [{ port: 25, targetPort: 25 }] }), tcp], known()).at(-1)).toContain(`allowed | ${everyone}`);
    });
  });
});

describe('explanations', () => {
  const text = `apiVersion: apps/v1
kind: Deployment
metadata: {name: mail, namespace: mail}
spec: {template: {metadata: {labels: {app: mail}}, spec: {containers: [{ports: [{containerPort: 25}]}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: edge, namespace: mail}
spec: {type: LoadBalancer, externalTrafficPolicy: Local, selector: {app: mail}, ports: [{port: 25}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: mail}
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector: {}
    - from:
        - ipBlock:
            cidr: 192.0.2.0/24
        - ipBlock:
            cidr: 203.0.113.0/24
      ports:
        - port: 26
        - port: 25
`;

  test('name the rule, the peer and the port that admit a client, and their positions', () => {
    const [entry] = entries(readModel('mail.yaml', text));
    expect(entry?.objects.map(({ position }) => position?.line)).toEqual([6]);
    const explanation = entry?.explain();
    expect(explanation?.verdict).toEqual({ kind: 'allowed' });
    const [explained] = explanation?.ingress?.policies ?? [];
    expect(explained?.policy).toMatchObject({ kind: 'NetworkPolicy', name: 'p', position: { file: 'mail.yaml', line: 11 } });
    expect(explained?.rules.map(({ index, peer, port }) => [index, peer, port])).toEqual([
      [0, 'no', 'yes'],
      [1, 'yes', 'yes'],
    ]);
    const rule = explained?.rules[1];
    expect([rule?.locate()?.line, rule?.locatePeer()?.line, rule?.locatePort()?.line]).toEqual([19, 20, 26]);
  });
});
