import type { InstallationProps } from '../../lib/settings';
import { accepted, expose, proxyProtocol, withEdge } from '../plan/controllers/support';
import { accepted as acceptedByGateway, proxies, withGateway } from '../plan/gateway/cases';
import type { Values } from './support';

/** Settings, and values that each say something else than the settings do. */
export interface ChartCase {
  readonly settings: InstallationProps;
  readonly values: readonly Values[];
}

const hosts = ['mail.example.org'];
const sourceRanges = ['198.51.100.0/24', '192.0.2.0/24', '2001:db8::/32'];
const everything = expose('smtp', 'submission', 'submissions', 'imaps', 'http', 'https');
const web = expose('http', 'https');
const annotations = { 'example.org/owner': 'mail-team', 'example.org/chart': '{{ .Chart.Name }}' };
const edge = (...fields: readonly Readonly<Record<string, unknown>>[]): readonly Values[] =>
  fields.map((field) => ({ entryPoints: { edge: field } }));
const balancer = (...fields: readonly Readonly<Record<string, unknown>>[]): readonly Values[] =>
  fields.map((field) => ({ entryPoints: { public: field } }));
const moreHosts = ['webmail.example.org', 'mail.example.org', 'autodiscover.example.org'];

export const cases: Readonly<Record<string, ChartCase>> = {
  'the default installation': {
    settings: { name: 'bluemind' },
    values: [
      { namespace: 'elsewhere' },
      ...balancer(
        { enabled: false },
        { annotations },
        { annotations: { 'kubernetes.io/description': 'Ours.' } },
        { class: 'metallb.io/metallb' },
        { addresses: ['192.0.2.10'] },
        { sourceRanges: ['192.0.2.0/24'] },
        { sourceRanges },
        { sourceRanges, class: 'example.org/class', addresses: ['2001:db8::1'], annotations },
      ),
    ],
  },
  'roles and known connections, with a namespace': {
    settings: { name: 'mail', namespace: 'groupware', createNamespace: true, workloads: 'roles', isolation: 'connections', release: '5' },
    values: [{ namespace: 'other', entryPoints: { public: { sourceRanges } } }, ...balancer({ enabled: false })],
  },
  'admission, with two ways in': {
    settings: {
      name: 'mail',
      cluster: { podCidrs: ['10.244.0.0/16'] },
      entryPoints: { public: { type: 'LoadBalancer' }, office: { type: 'LoadBalancer', sourceRanges: ['198.51.100.0/24'] } },
      expose: { smtp: 'public', https: 'public', imaps: 'public', imap: 'office' },
      policies: {
        admission: { action: ['Audit', 'Warn'], exceptions: [{ serviceAccount: 'argocd/controller', reason: 'It applies what was reviewed.' }] },
      },
    },
    values: [
      { policies: { admission: { enabled: false } } },
      { policies: { admission: { action: 'Deny' } } },
      { policies: { admission: { action: 'Deny, Audit' } }, namespace: 'elsewhere' },
      { policies: { admission: { action: 'Audit' } }, entryPoints: { office: { enabled: false }, public: { sourceRanges } } },
      { entryPoints: { office: { sourceRanges }, public: { enabled: false } } },
    ],
  },
  'monitoring, with a way in of its own for the web': {
    settings: {
      name: 'mail',
      mail: { hostname: 'mail.example.org' },
      cluster: { podCidrs: ['10.244.0.0/16'], ingressController: { namespace: 'traefik' } },
      entryPoints: { public: { type: 'LoadBalancer', sourceRanges: ['198.51.100.0/24'] }, web: { type: 'Ingress', controller: 'traefik', hosts } },
      expose: { smtp: 'public', imaps: 'public', http: 'web', https: 'web' },
      monitoring: { labels: { release: 'kube-prometheus-stack' } },
    },
    values: [
      { monitoring: { enabled: false } },
      { namespace: 'elsewhere', entryPoints: { public: { enabled: false } } },
      { entryPoints: { web: { hosts: moreHosts }, public: { sourceRanges } } },
      { entryPoints: { web: { enabled: false } } },
      { monitoring: { enabled: false }, entryPoints: { web: { hosts: ['other.example.org'] } } },
    ],
  },
  'isolation of the cluster, other ports of the pods, further peers': {
    settings: {
      name: 'bluemind',
      isolation: 'cluster',
      cluster: { podCidrs: ['10.244.0.0/16'] },
      workloads: { main: { components: 'all', targetPorts: { smtp: 10025 } } },
      allow: {
        backup: { ports: ['postgresql'], from: [{ namespace: 'backup' }], reason: 'Nightly "dump"' },
        office: { ports: ['imap'], from: [{ cidr: '192.0.2.0/24', except: ['192.0.2.64/26'] }], reason: 'Scanners.' },
      },
    },
    values: balancer({ sourceRanges }),
  },
  'MetalLB with all that it can say': {
    settings: {
      name: 'bluemind',
      cluster: { ipFamilies: ['IPv4', 'IPv6'] },
      entryPoints: {
        public: {
          type: 'LoadBalancer',
          provider: 'metallb',
          addresses: ['192.0.2.10', '2001:db8::10'],
          class: 'metallb.io/metallb',
          sourceRanges,
          sharedAddress: 'mail',
          annotations: { 'metallb.io/address-pool': 'public' },
        },
      },
    },
    values: balancer(
      { addresses: ['2001:db8::20', '192.0.2.20'] },
      { addresses: [] },
      { sourceRanges: [] },
      { class: '' },
      { annotations: { 'metallb.io/address-pool': 'other', 'example.org/more': 'yes' } },
      { annotations: { 'metallb.io/loadBalancerIPs': '192.0.2.99' } },
      { addresses: [], sourceRanges: ['192.0.2.7/32'], class: '' },
    ),
  },
  'source ranges of a balancer that loses addresses': {
    settings: {
      name: 'bluemind',
      entryPoints: { public: { type: 'LoadBalancer', externalTrafficPolicy: 'Cluster', acceptLostClientAddress: accepted, sourceRanges } },
    },
    values: balancer({ sourceRanges: [] }, { sourceRanges: ['192.0.2.0/24'] }),
  },
  'AWS with fixed addresses and PROXY protocol': {
    settings: {
      name: 'bluemind',
      cluster: { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] },
      entryPoints: {
        public: {
          type: 'LoadBalancer',
          provider: 'aws',
          externalTrafficPolicy: 'Cluster',
          proxyProtocol: { targetPorts: { smtp: 10025, submission: 10587, submissions: 10465, imaps: 10993, http: 10080 } },
        },
      },
    },
    values: balancer(
      { addresses: ['eipalloc-0a1b2c3d4e5f60718', 'eipalloc-0a1b2c3d4e5f60719', 'eipalloc-0a1b2c3d4e5f60720'] },
      { class: 'example.org/nlb' },
      { enabled: false },
    ),
  },
  'Azure, whose addresses have names': {
    settings: { name: 'bluemind', entryPoints: { public: { type: 'LoadBalancer', provider: 'azure', idleTimeout: 1800 } } },
    values: balancer({ addresses: ['mail-ipv4'] }, { addresses: ['mail-ipv4', 'mail-ipv6'] }, { sourceRanges }),
  },
  'GKE, where a class is another thing': {
    settings: { name: 'bluemind', entryPoints: { public: { type: 'LoadBalancer', provider: 'gke' } } },
    values: balancer({ class: 'networking.gke.io/l4-regional-external' }, { addresses: ['mail-ipv4', 'mail-ipv6'] }),
  },
  'Scaleway, where addresses replace their types': {
    settings: {
      name: 'bluemind',
      cluster: { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] },
      entryPoints: {
        public: {
          type: 'LoadBalancer',
          provider: 'scaleway',
          ipFamilies: ['IPv4'],
          proxyProtocol: { targetPorts: { smtp: 10025, submission: 10587, submissions: 10465, imaps: 10993, http: 10080 } },
        },
      },
    },
    values: balancer({ addresses: ['11111111-2222-4333-8444-555555555555'] }, { sourceRanges }),
  },
  'policies of Calico, guards above them, and egress': {
    settings: {
      name: 'bluemind',
      policies: { dialect: 'calico', guard: 'clusterNetworkPolicy' },
      egress: 'restricted',
      cluster: { podCidrs: ['10.244.0.0/16'] },
    },
    values: [{ namespace: 'elsewhere' }, ...balancer({ sourceRanges }, { sourceRanges: ['192.0.2.0/24'] }, { enabled: false })],
  },
  'policies of Cilium': {
    settings: {
      name: 'bluemind',
      policies: { dialect: 'cilium' },
      cluster: { nodeCidrs: ['10.0.0.0/24'] },
      entryPoints: { public: { type: 'LoadBalancer', sourceRanges: ['10.0.0.0/8'] } },
    },
    values: balancer({ class: 'io.cilium/bgp-control-plane' }, { enabled: false }),
  },
  'an edge server of its own namespace': {
    settings: {
      name: 'bluemind',
      workloads: { main: { components: 'all' }, edge: { kind: 'edge', namespace: 'dmz' } },
      expose: {
        smtp: { entryPoint: 'public', workload: 'edge' },
        https: { entryPoint: 'public', workload: 'edge' },
      },
    },
    values: [{ namespace: 'elsewhere' }, ...balancer({ sourceRanges })],
  },
  'NodePort beside an Ingress': {
    settings: {
      name: 'bluemind',
      cluster: { ingressController: { namespace: 'traefik', podLabels: { app: 'traefik' } } },
      entryPoints: {
        'node-ports': { type: 'NodePort', nodePorts: { smtp: 30025 }, annotations },
        web: { type: 'Ingress', controller: 'traefik', hosts, tls: { clusterIssuer: 'letsencrypt' } },
      },
      expose: { smtp: 'node-ports', http: 'web', https: 'web' },
    },
    values: [
      { entryPoints: { 'node-ports': { annotations: { 'example.org/owner': 'other' } } } },
      { entryPoints: { 'node-ports': { enabled: false } } },
      { entryPoints: { web: { enabled: false } } },
      { entryPoints: { web: { enabled: false }, 'node-ports': { enabled: false } } },
      { entryPoints: { web: { hosts: moreHosts, className: 'public', tls: { clusterIssuer: 'staging', secret: 'other-tls' } } } },
    ],
  },
  'Ingress with a certificate of its own': {
    settings: withEdge({ type: 'Ingress', controller: 'ingress-nginx', className: 'public', hosts, backendTls: { caSecret: 'ca' } }, web),
    values: edge(
      { tls: { secret: 'mail-tls' } },
      { className: '' },
      { hosts: moreHosts },
      { annotations },
      { hosts: moreHosts, tls: { secret: 'x' } },
    ),
  },
  'Ingress of Kong, which reads the Service': {
    settings: withEdge({ type: 'Ingress', controller: 'kong', hosts: moreHosts, tls: { issuer: 'ca', secret: 'own' } }, web),
    values: edge({ enabled: false }, { hosts }, { tls: { issuer: 'other' } }, { tls: { secret: 'mine' } }),
  },
  'Traefik with everything': {
    settings: withEdge({ type: 'Traefik', hosts, proxyProtocol, tls: { clusterIssuer: 'letsencrypt' }, trustedProxies: ['10.0.0.0/24'] }, everything),
    values: [
      { namespace: 'elsewhere' },
      ...edge(
        { enabled: false },
        { sourceRanges },
        { className: 'internal' },
        { hosts: moreHosts },
        { annotations },
        { tls: { secret: 'other' } },
        { sourceRanges, className: 'internal', hosts: moreHosts, annotations, tls: { clusterIssuer: 'staging' } },
      ),
    ],
  },
  'Traefik that checks the certificate, two hosts': {
    settings: withEdge({ type: 'Traefik', hosts: moreHosts, sourceRanges, backendTls: { caSecret: 'ca' } }, web),
    values: edge({ hosts }, { sourceRanges: [] }, { tls: { secret: 'own' } }),
  },
  'Traefik, every port as a whole': {
    settings: withEdge({ type: 'Traefik', acceptLostClientAddress: accepted }, expose('smtp', 'imaps', 'xmpp-client')),
    values: edge({ hosts }, { hosts: moreHosts, sourceRanges }),
  },
  'HAProxy with everything': {
    settings: withEdge({ type: 'HAProxy', hosts, proxyProtocol, tls: { secret: 'own' }, backendTls: { caSecret: 'ca' } }, everything, {
      cluster: { ingressController: { namespace: 'ingress' }, ipFamilies: ['IPv4', 'IPv6'] },
    }),
    values: edge(
      { enabled: false },
      { sourceRanges },
      { className: 'haproxy', annotations: { 'ingress.class': 'ours' } },
      { className: 'haproxy' },
      { tls: { secret: '' } },
      { hosts: moreHosts, sourceRanges, className: 'haproxy', annotations },
    ),
  },
  'HAProxy by ConfigMap': {
    settings: withEdge({ type: 'HAProxy', hosts, proxyProtocol, tcp: 'config-map' }, everything),
    values: [{ namespace: 'elsewhere' }, ...edge({ className: 'haproxy' }, { hosts: moreHosts, annotations })],
  },
  'ingress-nginx with everything': {
    settings: withEdge({ type: 'IngressNginx', hosts, proxyProtocol, configMap: { namespace: 'ingress' } }, everything),
    values: edge({ enabled: false }, { tls: { secret: 'own' } }, { className: 'nginx', hosts: moreHosts }),
  },
  'ingress-nginx for the web alone': {
    settings: withEdge({ type: 'IngressNginx', hosts, sourceRanges }, web),
    values: edge({ sourceRanges: [] }, { sourceRanges: ['192.0.2.0/24'] }),
  },
  'a Gateway that ends TLS, for each host a listener': {
    settings: {
      name: 'bluemind',
      ...withGateway({ gatewayApi: '1.4', className: 'gw', namespace: 'gateways', ...proxies, hosts, tlsMode: 'terminate', tls: { secret: 'own' } }, [
        'http',
        'https',
      ]),
    },
    values: [
      { namespace: 'elsewhere' },
      ...edge(
        { enabled: false },
        { hosts: moreHosts },
        { hosts: ['webmail.example.org'] },
        { className: 'other' },
        { addresses: ['192.0.2.20', '192.0.2.10'] },
        { tls: { secret: 'other' }, annotations },
      ),
    ],
  },
  'a Gateway that ends TLS on three hosts': {
    settings: {
      name: 'bluemind',
      ...withGateway({ gatewayApi: '1.6', className: 'gw', ...proxies, hosts: moreHosts, tlsMode: 'terminate', tls: { clusterIssuer: 'acme' } }, [
        'https',
      ]),
    },
    values: edge({ hosts }, { tls: { clusterIssuer: 'staging', secret: 'kept-here' } }),
  },
  'a Gateway that passes TLS on by name, or as plain TCP': {
    settings: {
      name: 'bluemind',
      ...withGateway({ gatewayApi: '1.6', className: 'gw', ...proxies, ...acceptedByGateway, hosts }, ['smtp', 'imaps', 'submissions']),
    },
    values: edge({ hosts: [] }, { hosts: moreHosts }),
  },
  'Envoy Gateway with source ranges': {
    settings: {
      name: 'bluemind',
      ...withGateway({ gatewayApi: '1.6', implementation: 'envoy-gateway', className: 'envoy', ...acceptedByGateway }, ['smtp', 'imaps']),
    },
    values: edge({ sourceRanges }, { sourceRanges: ['192.0.2.0/24'], addresses: ['192.0.2.1'] }),
  },
  'an existing Gateway, of Cilium': {
    settings: {
      name: 'bluemind',
      ...withGateway(
        { gatewayApi: '1.6', implementation: 'cilium', existing: { name: 'shared', namespace: 'bluemind' }, ...acceptedByGateway, hosts },
        ['https', 'smtp'],
      ),
    },
    values: edge({ enabled: false }, { hosts: moreHosts, annotations }),
  },
};
