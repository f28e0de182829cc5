import type { InstallationProps } from '../../lib/settings';
import { objects, plan } from '../support/render';
import { cases, withGateway } from './gateway/cases';

const cluster = {
  nodeCidrs: ['10.0.1.0/24', '10.0.0.0/24'],
  podCidrs: ['10.245.0.0/16', '10.244.0.0/16', 'fd00:10::/64'],
  ingressController: { namespace: 'ingress', podLabels: { tier: 'edge', app: 'controller' } },
};
const hosts = ['www.example.org', 'mail.example.org', '*.example.net'];
const sourceRanges = ['2001:db8::/32', '198.51.100.0/24', '192.0.2.0/24'];
const trustedProxies = ['10.0.1.0/24', '10.0.0.0/24'];
const trustedCidrs = ['10.2.0.0/24', '10.1.0.0/24'];
const everything = (entryPoint: string) => Object.fromEntries(['smtp', 'submission', 'imaps', 'http', 'https'].map((port) => [port, entryPoint]));
const targetPorts = { smtp: 10025, submission: 10587, imaps: 10993 };
const proxyProtocol = { ports: ['submission', 'smtp', 'imaps'], targetPorts };

/** Installations whose lists have several members each, in an order that is not that of the alphabet. */
const settings: Readonly<Record<string, Partial<InstallationProps>>> = {
  'a load balancer, DNS, restricted egress and peers': {
    cluster,
    mail: { hostname: 'mail.example.org', domains: ['example.org', 'example.net'], outgoingAddresses: ['192.0.2.26', '192.0.2.25'] },
    egress: {
      destinations: {
        mail: 'anywhere',
        licence: { cidrs: ['203.0.113.9/32', '198.51.100.7/32'] },
        fax: { cidrs: ['203.0.113.0/24', '198.51.100.0/24'], ports: [4443, 443], reason: 'Sends faxes.' },
      },
      dns: { ports: [5353, 53], cidrs: ['169.254.20.11/32', '169.254.20.10/32'] },
      apiServer: { cidrs: ['192.0.2.2/32', '192.0.2.1/32'], ports: [6443, 443], reason: 'A sidecar.' },
    },
    entryPoints: { public: { type: 'LoadBalancer', sourceRanges, proxyProtocol: { ...proxyProtocol, trustedCidrs } } },
    expose: { smtp: 'public', submission: 'public', imaps: 'public', https: { entryPoint: 'cluster', reason: 'VPN.' } },
    allow: {
      dump: { ports: ['postgresql', 'core'], from: [{ namespace: 'ops' }, { namespace: 'backup', podLabels: { b: '1', a: '2' } }], reason: 'Dump.' },
    },
  },
  'an outgoing address of Cilium': {
    cluster,
    policies: { dialect: 'cilium' },
    egress: { mode: 'open', identity: { provider: 'cilium', address: '192.0.2.25', nodeLabels: { zone: 'b', egress: 'mail' } } },
  },
  'machines and monitoring': {
    cluster,
    monitoring: 'prometheus',
    workloads: {
      vm: { roles: ['database', 'metrics'], addresses: ['192.0.2.21', '192.0.2.20'] },
      rest: { roles: ['smtp', 'core', 'mailbox', 'proxy', 'search', 'sso', 'web', 'xmpp'] },
    },
  },
  ...Object.fromEntries(
    (['Traefik', 'HAProxy'] as const).map((type) => [
      type,
      { cluster, entryPoints: { edge: { type, hosts: hosts.slice(0, 2), sourceRanges, trustedProxies, proxyProtocol } }, expose: everything('edge') },
    ]),
  ),
  'an Ingress': {
    cluster,
    entryPoints: { public: { type: 'LoadBalancer' }, web: { type: 'Ingress', controller: 'traefik', hosts: hosts.slice(0, 2) } },
    expose: { ...everything('public'), http: 'web', https: 'web' },
  },
  ...Object.fromEntries(
    (['envoy-gateway', 'istio', 'kgateway'] as const).map((implementation) => [
      `a Gateway of ${implementation}`,
      withGateway(
        {
          gatewayApi: '1.6',
          implementation,
          className: 'gw',
          hosts,
          trustedProxies,
          addresses: ['192.0.2.11', '192.0.2.10'],
          ...(implementation === 'envoy-gateway' && { sourceRanges }),
          proxyProtocol: implementation === 'envoy-gateway' ? { targetPorts: { submission: 10587, smtp: 10025 } } : proxyProtocol,
        },
        implementation === 'envoy-gateway' ? ['smtp', 'submission'] : ['smtp', 'submission', 'imaps'],
        { cluster },
      ),
    ]),
  ),
  ...Object.fromEntries(cases.map(({ title, settings: one }) => [title, one])),
};

/** The same with every list and every map the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed).reverse();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, reversed(inner)])
      .reverse(),
  );
}

test.each(Object.entries(settings))('the order of lists and maps in the settings makes no difference: %s', (_, one) => {
  const other = reversed(one) as Partial<InstallationProps>;
  expect(plan(other)).toEqual(plan(one));
  expect(objects(other)).toEqual(objects(one));
});
