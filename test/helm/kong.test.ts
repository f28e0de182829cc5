import { accepted, commentOf, planOfEdge, valuesOf } from './plans';

const hosts = ['mail.example.org'];
const gateway = { type: 'Gateway', gatewayApi: '1.6', implementation: 'kong', className: 'kong', hosts } as const;

test('streams listen on the numbers of the listeners; those that are distinguished by name need ssl', () => {
  const made = planOfEdge({ ...gateway, ...accepted, listenerPorts: { smtp: 10025, imaps: 10993 } }, 'smtp', 'imaps');
  expect(valuesOf(made, 'kong')).toEqual({
    proxy: {
      externalTrafficPolicy: 'Local',
      stream: [
        { containerPort: 10025, protocol: 'TCP', servicePort: 25 },
        { containerPort: 10993, parameters: ['ssl'], protocol: 'TCP', servicePort: 993 },
      ],
    },
  });
  expect(commentOf(made, 'kong')).toContain('Helm does not merge lists');
});

test("HTTP that ends at Kong is its own; TLS that passes through on 443 takes Kong's place", () => {
  expect(valuesOf(planOfEdge(gateway, 'http', 'https'), 'kong')).toMatchObject({
    proxy: { http: { enabled: true, servicePort: 80 }, tls: { enabled: false } },
  });
  const through = planOfEdge({ ...gateway, listenerPorts: { https: 9443 } }, 'https');
  expect(valuesOf(through, 'kong')).toEqual({
    proxy: {
      externalTrafficPolicy: 'Local',
      stream: [{ containerPort: 9443, parameters: ['ssl'], protocol: 'TCP', servicePort: 443 }],
      tls: { enabled: false },
    },
  });
  expect(commentOf(through, 'kong')).toContain("Kong's own HTTPS is turned off");
});

test('on numbers below 1024 pods need the sysctl that lets them', () => {
  const made = planOfEdge({ ...gateway, ...accepted }, 'smtp');
  expect(valuesOf(made, 'kong')).toMatchObject({ securityContext: { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] } });
  expect(commentOf(made, 'kong')).toContain('listeners 25 are below 1024');
});

test('an Ingress needs its clients’ addresses kept', () => {
  expect(valuesOf(planOfEdge({ type: 'Ingress', controller: 'kong', hosts }, 'https'), 'kong')).toEqual({
    proxy: { externalTrafficPolicy: 'Local' },
  });
});
