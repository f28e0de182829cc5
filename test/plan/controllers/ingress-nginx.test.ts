import { accepted, annotationsOf, checklist, expose, proxyProtocol, summary, withEdge } from './support';

const hosts = ['mail.example.org'];

test.each([
  { name: 'plain', edge: { acceptLostClientAddress: accepted }, line: 'mail/bluemind-postfix:25' },
  { name: 'header sent', edge: { proxyProtocol: { targetPorts: { smtp: 10025 } } }, line: 'mail/bluemind-edge-proxy:25::PROXY' },
  { name: 'header read', edge: { trustedProxies: ['10.0.0.0/24'], acceptLostClientAddress: accepted }, line: 'mail/bluemind-postfix:25:PROXY' },
  {
    name: 'header read and sent',
    edge: { trustedProxies: ['10.0.0.0/24'], proxyProtocol: { targetPorts: { smtp: 10025 } } },
    line: 'mail/bluemind-edge-proxy:25:PROXY:PROXY',
  },
])('a line of the ConfigMap: $name', ({ edge, line }) => {
  expect(summary(withEdge({ type: 'IngressNginx', ...edge }, expose('smtp')))).toMatchObject({ 'ConfigMap bluemind-edge-tcp': { '25': line } });
});

test('the ConfigMap has the name that the controller knows', () => {
  const settings = withEdge(
    { type: 'IngressNginx', configMap: { name: 'ingress-nginx-tcp', namespace: 'ingress' }, acceptLostClientAddress: accepted },
    expose('smtp'),
  );
  expect(summary(settings)).toEqual({ 'ConfigMap ingress-nginx-tcp': { '25': 'mail/bluemind-postfix:25' } });
});

test('the checklist says that it is retired, and what it shares with the cluster', () => {
  const settings = withEdge(
    { type: 'IngressNginx', proxyProtocol, trustedProxies: ['10.0.0.0/24'], hosts },
    expose('smtp', 'submission', 'submissions', 'imaps', 'https'),
  );
  expect(checklist(settings).filter((line) => line.startsWith('ingress-nginx'))).toEqual([
    'ingress-nginx: Migrate away from ingress-nginx: it is retired, without fixes or security updates since March 2026. Types Traefik, HAProxy and Gateway carry the same ports; change the type, and cluster.ingressController with it.',
    'ingress-nginx: Start the controller with --tcp-services-configmap=mail/bluemind-edge-tcp. It reads one such ConfigMap: if the chart or another application fills one already, merge the lines 25, 465, 587, 993 into it (values tcp), and give its name under configMap.',
    "ingress-nginx: Open 25 (smtp), 465 (submissions), 587 (submission), 993 (imaps) on the controller's Service.",
    "ingress-nginx: Set proxy-stream-timeout: 1800s in the controller's ConfigMap (600s by default): IMAP clients are silent for up to 29 minutes.",
    'ingress-nginx: Set enable-real-ip: "true" and proxy-real-ip-cidr: "10.0.0.0/24" in the controller\'s ConfigMap, and use-proxy-protocol: "true" for the web. The balancer in front of it must send the header on these ports.',
  ]);
});

test('the web goes through an Ingress', () => {
  const settings = withEdge(
    {
      type: 'IngressNginx',
      className: 'nginx',
      hosts,
      tls: { secret: 'own' },
      backendTls: { caSecret: 'ca', serverName: 'bm.example.org' },
      sourceRanges: ['192.0.2.0/24'],
    },
    expose('https'),
  );
  expect(summary(settings)).toMatchObject({ 'Ingress bluemind-edge-web': { ingressClassName: 'nginx', tls: [{ hosts, secretName: 'own' }] } });
  expect(annotationsOf(settings, 'Ingress', 'bluemind-edge-web')).toEqual({
    'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS',
    'nginx.ingress.kubernetes.io/force-ssl-redirect': 'true',
    'nginx.ingress.kubernetes.io/proxy-body-size': '0',
    'nginx.ingress.kubernetes.io/proxy-read-timeout': '1200',
    'nginx.ingress.kubernetes.io/proxy-send-timeout': '1200',
    'nginx.ingress.kubernetes.io/proxy-ssl-name': 'bm.example.org',
    'nginx.ingress.kubernetes.io/proxy-ssl-secret': 'mail/ca',
    'nginx.ingress.kubernetes.io/proxy-ssl-server-name': 'on',
    'nginx.ingress.kubernetes.io/proxy-ssl-verify': 'on',
    'nginx.ingress.kubernetes.io/whitelist-source-range': '192.0.2.0/24',
  });
});
