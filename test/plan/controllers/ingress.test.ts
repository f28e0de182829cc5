import { annotationsOf, checklist, expose, summary, withEdge } from './support';

const hosts = ['mail.example.org'];

/** What each controller reads from the Ingress and from the Service behind it. */
const table = {
  haproxy: {
    ingress: {
      'haproxy.org/server-ca': 'mail/ca',
      'haproxy.org/server-ssl': 'true',
      'haproxy.org/ssl-redirect': 'true',
      'haproxy.org/ssl-redirect-code': '301',
      'haproxy.org/ssl-redirect-port': '443',
      'haproxy.org/timeout-server': '1200s',
    },
    service: {},
  },
  'ingress-nginx': {
    ingress: {
      'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS',
      'nginx.ingress.kubernetes.io/force-ssl-redirect': 'true',
      'nginx.ingress.kubernetes.io/proxy-body-size': '0',
      'nginx.ingress.kubernetes.io/proxy-read-timeout': '1200',
      'nginx.ingress.kubernetes.io/proxy-send-timeout': '1200',
      'nginx.ingress.kubernetes.io/proxy-ssl-name': 'mail.example.org',
      'nginx.ingress.kubernetes.io/proxy-ssl-secret': 'mail/ca',
      'nginx.ingress.kubernetes.io/proxy-ssl-server-name': 'on',
      'nginx.ingress.kubernetes.io/proxy-ssl-verify': 'on',
    },
    service: {},
  },
  kong: {
    ingress: { 'konghq.com/https-redirect-status-code': '301', 'konghq.com/protocols': 'https' },
    service: {
      'konghq.com/ca-certificates-secrets': 'ca',
      'konghq.com/protocol': 'https',
      'konghq.com/read-timeout': '1200000',
      'konghq.com/tls-verify': 'true',
      'konghq.com/write-timeout': '1200000',
    },
  },
  traefik: {
    ingress: {},
    service: {
      'traefik.ingress.kubernetes.io/service.serversscheme': 'https',
      'traefik.ingress.kubernetes.io/service.serverstransport': 'mail-bluemind-edge-https@kubernetescrd',
    },
  },
} as const;

test.each(Object.entries(table))('%s', (controller, { ingress, service }) => {
  const known = controller === 'haproxy' || controller === 'ingress-nginx' || controller === 'kong' ? controller : 'traefik';
  const settings = withEdge(
    { type: 'Ingress', controller: known, hosts, tls: { clusterIssuer: 'letsencrypt' }, backendTls: { caSecret: 'ca' } },
    expose('https'),
  );
  expect(annotationsOf(settings, 'Ingress', 'bluemind-edge')).toEqual({ 'cert-manager.io/cluster-issuer': 'letsencrypt', ...ingress });
  expect(annotationsOf(settings, 'Service', 'bluemind-nginx')).toEqual(service);
});

test("F5's controller is told of the Service by name", () => {
  const settings = withEdge({ type: 'Ingress', controller: 'nginx', hosts }, expose('https'));
  expect(annotationsOf(settings, 'Ingress', 'bluemind-edge')).toEqual({
    'nginx.org/client-max-body-size': '0',
    'nginx.org/proxy-read-timeout': '1200s',
    'nginx.org/proxy-send-timeout': '1200s',
    'nginx.org/ssl-services': 'bluemind-nginx',
    'nginx.org/websocket-services': 'bluemind-nginx',
  });
});

test('of an unknown controller only the free annotations stand there', () => {
  const settings = withEdge({ type: 'Ingress', hosts, annotations: { 'example.org/tls': 'on' } }, expose('https'));
  expect(annotationsOf(settings, 'Ingress', 'bluemind-edge')).toEqual({ 'example.org/tls': 'on' });
});

test('free annotations win, and are those of the Ingress alone', () => {
  const settings = withEdge({ type: 'Ingress', controller: 'traefik', hosts, annotations: { 'example.org/owner': 'mail' } }, expose('https'));
  expect(annotationsOf(settings, 'Ingress', 'bluemind-edge')).toEqual({ 'example.org/owner': 'mail' });
  expect(annotationsOf(settings, 'ServersTransport', 'bluemind-edge-https')).toEqual({});
  expect(summary(settings)['ServersTransport bluemind-edge-https']).toEqual({ insecureSkipVerify: true });
  expect(checklist(settings)).toEqual([expect.stringContaining('crossProviderNamespaces')]);
});
