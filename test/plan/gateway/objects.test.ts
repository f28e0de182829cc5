import type { InstallationProps } from '../../../lib/settings';
import { renderManifests } from '../../../lib/synth/render';
import { find, objects, parse, plan, type Rendered } from '../../support/render';
import { schemaFaults, testWithSchemas } from '../../support/shared';
import { accepted, cases, proxies, withGateway } from './cases';

/** The content of entry-points.k8s.yaml. */
const entries = (settings: Partial<InstallationProps>): readonly Rendered[] =>
  parse(renderManifests(plan(settings)).files['entry-points.k8s.yaml'] ?? '');

const identity = ({ apiVersion, kind, metadata }: Rendered): string => `${apiVersion} ${kind} ${metadata.namespace}/${metadata.name}`;

describe('the objects of a Gateway', () => {
  test.each(cases)('$title', ({ settings, objects: expected }) => {
    expect(entries(settings).map(identity)).toEqual(expected);
  });
});

/** Its CRD is not among the schemas. */
const withoutSchema = /no schema for gateway.envoyproxy.io\/v1alpha1 SecurityPolicy$/;

testWithSchemas('every object of every case fits the schema of its kind', () => {
  const files = cases.flatMap(({ settings }, index) =>
    Object.entries(renderManifests(plan({ ...settings, name: `case-${index}` })).files).map(([file, text]) => [`${index}-${file}`, text]),
  );
  expect(schemaFaults(Object.fromEntries(files)).filter((line) => !withoutSchema.test(line))).toEqual([]);
});

const group = 'gateway.networking.k8s.io';
const from = (kind: string) => ({ kinds: [{ group, kind }], namespaces: { from: 'Same' } });
const backend = (name: string, port: number) => ({ group: '', kind: 'Service', name, port, weight: 1 });
const titled = (title: RegExp) => objects(cases.find((one) => title.test(one.title))?.settings);

describe('your own Gateway', () => {
  test('has one listener a port, explicit in kind and namespace of routes', () => {
    const all = objects(
      withGateway({ gatewayApi: 1.6, className: 'gw', ...proxies, ...accepted, hosts: ['mail.example.org'] }, ['http', 'https', 'smtp']),
    );
    expect(find('Gateway', 'bluemind-edge', all).spec).toEqual({
      gatewayClassName: 'gw',
      listeners: [
        { name: 'smtp', port: 25, protocol: 'TCP', allowedRoutes: from('TCPRoute') },
        { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: from('HTTPRoute') },
        { name: 'https', port: 443, protocol: 'TLS', tls: { mode: 'Passthrough' }, allowedRoutes: from('TLSRoute') },
      ],
    });
    expect(find('TCPRoute', 'bluemind-edge-smtp', all).spec).toEqual({
      parentRefs: [{ group, kind: 'Gateway', name: 'bluemind-edge', sectionName: 'smtp' }],
      rules: [{ backendRefs: [backend('bluemind-postfix', 25)] }],
    });
    expect(find('TLSRoute', 'bluemind-edge-https', all).spec).toEqual({
      parentRefs: [{ group, kind: 'Gateway', name: 'bluemind-edge', sectionName: 'https' }],
      hostnames: ['mail.example.org'],
      rules: [{ backendRefs: [backend('bluemind-nginx', 443)] }],
    });
    expect(find('HTTPRoute', 'bluemind-edge-http', all).spec).toEqual({
      parentRefs: [{ group, kind: 'Gateway', name: 'bluemind-edge', sectionName: 'http' }],
      hostnames: ['mail.example.org'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
        },
      ],
    });
  });

  test('that ends TLS has a listener a host, and speaks TLS to BlueMind for as long as ActiveSync waits', () => {
    const all = titled(/^a Gateway in another namespace, whose/);
    const elsewhere = {
      kinds: [{ group, kind: 'HTTPRoute' }],
      namespaces: { from: 'Selector', selector: { matchLabels: { 'kubernetes.io/metadata.name': 'bluemind' } } },
    };
    const tls = { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: 'mail-tls', namespace: 'bluemind' }] };
    expect(find('Gateway', 'bluemind-edge', all).spec).toEqual({
      gatewayClassName: 'gw',
      addresses: [{ type: 'IPAddress', value: '192.0.2.10' }],
      infrastructure: { annotations: { 'metallb.io/address-pool': 'public' } },
      listeners: [
        { name: 'https-wildcard.example.net', hostname: '*.example.net', port: 443, protocol: 'HTTPS', tls, allowedRoutes: elsewhere },
        { name: 'https-mail.example.org', hostname: 'mail.example.org', port: 443, protocol: 'HTTPS', tls, allowedRoutes: elsewhere },
      ],
    });
    const parent = { group, kind: 'Gateway', name: 'bluemind-edge', namespace: 'gateways' };
    expect(find('HTTPRoute', 'bluemind-edge-https', all).spec).toEqual({
      parentRefs: [
        { ...parent, sectionName: 'https-wildcard.example.net' },
        { ...parent, sectionName: 'https-mail.example.org' },
      ],
      hostnames: ['*.example.net', 'mail.example.org'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [backend('bluemind-nginx', 443)],
          timeouts: { request: '20m', backendRequest: '20m' },
        },
      ],
    });
    expect(find('BackendTLSPolicy', 'bluemind-edge-https', all).spec).toEqual({
      targetRefs: [{ group: '', kind: 'Service', name: 'bluemind-nginx', sectionName: 'https' }],
      validation: { hostname: 'mail.example.org', caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'bluemind-ca' }] },
    });
    expect(find('ReferenceGrant', 'bluemind-edge', all).spec).toEqual({
      from: [{ group, kind: 'Gateway', namespace: 'gateways' }],
      to: [{ group: '', kind: 'Secret', name: 'mail-tls' }],
    });
  });

  test('has cert-manager make the certificate beside it', () => {
    const gateway = find('Gateway', 'bluemind-edge', titled(/where cert-manager/));
    expect(gateway.metadata.annotations).toMatchObject({ 'cert-manager.io/issuer': 'ca' });
    expect(gateway.spec.listeners[0].tls.certificateRefs).toEqual([{ group: '', kind: 'Secret', name: 'bluemind-edge-tls' }]);
  });

  test('listens on the numbers of the proxy’s own if these differ; your own annotations win', () => {
    const annotations = { 'argocd.argoproj.io/sync-options': 'Prune=confirm' };
    const settings = withGateway(
      { gatewayApi: '1.6', implementation: 'traefik', className: 'traefik', ...proxies, ...accepted, listenerPorts: { smtp: 10025 }, annotations },
      ['smtp'],
    );
    const { metadata, spec } = find('Gateway', 'bluemind-edge', objects(settings));
    expect(spec.listeners.map(({ name, port }: { name: string; port: number }) => [name, port])).toEqual([['smtp', 10025]]);
    expect(metadata.annotations).toMatchObject(annotations);
    expect(find('TCPRoute', 'bluemind-edge-smtp', objects(settings)).spec.rules[0].backendRefs).toEqual([backend('bluemind-postfix', 25)]);
  });
});

describe('an existing Gateway', () => {
  test('gets listeners by a ListenerSet, to which the routes attach', () => {
    const all = titled(/listeners by ListenerSet/);
    expect(find('ListenerSet', 'bluemind-edge', all).spec).toEqual({
      parentRef: { group, kind: 'Gateway', name: 'shared', namespace: 'gateways' },
      listeners: [
        { name: 'smtp', port: 25, protocol: 'TCP', allowedRoutes: from('TCPRoute') },
        { name: 'https', port: 443, protocol: 'TLS', tls: { mode: 'Passthrough' }, allowedRoutes: from('TLSRoute') },
      ],
    });
    expect(find('TCPRoute', 'bluemind-edge-smtp', all).spec.parentRefs).toEqual([
      { group, kind: 'ListenerSet', name: 'bluemind-edge', sectionName: 'smtp' },
    ]);
  });

  test('has its own listeners if settings name them', () => {
    const all = titled(/with its listeners/);
    const parent = { group, kind: 'Gateway', name: 'shared', namespace: 'gateways' };
    expect(find('HTTPRoute', 'bluemind-edge-http', all).spec.parentRefs).toEqual([{ ...parent, sectionName: 'web' }]);
    expect(find('HTTPRoute', 'bluemind-edge-https', all).spec.parentRefs).toEqual([{ ...parent, sectionName: 'websecure' }]);
  });
});

describe('Envoy Gateway', () => {
  const all = titled(/by PROXY/);
  const target = (kind: string, port: string) => ({ group, kind, name: `bluemind-edge-${port}` });

  test('expects the header of the balancer and sends one to the listeners that believe it', () => {
    expect(find('ClientTrafficPolicy', 'bluemind-edge', all).spec).toEqual({
      targetRefs: [{ group, kind: 'Gateway', name: 'bluemind-edge' }],
      proxyProtocol: { optional: false },
    });
    expect(find('BackendTrafficPolicy', 'bluemind-edge', all).spec).toEqual({
      targetRefs: [target('TCPRoute', 'smtp'), target('TLSRoute', 'https'), target('TCPRoute', 'submission'), target('TLSRoute', 'imaps')],
      proxyProtocol: { version: 'V2' },
    });
    expect(
      find('Service', 'bluemind-edge-proxy', all).spec.ports.map(({ port, targetPort }: { port: number; targetPort: number }) => [port, targetPort]),
    ).toEqual([
      [25, 10025],
      [443, 443],
      [587, 10587],
      [993, 10993],
    ]);
    expect(find('TCPRoute', 'bluemind-edge-smtp', all).spec.rules).toEqual([{ backendRefs: [backend('bluemind-edge-proxy', 25)] }]);
  });

  test('only these pods may reach them', () => {
    const pods = [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'envoy-gateway-system' } },
        podSelector: {
          matchLabels: { 'gateway.envoyproxy.io/owning-gateway-name': 'bluemind-edge', 'gateway.envoyproxy.io/owning-gateway-namespace': 'bluemind' },
        },
      },
    ];
    expect(find('NetworkPolicy', 'bluemind-all-in-one-from-edge', all).spec.ingress).toEqual([
      { from: pods, ports: [443, 10025, 10587, 10993].map((port) => ({ port, protocol: 'TCP' })) },
    ]);
  });

  test('holds strangers off routes of HTTP and TCP', () => {
    expect(find('SecurityPolicy', 'bluemind-edge', titled(/source ranges/)).spec).toEqual({
      targetRefs: [target('TCPRoute', 'smtp'), target('TCPRoute', 'imaps')],
      authorization: {
        defaultAction: 'Deny',
        rules: [{ name: 'source-ranges', action: 'Allow', principal: { clientCIDRs: ['192.0.2.0/24'] } }],
      },
    });
  });
});

describe('who may come in', () => {
  const fromEdge = (settings: Partial<InstallationProps>) => find('NetworkPolicy', 'bluemind-all-in-one-from-edge', objects(settings)).spec.ingress;
  const smtp = [{ port: 25, protocol: 'TCP' }];

  test('the pods of the Gateway, which several implementations run beside it', () => {
    const settings = withGateway({ gatewayApi: '1.6', implementation: 'kgateway', className: 'kgateway', namespace: 'gateways', ...accepted }, [
      'smtp',
    ]);
    expect(fromEdge(settings)).toEqual([
      {
        from: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateways' } },
            podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'bluemind-edge' } },
          },
        ],
        ports: smtp,
      },
    ]);
  });

  test('the cluster’s controller if nothing else is known, or the nodes whose network it uses', () => {
    const gateway = { gatewayApi: '1.6', implementation: 'traefik', className: 'traefik', ...accepted } as const;
    expect(fromEdge(withGateway(gateway, ['smtp'], { cluster: { ingressController: { namespace: 'traefik' } } }))).toEqual([
      { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'traefik' } } }], ports: smtp },
    ]);
    const nodes = { nodeCidrs: ['10.0.0.0/24'], ingressController: { namespace: 'traefik' } };
    expect(fromEdge(withGateway({ ...gateway, proxies: { hostNetwork: true } }, ['smtp'], { cluster: nodes }))).toEqual([
      { from: [{ ipBlock: { cidr: '10.0.0.0/24' } }], ports: smtp },
    ]);
  });

  test('nobody for http, which the Gateway answers itself', () => {
    const settings = withGateway({ gatewayApi: '1.6', className: 'gw', ...proxies, hosts: ['mail.example.org'] }, ['http', 'https']);
    expect(fromEdge(settings)).toEqual([
      { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateways' } } }], ports: [{ port: 443, protocol: 'TCP' }] },
    ]);
  });

  test('Cilium’s proxy by a policy of Cilium, since no NetworkPolicy can name it', () => {
    const all = titled(/^Cilium/);
    expect(all.filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name.endsWith('from-edge'))).toEqual([]);
    expect(find('CiliumNetworkPolicy', 'bluemind-smtp-from-edge', all).spec).toEqual({
      endpointSelector: {
        matchLabels: { 'app.kubernetes.io/component': 'smtp', 'app.kubernetes.io/instance': 'bluemind', 'app.kubernetes.io/name': 'bluemind' },
      },
      ingress: [{ fromEntities: ['ingress'], toPorts: [{ ports: [{ port: '25', protocol: 'TCP' }] }] }],
    });
  });
});

describe('added ports', () => {
  const all = titled(/^added ports/);

  test('have a listener for each number of a range, and UDP beside TCP', () => {
    expect(
      find('Gateway', 'bluemind-edge', all).spec.listeners.map(({ name, port, protocol }: { name: string; port: number; protocol: string }) => [
        name,
        port,
        protocol,
      ]),
    ).toEqual([
      ['telephony-9300', 9300, 'TCP'],
      ['telephony-9301', 9301, 'TCP'],
      ['presence', 9400, 'UDP'],
      ['agent', 9500, 'TCP'],
    ]);
  });

  test('lead to each workload that serves them', () => {
    expect(find('TCPRoute', 'bluemind-edge-agent', all).spec.rules).toEqual([
      { backendRefs: [backend('bluemind-ysnp-mailbox', 9500), backend('bluemind-ysnp-smtp', 9500)] },
    ]);
    const services = all.filter(({ kind }) => kind === 'Service').map(({ metadata }) => metadata.name);
    expect(services).toEqual(expect.arrayContaining(['bluemind-ysnp-mailbox', 'bluemind-ysnp-smtp', 'bluemind-xivobridge']));
  });
});

describe('what happens to the client’s address', () => {
  const addresses = (settings: Partial<InstallationProps>) =>
    Object.fromEntries(plan(settings).exposures.flatMap((one) => (one.kind === 'exposed' ? [[one.port, one.clientAddress.kind]] : [])));

  test('is planned for each port', () => {
    expect(addresses(cases.find(({ title }) => /by PROXY/.test(title))?.settings ?? {})).toEqual({
      http: 'kept',
      https: 'proxy-protocol',
      imaps: 'proxy-protocol',
      smtp: 'proxy-protocol',
      submission: 'proxy-protocol',
    });
    expect(addresses(cases[0]?.settings ?? {})).toEqual({ http: 'kept', https: 'kept' });
    expect(addresses(cases[1]?.settings ?? {})).toEqual({ https: 'lost', imaps: 'lost', smtp: 'lost', submission: 'lost' });
  });

  test('is in every object if its loss was accepted', () => {
    for (const { metadata } of entries(cases[1]?.settings ?? {}))
      expect(metadata.annotations['cdk8s-bluemind/client-address-lost']).toBe(accepted.acceptLostClientAddress);
  });
});

describe('manual steps', () => {
  const todo = (settings: Partial<InstallationProps> | undefined) => plan(settings).checklist.map(({ where, what }) => `${where}: ${what}`);

  test('Envoy Gateway believes everyone who connects, so others must be kept away', () => {
    expect(todo(cases.find(({ title }) => /by PROXY/.test(title))?.settings)).toEqual(
      expect.arrayContaining([
        'Envoy Gateway: Run Envoy Gateway 1.9 or later for TCPRoutes of Gateway API 1.6 (v1): other versions skip them silently.',
        "Envoy Gateway: Admit only 10.0.0.0/24 to the Gateway's pods, by loadBalancerSourceRanges of their Service or a NetworkPolicy of their namespace: Envoy trusts the PROXY header of every client. The balancer must send the header on every port.",
      ]),
    );
  });

  test('an existing Gateway must admit what comes', () => {
    expect(todo(cases.find(({ title }) => /by ListenerSet/.test(title))?.settings)).toEqual([
      "Gateway gateways/shared: Let it admit ListenerSets of namespace 'bluemind' (spec.allowedListeners.namespaces): by default it admits none.",
    ]);
    expect(todo(cases.find(({ title }) => /with its listeners/.test(title))?.settings)).toEqual([
      "Gateway gateways/shared: Have its listener 'web' accept HTTP for http (80) and admit HTTPRoutes of namespace 'bluemind' (allowedRoutes).",
      "Gateway gateways/shared: Have its listener 'websecure' accept HTTPS for https (443) and admit HTTPRoutes of namespace 'bluemind' (allowedRoutes).",
      "nginx: Its certificate must contain the name mail.example.org and be issued by an authority that the Gateway's system trusts: the Gateway checks it and refuses every other certificate, also a self-signed one.",
    ]);
  });

  test('Traefik needs entry points of the same numbers', () => {
    expect(
      todo(withGateway({ gatewayApi: '1.6', implementation: 'traefik', className: 'traefik', ...proxies, ...accepted }, ['smtp', 'imaps'])),
    ).toEqual([
      'Traefik: Run Traefik 3.8 or later for TCPRoutes of Gateway API 1.6 (v1): other versions do not read them.',
      "Traefik: Make Traefik listen on exactly the numbers of the Gateway's listeners: 25, 993. Traefik attaches a listener to the entry point of the same number; if its Service translates numbers, list the numbers under listenerPorts.",
    ]);
  });
});
