import { verifyPlan } from '../../../lib/checks';
import { planFrom } from '../../../lib/plan';
import { readText } from '../../../lib/reachability';
import { renderManifests } from '../../../lib/synth/render';
import { annotationsOf, checklist, expose, rendered, summary, withEdge } from './support';

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
    ingress: { 'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure', 'traefik.ingress.kubernetes.io/router.tls': 'true' },
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

test("F5's controller gets the Service by name", () => {
  const settings = withEdge({ type: 'Ingress', controller: 'nginx', hosts }, expose('https'));
  expect(annotationsOf(settings, 'Ingress', 'bluemind-edge')).toEqual({
    'nginx.org/client-max-body-size': '0',
    'nginx.org/proxy-read-timeout': '1200s',
    'nginx.org/proxy-send-timeout': '1200s',
    'nginx.org/ssl-services': 'bluemind-nginx',
    'nginx.org/websocket-services': 'bluemind-nginx',
  });
});

test('for an unknown controller only the free annotations are there', () => {
  const settings = withEdge({ type: 'Ingress', hosts, annotations: { 'example.org/tls': 'on' } }, expose('https'));
  expect(annotationsOf(settings, 'Ingress', 'bluemind-edge')).toEqual({ 'example.org/tls': 'on' });
});

test.each([
  ['nginx', 'backend-protocol: HTTPS, or nginx.org/ssl-services: bluemind-nginx'],
  ['traefik', 'service.serversscheme: https of Service bluemind-nginx'],
  ['haproxy', "haproxy.org/server-ssl: 'true'"],
  ['kong', 'konghq.com/protocol: https of Service bluemind-nginx'],
  ['alb', 'alb.ingress.kubernetes.io/backend-protocol: HTTPS'],
  ['gce', `cloud.google.com/app-protocols: '{"https":"HTTPS"}'`],
  ['gce-internal', 'cloud.google.com/app-protocols'],
  ['openshift-default', 'route.openshift.io/termination: reencrypt'],
  ['ours', 'by annotations of the Ingress or its own configuration'],
  [undefined, 'by annotations of the Ingress or its own configuration'],
])('for class %s the checklist says how the controller connects to BlueMind with TLS', (className, how) => {
  const items = checklist(withEdge({ type: 'Ingress', className, hosts }, expose('https')));
  expect(items).toEqual([expect.stringContaining(how), expect.stringContaining('1200 s')]);
  expect(items[0]).toContain('Make it use TLS to port 443 of Service bluemind-nginx');
});

test('what an annotation says already is not asked for', () => {
  const annotations = { 'alb.ingress.kubernetes.io/backend-protocol': 'HTTPS' };
  expect(checklist(withEdge({ type: 'Ingress', className: 'alb', hosts, annotations }, expose('https')))).toEqual([
    expect.stringContaining('1200 s'),
  ]);
});

test('free annotations win, and are only those of the Ingress', () => {
  const settings = withEdge({ type: 'Ingress', controller: 'traefik', hosts, annotations: { 'example.org/owner': 'mail' } }, expose('https'));
  expect(annotationsOf(settings, 'Ingress', 'bluemind-edge')).toEqual({ 'example.org/owner': 'mail', ...table.traefik.ingress });
  expect(annotationsOf(settings, 'ServersTransport', 'bluemind-edge-https')).toEqual({});
  expect(summary(settings)['ServersTransport bluemind-edge-https']).toEqual({ insecureSkipVerify: true });
  expect(checklist(settings)).toEqual([expect.stringContaining('websecure'), expect.stringContaining('crossProviderNamespaces')]);
});

describe('port 80 of an Ingress through Traefik, which serves it on all default entry points unless an annotation says otherwise', () => {
  const router = 'traefik.ingress.kubernetes.io/router';
  const edge = { type: 'Ingress', controller: 'traefik', hosts, tls: { clusterIssuer: 'letsencrypt' } } as const;

  test('is not BlueMind’s if http is not exposed', () => {
    const settings = withEdge(edge, expose('https'));
    const ingresses = rendered(settings).filter(({ kind }) => kind === 'Ingress');
    expect(ingresses.map(({ metadata }) => metadata.annotations[`${router}.entrypoints`])).toEqual(['websecure']);
    expect(Object.keys(summary(settings))).not.toContainEqual(expect.stringMatching(/^Middleware /));
  });

  test('redirects if http is exposed, by an Ingress of its own', () => {
    const settings = withEdge(
      { ...edge, className: 'traefik', annotations: { [`${router}.priority`]: '7', 'example.org/owner': 'mail' } },
      expose('http', 'https'),
    );
    expect(annotationsOf(settings, 'Ingress', 'bluemind-edge')).toMatchObject({ ...table.traefik.ingress, [`${router}.priority`]: '7' });
    expect(annotationsOf(settings, 'Ingress', 'bluemind-edge-http')).toEqual({
      'example.org/owner': 'mail',
      [`${router}.entrypoints`]: 'web',
      [`${router}.middlewares`]: 'mail-bluemind-edge-redirect@kubernetescrd',
    });
    expect(summary(settings)).toMatchObject({
      'Ingress bluemind-edge-http': { ingressClassName: 'traefik', rules: [{ host: hosts[0] }] },
      'Middleware bluemind-edge-redirect': { redirectScheme: { scheme: 'https', permanent: true } },
    });
    expect(summary(settings)['Ingress bluemind-edge-http']).not.toHaveProperty('tls');
    expect(checklist(settings).join('\n')).toContain('Middleware bluemind-edge-redirect');
  });

  test('is proved: what is rendered passes, and without the annotations it is seen', () => {
    const settings = withEdge(edge, expose('http', 'https'));
    const { stream } = renderManifests(planFrom(settings));
    const cleartext = (text: string) =>
      verifyPlan(readText('manifests.yaml', text), planFrom(settings), '2026-01-01').filter(({ rule }) => rule === 'https-without-tls');
    expect(cleartext(stream)).toEqual([]);
    const untold = stream.replace(/^ *traefik\.ingress\.kubernetes\.io\/router\.(entrypoints|tls).*\n/gm, '');
    expect(cleartext(untold)).toEqual([
      expect.objectContaining({ port: 'https', object: expect.objectContaining({ kind: 'Ingress', name: 'bluemind-edge' }) }),
    ]);
  });
});
