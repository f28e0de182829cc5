import fc from 'fast-check';
import type { InstallationProps } from '../../../lib/settings';
import { blocks, chosen, controller, hosts, labels, list, oneOf, rarely, reason, sometimes } from './choices';

export type EntryPoint = NonNullable<InstallationProps['entryPoints']>[string];

/** Each kind of entry point with every field it has, for the ports exposed through it. */
export const entryPointFor = (ports: readonly string[], index: number): fc.Arbitrary<EntryPoint> =>
  fc.oneof(
    { weight: 4, arbitrary: loadBalancer(ports) },
    { weight: 1, arbitrary: nodePort(ports, index) },
    { weight: 3, arbitrary: gateway(ports) },
    { weight: 1, arbitrary: traefik(ports) },
    { weight: 1, arbitrary: haproxy(ports) },
    { weight: 1, arbitrary: ingressNginx(ports) },
    { weight: 1, arbitrary: ingress },
  );

const accepted = sometimes(fc.constant(reason));

/** Listeners apart from the plain ones, by the place of a port; https may do without. */
const proxyProtocol = (ports: readonly string[]) =>
  fc
    .record({
      version: rarely(oneOf('v1', 'v2')),
      ports: rarely(fc.subarray([...ports], { minLength: Math.min(1, ports.length) })),
      apart: fc.boolean(),
      trustedCidrs: rarely(fc.subarray(['10.0.0.0/24', '10.1.0.0/24', '2001:db8:ffff::/64'], { minLength: 1 })),
    })
    .map(({ apart, ports: named, ...rest }) => ({
      ...JSON.parse(JSON.stringify(rest)),
      ...(named && named.length > 0 && { ports: named }),
      targetPorts: Object.fromEntries(
        (named ?? ports)
          .filter((name) => apart || name !== 'https')
          .map((name) => [name, 11000 + (([...name].reduce((sum, c) => sum * 31 + c.charCodeAt(0), 7) >>> 0) % 8000)]),
      ),
    }));

const service = {
  annotations: rarely(labels),
  externalTrafficPolicy: rarely(oneOf('Cluster', 'Local'), 2),
  ipFamilies: rarely(fc.constantFrom<('IPv4' | 'IPv6')[]>(['IPv4'], ['IPv6'], ['IPv4', 'IPv6'], ['IPv6', 'IPv4'])),
  ipFamilyPolicy: rarely(oneOf('SingleStack', 'PreferDualStack', 'RequireDualStack'), 8),
  acceptLostClientAddress: accepted,
};

const providers = ['aws', 'azure', 'cilium', 'digitalocean', 'generic', 'gke', 'hetzner', 'kube-vip', 'metallb', 'openstack', 'scaleway'] as const;

const uuid = '3fa85f64-5717-4562-b3fc-2c963f66afa6';

/** Addresses, keys and sizes as the providers have them. */
const words: Readonly<
  Record<(typeof providers)[number], { readonly addresses: readonly string[]; readonly size?: string; readonly shared?: string }>
> = {
  aws: { addresses: ['eipalloc-0a1b', '10.0.0.10'] },
  azure: { addresses: ['mail-ipv4', '10.0.0.10'], shared: 'mail' },
  cilium: { addresses: ['192.0.2.10', '2001:db8::10'], shared: 'mail' },
  digitalocean: { addresses: ['192.0.2.10'], size: '2' },
  generic: { addresses: ['192.0.2.10'] },
  gke: { addresses: ['mail-ipv4', 'mail-ipv6'] },
  hetzner: { addresses: ['4711', '10.0.0.10'], size: 'lb31' },
  'kube-vip': { addresses: ['192.0.2.10'], shared: 'mail' },
  metallb: { addresses: ['192.0.2.10', '2001:db8::10'], shared: 'mail' },
  openstack: { addresses: ['192.0.2.10'], size: uuid, shared: uuid },
  scaleway: { addresses: [uuid], size: 'LB-S' },
};

const loadBalancer = (ports: readonly string[]): fc.Arbitrary<EntryPoint> =>
  oneOf(...providers).chain((provider) =>
    chosen({
      type: oneOf('LoadBalancer'),
      provider: fc.constant(provider),
      ...service,
      addresses: rarely(fc.subarray([...words[provider].addresses])),
      scheme: rarely(oneOf('public', 'internal')),
      sharedAddress: rarely(fc.constant(words[provider].shared)),
      idleTimeout: rarely(oneOf(300, 1800), 8),
      size: rarely(fc.constant(words[provider].size), provider === 'hetzner' ? 1 : 4),
      targetType: provider === 'aws' ? sometimes(oneOf('instance', 'ip')) : fc.constant(undefined),
      proxyProtocol: sometimes(proxyProtocol(ports)),
      class: rarely(oneOf('example.org/balancer'), 8),
      sourceRanges: sometimes(blocks),
      allocateNodePorts: rarely(fc.boolean()),
    }),
  );

const nodePort = (ports: readonly string[], index: number): fc.Arbitrary<EntryPoint> =>
  chosen({
    type: oneOf('NodePort'),
    ...service,
    proxyProtocol: sometimes(proxyProtocol(ports)),
    nodePorts: fc.constant(Object.fromEntries(ports.map((name, place) => [name, 30000 + index * 100 + place]))),
  });

const certificate = sometimes(
  fc.constantFrom<Extract<EntryPoint, { type: 'Ingress' }>['tls'][]>(
    { secret: 'mail-tls' },
    { clusterIssuer: 'letsencrypt' },
    { issuer: 'own', secret: 'kept' },
  ),
);

const gateway = (ports: readonly string[]): fc.Arbitrary<EntryPoint> =>
  fc.record({ own: fc.boolean(), ready: fc.boolean(), elsewhere: fc.boolean() }).chain(({ own, ready, elsewhere }) => {
    const place = elsewhere ? { namespace: 'gateways' } : {};
    const listeners = Object.fromEntries(ports.map((name) => [name, `on-${name}`]));
    return chosen({
      type: oneOf('Gateway'),
      gatewayApi: oneOf('1.4', '1.5', '1.6', '1.6'),
      channel: rarely(oneOf('standard', 'experimental'), 1),
      implementation: oneOf('cilium', 'envoy-gateway', 'envoy-gateway', 'istio', 'kgateway', 'kong', 'nginx-gateway-fabric', 'traefik', 'other'),
      className: fc.constant(own ? 'mail' : undefined),
      namespace: fc.constant(own && elsewhere ? 'gateways' : undefined),
      addresses: own ? rarely(list('192.0.2.10')) : fc.constant(undefined),
      infrastructure: own
        ? rarely(
            fc.constantFrom<{ labels?: Record<string, string>; annotations?: Record<string, string> }[]>(
              { labels: { pool: 'public' } },
              { annotations: { pool: 'public' } },
            ),
          )
        : fc.constant(undefined),
      existing: fc.constant(own ? undefined : { name: 'shared', ...place, ...(ready && { listeners }) }),
      listenerPorts: rarely(fc.constant(Object.fromEntries(ports.map((name, index) => [name, 20000 + index])))),
      hosts: sometimes(hosts),
      tlsMode: sometimes(oneOf('passthrough', 'terminate')),
      tls: certificate,
      backendTls: rarely(
        fc.constantFrom<{ caConfigMap?: string; serverName?: string }[]>({ caConfigMap: 'bluemind-ca' }, { serverName: 'mail.example.org' }),
      ),
      sourceRanges: rarely(blocks),
      proxyProtocol: rarely(proxyProtocol(ports), 2),
      trustedProxies: rarely(list('10.1.0.0/24')),
      proxies: rarely(controller, 2),
      acceptLostClientAddress: accepted,
      annotations: rarely(labels),
    });
  });

const backendTls = rarely(
  fc.constantFrom<{ caSecret: string; serverName?: string }[]>(
    { caSecret: 'bluemind-ca' },
    { caSecret: 'bluemind-ca', serverName: 'mail.example.org' },
  ),
);

const controllerFields = (ports: readonly string[]) => ({
  className: rarely(oneOf('internal', 'edge')),
  hosts: sometimes(hosts),
  tls: certificate,
  backendTls,
  sourceRanges: rarely(blocks),
  proxyProtocol: sometimes(proxyProtocol(ports)),
  trustedProxies: rarely(list('10.1.0.0/24')),
  proxies: rarely(controller, 2),
  acceptLostClientAddress: accepted,
  annotations: rarely(labels),
});

const configMap = rarely(oneOf({ name: 'tcp-services' }, { name: 'tcp-services', namespace: 'edge' }));

const traefik = (ports: readonly string[]): fc.Arbitrary<EntryPoint> =>
  chosen({
    type: oneOf('Traefik'),
    ...controllerFields(ports),
    tlsMode: sometimes(oneOf('terminate', 'passthrough')),
    entryPoints: rarely(fc.constant(Object.fromEntries(ports.map((name) => [name, `bm-${name}`.slice(0, 15)])))),
  });

const haproxy = (ports: readonly string[]): fc.Arbitrary<EntryPoint> =>
  chosen({
    type: oneOf('HAProxy'),
    ...controllerFields(ports),
    tcp: sometimes(oneOf('custom-resource', 'config-map')),
    configMap,
    bindPorts: rarely(fc.constant(Object.fromEntries(ports.map((name, index) => [name, 21000 + index])))),
  });

const ingressNginx = (ports: readonly string[]): fc.Arbitrary<EntryPoint> =>
  chosen({
    type: oneOf('IngressNginx'),
    ...controllerFields(ports),
    proxyProtocol: sometimes(proxyProtocol(ports).map((header) => ({ ...header, version: 'v1' as const }))),
    configMap,
  });

const ingress: fc.Arbitrary<EntryPoint> = chosen({
  type: oneOf('Ingress'),
  className: rarely(oneOf('traefik', 'edge')),
  controller: sometimes(oneOf('haproxy', 'ingress-nginx', 'kong', 'nginx', 'traefik', 'other')),
  hosts,
  tls: certificate,
  backendTls,
  annotations: rarely(labels),
});
