import { commentOf, plan, planOfEdge, proxied, through, valuesOf } from './plans';

const hosts = ['mail.example.org'];

/** The chart opens statistics and profiles of the controller beside the ports of BlueMind; values that do not name the others leave them on. */
const enablePorts = { admin: false, stat: false };

test('TCP ports lead to the numbers on which the pods listen', () => {
  const made = planOfEdge({ type: 'HAProxy', hosts, bindPorts: { imap: 2143 }, ...proxied('smtp', 'imap') }, 'imap', 'smtp', 'xmpp-client', 'https');
  expect(valuesOf(made, 'haproxy')).toEqual({
    controller: {
      service: {
        enablePorts: { admin: false, stat: false },
        externalTrafficPolicy: 'Local',
        tcpPorts: [
          { name: 'smtp', port: 25, targetPort: 10025 },
          { name: 'imap', port: 143, targetPort: 2143 },
          { name: 'xmpp-client', port: 5222, targetPort: 5222 },
        ],
      },
    },
  });
  expect(commentOf(made, 'haproxy')).toContain('Helm does not merge lists: tcpPorts of a later file replaces this');
});

test('the controller gets the name of the ConfigMap of TCP ports, if that is the way', () => {
  const made = planOfEdge({ type: 'HAProxy', tcp: 'config-map', ...proxied('smtp') }, 'smtp');
  expect(valuesOf(made, 'haproxy')).toMatchObject({ controller: { extraArgs: ['--configmap-tcp-services=bluemind/bluemind-edge-tcp'] } });
  expect(commentOf(made, 'haproxy')).toContain('extraArgs and tcpPorts of a later file replace these');
});

test("PROXY headers are believed on the web's ports; TCP ports have rules of their own", () => {
  const trustedProxies = ['10.0.1.0/24', '10.0.0.0/24'];
  expect(valuesOf(planOfEdge({ type: 'HAProxy', hosts, trustedProxies }, 'https'), 'haproxy')).toEqual({
    controller: { config: { 'proxy-protocol': '10.0.0.0/24,10.0.1.0/24' }, service: { enablePorts, externalTrafficPolicy: 'Local' } },
  });
  expect(valuesOf(planOfEdge({ type: 'HAProxy', trustedProxies, ...proxied('smtp') }, 'smtp'), 'haproxy')).toEqual({
    controller: { service: { enablePorts, externalTrafficPolicy: 'Local', tcpPorts: [{ name: 'smtp', port: 25, targetPort: 10025 }] } },
  });
});

test('an Ingress needs its clients’ addresses kept, and nothing on the network of nodes', () => {
  const edge = { type: 'Ingress', controller: 'haproxy', hosts } as const;
  expect(valuesOf(planOfEdge(edge, 'https'), 'haproxy')).toEqual({ controller: { service: { enablePorts, externalTrafficPolicy: 'Local' } } });
  const hostNetwork = { ingressController: { hostNetwork: true }, nodeCidrs: ['10.0.0.0/24'] };
  expect(valuesOf(plan({ expose: through('https'), entryPoints: { edge }, cluster: hostNetwork }), 'haproxy')).toEqual({
    controller: { service: { enablePorts } },
  });
});

test('the class of the controller is that of the entry points, if it is not the chart’s own', () => {
  const values = (className?: string) => valuesOf(planOfEdge({ type: 'HAProxy', className, ...proxied('smtp') }, 'smtp'), 'haproxy');
  expect(values()).not.toHaveProperty('controller.ingressClass');
  expect(values('haproxy')).not.toHaveProperty('controller.ingressClass');
  expect(values('internal')).toMatchObject({ controller: { ingressClass: 'internal', ingressClassResource: { name: 'internal' } } });
});

test('what does not lead through HAProxy adds nothing to its chart', () => {
  expect(valuesOf(planOfEdge({ type: 'Traefik', ...proxied('smtp') }, 'smtp'), 'haproxy')).toEqual({});
});
