import { accepted, annotationsOf, checklist, expose, proxyProtocol, summary, waysIn, withEdge } from './support';

const hosts = ['mail.example.org'];

describe('raw TCP by the resource TCP', () => {
  test('a frontend a port, on a port without privileges', () => {
    const settings = withEdge({ type: 'HAProxy', acceptLostClientAddress: accepted }, expose('smtp', 'xmpp-client'));
    expect(summary(settings)).toEqual({
      'TCP bluemind-edge': [
        {
          name: 'smtp',
          frontend: { name: 'edge-smtp', binds: { v4: { address: '0.0.0.0', name: 'v4', port: 10025 } }, tcplog: true },
          service: { name: 'bluemind-postfix', port: 25 },
        },
        {
          name: 'xmpp-client',
          frontend: { name: 'edge-xmpp-client', binds: { v4: { address: '0.0.0.0', name: 'v4', port: 5222 } }, tcplog: true },
          service: { name: 'bluemind-xmpp', port: 5222 },
        },
      ],
    });
    expect(checklist(settings)).toContain(
      "HAProxy: Open the TCP ports on the controller's Service (controller.service.tcpPorts), each leading to the port on which its pods listen: 25 to 10025 (smtp), 5222 to 5222 (xmpp-client).",
    );
  });

  test('of the class that the chart gives its controller, which ignores what names none', () => {
    const settings = withEdge({ type: 'HAProxy', hosts, ...{ proxyProtocol: { targetPorts: { smtp: 10025 } } } }, expose('smtp', 'https'));
    expect(annotationsOf(settings, 'TCP', 'bluemind-edge')).toEqual({ 'ingress.class': 'haproxy' });
    expect(summary(settings)).toMatchObject({ 'Ingress bluemind-edge-web': { ingressClassName: 'haproxy' } });
    expect(checklist(settings).join('\n')).toMatch(/Give the controller the class 'haproxy' .* Run HAProxy's ingress controller 3\.1 or later/);
    const other = withEdge({ type: 'HAProxy', className: 'internal', acceptLostClientAddress: accepted }, expose('smtp'));
    expect(annotationsOf(other, 'TCP', 'bluemind-edge')).toMatchObject({ 'ingress.class': 'internal' });
  });

  test('both families, headers of the balancer before the rule about clients, and a class', () => {
    const cluster = { ingressController: { namespace: 'ingress' }, ipFamilies: ['IPv4' as const, 'IPv6' as const] };
    const settings = withEdge(
      {
        type: 'HAProxy',
        className: 'haproxy',
        bindPorts: { smtp: 2525 },
        sourceRanges: ['192.0.2.0/24', '2001:db8::/32'],
        trustedProxies: ['10.0.0.0/24'],
        acceptLostClientAddress: accepted,
      },
      expose('smtp'),
      { cluster },
    );
    expect(summary(settings)['TCP bluemind-edge']).toEqual([
      {
        name: 'smtp',
        frontend: {
          name: 'edge-smtp',
          binds: { v4: { address: '0.0.0.0', name: 'v4', port: 2525 }, v6: { address: '::', name: 'v6', port: 2525, v4v6: true } },
          tcp_request_rule_list: [
            { action: 'expect-proxy', cond: 'if', cond_test: '{ src 10.0.0.0/24 }', type: 'connection' },
            { action: 'reject', cond: 'unless', cond_test: '{ src 192.0.2.0/24 2001:db8::/32 }', type: 'session' },
          ],
          tcplog: true,
        },
        service: { name: 'bluemind-postfix', port: 25 },
      },
    ]);
    expect(annotationsOf(settings, 'TCP', 'bluemind-edge')).toEqual({
      'cdk8s-bluemind/client-address-lost': accepted,
      'ingress.class': 'haproxy',
    });
  });
});

test('the header is asked for by an annotation of a Service of its own, so that others keep the plain one', () => {
  const settings = withEdge({ type: 'HAProxy', proxyProtocol: { version: 'v1', targetPorts: { smtp: 10025 } } }, expose('smtp'));
  expect(summary(settings)).toMatchObject({
    'TCP bluemind-edge': [{ service: { name: 'bluemind-edge-proxy', port: 25 } }],
    'Service bluemind-edge-proxy': { type: 'ClusterIP', ports: [{ name: 'smtp', port: 25, protocol: 'TCP', targetPort: 10025 }] },
  });
  expect(annotationsOf(settings, 'Service', 'bluemind-edge-proxy')).toEqual({ 'haproxy.org/send-proxy-protocol': 'proxy-v1' });
  expect(annotationsOf(settings, 'Service', 'bluemind-postfix')).toEqual({});
  expect(waysIn(settings)).toEqual([expect.stringMatching(/-> all-in-one:10025$/)]);
});

test('raw TCP by the ConfigMap', () => {
  const settings = withEdge(
    { type: 'HAProxy', tcp: 'config-map', configMap: { name: 'tcp', namespace: 'ingress' }, acceptLostClientAddress: accepted },
    expose('smtp', 'imaps'),
  );
  expect(summary(settings)).toEqual({ 'ConfigMap tcp': { '10025': 'mail/bluemind-postfix:25', '10993': 'mail/bluemind-nginx:993' } });
  expect(checklist(settings).join('\n')).toContain('Start the controller with --configmap-tcp-services=ingress/tcp.');
});

test('the web goes through an Ingress', () => {
  const settings = withEdge(
    { type: 'HAProxy', className: 'haproxy', hosts, tls: { issuer: 'ca' }, sourceRanges: ['192.0.2.0/24'] },
    expose('http', 'https'),
  );
  expect(summary(settings)).toEqual({
    'Ingress bluemind-edge-web': {
      ingressClassName: 'haproxy',
      rules: [
        {
          host: 'mail.example.org',
          http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'bluemind-nginx', port: { number: 443 } } } }] },
        },
      ],
      tls: [{ hosts, secretName: 'bluemind-edge-tls' }],
    },
  });
  expect(annotationsOf(settings, 'Ingress', 'bluemind-edge-web')).toEqual({
    'cert-manager.io/issuer': 'ca',
    'haproxy.org/allow-list': '192.0.2.0/24',
    'haproxy.org/server-ssl': 'true',
    'haproxy.org/ssl-redirect': 'true',
    'haproxy.org/ssl-redirect-code': '301',
    'haproxy.org/ssl-redirect-port': '443',
    'haproxy.org/timeout-server': '1200s',
  });
});

test('the web takes the header only if it is named', () => {
  const ports = expose('smtp', 'https');
  const byDefault = withEdge({ type: 'HAProxy', hosts, proxyProtocol: { targetPorts: { smtp: 10025 } } }, ports);
  expect(summary(byDefault)).toMatchObject({ 'Service bluemind-edge-proxy': { ports: [{ name: 'smtp' }] } });
  const named = withEdge(
    { type: 'HAProxy', hosts, proxyProtocol: { ...proxyProtocol, ports: ['smtp', 'https'], targetPorts: { smtp: 10025 } } },
    ports,
  );
  expect(summary(named)).toMatchObject({
    'Ingress bluemind-edge-web': { rules: [{ http: { paths: [{ backend: { service: { name: 'bluemind-edge-proxy', port: { number: 443 } } } }] } }] },
    'Service bluemind-edge-proxy': { ports: [{ name: 'smtp' }, { name: 'https', port: 443, targetPort: 443 }] },
  });
});
