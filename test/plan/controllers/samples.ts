import type { InstallationProps } from '../../../lib/settings';
import { accepted, expose, proxyProtocol, withEdge } from './support';

const everything = expose('smtp', 'submission', 'submissions', 'imaps', 'http', 'https');
const hosts = ['mail.example.org'];
const sourceRanges = ['192.0.2.0/24', '2001:db8::/32'];
const trustedProxies = ['10.0.0.0/24'];
const all = { proxyProtocol, hosts };
const ingress = (controller: 'haproxy' | 'ingress-nginx' | 'kong' | 'nginx' | 'traefik' | 'other') =>
  withEdge({ type: 'Ingress', controller, hosts, tls: { issuer: 'letsencrypt' } }, expose('http', 'https'));

/** Settings of every kind that are accepted, each with all that it can say. */
export const samples: Readonly<Record<string, InstallationProps>> = {
  'Traefik with everything': withEdge(
    { type: 'Traefik', ...all, tls: { clusterIssuer: 'letsencrypt' }, sourceRanges, trustedProxies, className: 'public' },
    everything,
  ),
  'Traefik that checks the certificate': withEdge(
    { type: 'Traefik', hosts, tls: { secret: 'own' }, backendTls: { caSecret: 'ca' } },
    expose('https'),
  ),
  'Traefik, TLS passed through': withEdge({ type: 'Traefik', ...all, tlsMode: 'passthrough' }, everything),
  'Traefik, every port as a whole': withEdge({ type: 'Traefik', acceptLostClientAddress: accepted }, expose('smtp', 'imaps', 'xmpp-client')),
  'HAProxy with everything': withEdge(
    {
      type: 'HAProxy',
      ...all,
      tls: { clusterIssuer: 'letsencrypt' },
      backendTls: { caSecret: 'ca' },
      sourceRanges,
      trustedProxies,
      className: 'haproxy',
    },
    everything,
    { cluster: { ingressController: { namespace: 'ingress' }, ipFamilies: ['IPv4', 'IPv6'] } },
  ),
  'HAProxy by ConfigMap': withEdge({ type: 'HAProxy', ...all, tcp: 'config-map' }, everything),
  'ingress-nginx with everything': withEdge(
    { type: 'IngressNginx', ...all, tls: { secret: 'own' }, backendTls: { caSecret: 'ca' }, trustedProxies, configMap: { namespace: 'ingress' } },
    everything,
  ),
  'roles in pods of their own': withEdge({ type: 'Traefik', ...all }, everything, { workloads: 'roles' }),
  'Ingress of HAProxy': ingress('haproxy'),
  'Ingress of ingress-nginx': ingress('ingress-nginx'),
  'Ingress of Kong': ingress('kong'),
  'Ingress of F5': ingress('nginx'),
  'Ingress of Traefik': ingress('traefik'),
  'Ingress of another': ingress('other'),
};
