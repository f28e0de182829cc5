import { type ChartFolder, chartOf, removeCharts } from './support';

let chart: ChartFolder;
beforeAll(() => {
  chart = chartOf({
    name: 'bluemind',
    cluster: { ingressController: { namespace: 'ingress' }, nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] },
    entryPoints: {
      public: { type: 'LoadBalancer', provider: 'metallb', ipFamilies: ['IPv4'] },
      private: { type: 'LoadBalancer', provider: 'aws', targetType: 'ip' },
      web: { type: 'Ingress', hosts: ['mail.example.org'], tls: { issuer: 'ca' } },
    },
    expose: { smtp: 'public', imaps: 'private', https: 'web' },
  });
});
afterAll(removeCharts);

const wrong: readonly (readonly [what: string, values: unknown, where: string])[] = [
  ['a misspelt key', { namspace: 'mail' }, 'namspace'],
  ['an entry point that is not there', { entryPoints: { office: { enabled: true } } }, 'office'],
  ['a field that an entry point does not have', { entryPoints: { public: { hosts: ['mail.example.org'] } } }, 'hosts'],
  ['a field that is taken away', { entryPoints: { web: { hosts: null } } }, 'hosts'],
  ['an entry point that is taken away', { entryPoints: { web: null } }, 'web'],
  ['a switch as a text', { entryPoints: { public: { enabled: 'false' } } }, '/entryPoints/public/enabled'],
  ['a namespace that is no name', { namespace: 'Mail' }, '/namespace'],
  ['a number as a class', { entryPoints: { public: { class: 1 } } }, '/entryPoints/public/class'],
  ['a host that is no name', { entryPoints: { web: { hosts: ['https://mail'] } } }, '/entryPoints/web/hosts/0'],
  ['a wildcard', { entryPoints: { web: { hosts: ['*.example.org'] } } }, '/entryPoints/web/hosts/0'],
  ['no host where one is needed', { entryPoints: { web: { hosts: [] } } }, '/entryPoints/web/hosts'],
  ['a host twice', { entryPoints: { web: { hosts: ['a.example.org', 'a.example.org'] } } }, '/entryPoints/web/hosts'],
  ['no issuer where one is needed', { entryPoints: { web: { tls: { issuer: '' } } } }, '/entryPoints/web/tls/issuer'],
  ['another way to a certificate', { entryPoints: { web: { tls: { clusterIssuer: 'acme' } } } }, 'clusterIssuer'],
  ['an address in place of a block', { entryPoints: { public: { sourceRanges: ['192.0.2.1'] } } }, '/entryPoints/public/sourceRanges/0'],
  ['a block that ends beyond', { entryPoints: { public: { sourceRanges: ['192.0.2.0/33'] } } }, '/entryPoints/public/sourceRanges/0'],
  ['a text in place of a list', { entryPoints: { public: { sourceRanges: '192.0.2.0/24' } } }, '/entryPoints/public/sourceRanges'],
  ['an address of another family', { entryPoints: { public: { addresses: ['2001:db8::1'] } } }, '/entryPoints/public/addresses/0'],
  ['more addresses than there can be', { entryPoints: { public: { addresses: ['192.0.2.1', '192.0.2.2'] } } }, '/entryPoints/public/addresses'],
  ['an address that is no allocation', { entryPoints: { private: { addresses: ['192.0.2.1'] } } }, '/entryPoints/private/addresses/0'],
  ['a number as an annotation', { entryPoints: { public: { annotations: { a: 1 } } } }, '/entryPoints/public/annotations/a'],
  ['an annotation that has no proper key', { entryPoints: { public: { annotations: { 'a b': 'c' } } } }, "'a b'"],
  [
    'an annotation on which policies depend',
    { entryPoints: { private: { annotations: { 'service.beta.kubernetes.io/aws-load-balancer-proxy-protocol': '*' } } } },
    'aws-load-balancer-proxy-protocol',
  ],
  [
    'an annotation by which addresses of clients are lost',
    {
      entryPoints: {
        private: { annotations: { 'service.beta.kubernetes.io/aws-load-balancer-target-group-attributes': 'preserve_client_ip.enabled=false' } },
      },
    },
    'aws-load-balancer-target-group-attributes',
  ],
  ['our own mark', { entryPoints: { public: { annotations: { 'cdk8s-bluemind/client-address-lost': 'x' } } } }, 'client-address-lost'],
];

test.each(wrong)('%s is refused, with its place', (_, values, where) => {
  expect(chart.refusal(values)).toContain(where);
});

test('values of a parent chart are let through', () => {
  expect(chart.refusal({ global: { anything: 1 } })).toBeUndefined();
});
