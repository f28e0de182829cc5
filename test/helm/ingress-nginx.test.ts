import { at, commentOf, planOfEdge, proxied, valuesOf } from './plans';

const hosts = ['mail.example.org'];
const silent = { 'proxy-stream-timeout': '1800s' };
const service = { externalTrafficPolicy: 'Local' };

test.each([
  ['neither', {}, { 5222: 'bluemind/bluemind-xmpp:5222' }],
  ['read', { trustedProxies: ['10.0.0.0/24'] }, { 5222: 'bluemind/bluemind-xmpp:5222:PROXY' }],
  ['sent', proxied('xmpp-client'), { 5222: 'bluemind/bluemind-edge-proxy:5222::PROXY' }],
  ['both', { trustedProxies: ['10.0.0.0/24'], ...proxied('xmpp-client') }, { 5222: 'bluemind/bluemind-edge-proxy:5222:PROXY:PROXY' }],
])('a line names the Service and whether a PROXY header is read and sent: %s', (_, settings, tcp) => {
  expect(valuesOf(planOfEdge({ type: 'IngressNginx', ...settings }, 'xmpp-client'), 'ingress-nginx')).toMatchObject({ tcp });
});

test('without a balancer that sends headers none are believed', () => {
  expect(valuesOf(planOfEdge({ type: 'IngressNginx', hosts, ...proxied('smtp') }, 'smtp', 'https'), 'ingress-nginx')).toEqual({
    controller: { config: silent, service },
    tcp: { 25: 'bluemind/bluemind-edge-proxy:25::PROXY' },
  });
});

test.each([
  ['mail alone', ['xmpp-client'], {}, silent],
  ['mail and web', ['xmpp-client', 'https'], { 'use-proxy-protocol': 'true' }, silent],
  ['web alone', ['https'], { 'use-proxy-protocol': 'true' }, {}],
])('headers of a balancer are believed: %s', (_, ports, web, timeouts) => {
  const web_ = ports.includes('https') ? { hosts } : {};
  const made = planOfEdge({ type: 'IngressNginx', trustedProxies: ['10.0.1.0/24', '10.0.0.0/24'], ...web_ }, ...ports);
  expect(at(valuesOf(made, 'ingress-nginx'), 'controller', 'config')).toEqual({
    'enable-real-ip': 'true',
    'proxy-real-ip-cidr': '10.0.0.0/24,10.0.1.0/24',
    ...web,
    ...timeouts,
  });
});

test('the reader learns that it is retired', () => {
  expect(commentOf(planOfEdge({ type: 'IngressNginx', hosts }, 'https'), 'ingress-nginx')).toContain('retired');
});

test('an Ingress needs its clients’ addresses kept', () => {
  const made = planOfEdge({ type: 'Ingress', controller: 'ingress-nginx', hosts }, 'https');
  expect(valuesOf(made, 'ingress-nginx')).toEqual({ controller: { service } });
});
