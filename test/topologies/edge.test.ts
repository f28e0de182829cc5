import type { InstallationProps } from '../../lib/settings';
import { find, objects, ofKind, plan } from '../support/render';

const exposed = { entryPoint: 'public', workload: 'edge' };
const settings: Partial<InstallationProps> = {
  namespace: 'mail',
  workloads: { main: { components: 'all' }, edge: { kind: 'edge', namespace: 'dmz' } },
  expose: { smtp: exposed, submissions: exposed, imaps: exposed, https: exposed },
  egress: 'restricted',
  cluster: { podCidrs: ['10.244.0.0/16'] },
};

const labels = (workload: string) => ({
  'app.kubernetes.io/component': workload,
  'app.kubernetes.io/instance': 'bluemind',
  'app.kubernetes.io/name': 'bluemind',
});
const of = (namespace: string, workload: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
  podSelector: { matchLabels: labels(workload) },
});
const tcp = (...numbers: readonly number[]) => numbers.map((port) => ({ port, protocol: 'TCP' }));
const hazelcast = { port: 5701, endPort: 5715, protocol: 'TCP' };
const inwards = [...tcp(25, 443, 1110, 1143), hazelcast, ...tcp(8086, 8090)];

describe('an edge server in a namespace of its own', () => {
  const all = objects(settings);
  const policies = ofKind('NetworkPolicy', all).filter(({ metadata }) => metadata.namespace === 'dmz');

  test('has exactly these policies', () => {
    expect(policies.map(({ metadata, spec }) => [metadata.name, spec.ingress ?? spec.egress])).toEqual([
      ['bluemind-edge-default-deny', undefined],
      ['bluemind-edge-from-public', [{ ports: tcp(25, 443, 465, 993) }]],
      ['bluemind-edge-installation', [{ from: [of('mail', 'main')], ports: tcp(25, 8021, 8022) }]],
      ['bluemind-edge-default-deny-egress', undefined],
      [
        'bluemind-edge-to-dns',
        [
          {
            to: [
              {
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
                podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
              },
            ],
            ports: [
              { port: 53, protocol: 'TCP' },
              { port: 53, protocol: 'UDP' },
            ],
          },
          {
            to: [
              {
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
                podSelector: { matchLabels: { 'k8s-app': 'node-local-dns' } },
              },
            ],
            ports: [
              { port: 53, protocol: 'TCP' },
              { port: 53, protocol: 'UDP' },
            ],
          },
          {
            to: [{ ipBlock: { cidr: '169.254.20.10/32' } }],
            ports: [
              { port: 53, protocol: 'TCP' },
              { port: 53, protocol: 'UDP' },
            ],
          },
        ],
      ],
      ['bluemind-edge-to-installation', [{ to: [of('mail', 'main')], ports: inwards }]],
      [
        'bluemind-edge-to-mail',
        [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.244.0.0/16'] } }, { ipBlock: { cidr: '::/0' } }], ports: tcp(25) }],
      ],
    ]);
    for (const { spec } of policies) expect(spec.podSelector).toEqual({ matchLabels: labels('edge') });
  });

  test('reaches inside what it is known to need, though the servers inside trust each other', () => {
    expect(find('NetworkPolicy', 'bluemind-main-installation', all)).toMatchObject({
      metadata: {
        namespace: 'mail',
        annotations: {
          'kubernetes.io/description':
            "The pods of the installation may connect to every port of workload 'main', as BlueMind's own firewall lets its servers; nobody else may. Edge servers may connect to what they are known to need: edge to smtp, https, cyrus-pop3, cyrus-imap, hazelcast, influxdb, core.",
        },
      },
      spec: { ingress: [{ from: [{ podSelector: { matchLabels: labels('main') } }] }, { from: [of('dmz', 'edge')], ports: inwards }] },
    });
  });

  test('takes what comes from outside, and the main server sends no mail out', () => {
    const outside = ofKind('Service', all).filter(({ spec }) => spec.type === 'LoadBalancer');
    expect(outside.map(({ metadata, spec }) => [metadata.namespace, metadata.name, spec.selector])).toEqual([
      ['dmz', 'bluemind-public', labels('edge')],
    ]);
    expect(all.map(({ metadata }) => metadata.name)).not.toContain('bluemind-main-to-mail');
    expect(all.map(({ metadata }) => metadata.name)).not.toContain('bluemind-main-from-public');
  });

  test('renames no Service inside', () => {
    const names = (given: Partial<InstallationProps>) =>
      ofKind('Service', objects(given))
        .filter(({ metadata, spec }) => spec.type === 'ClusterIP' && metadata.namespace === 'mail')
        .map(({ metadata }) => metadata.name);
    expect(names(settings)).toEqual(names({ namespace: 'mail', workloads: { main: { components: 'all' } } }));
    expect(
      ofKind('Service', all)
        .filter(({ metadata, spec }) => spec.type === 'ClusterIP' && metadata.namespace === 'dmz')
        .map(({ metadata }) => metadata.name),
    ).toEqual(['bluemind-milter-edge', 'bluemind-nginx-edge', 'bluemind-node-edge', 'bluemind-postfix-edge']);
  });

  test('has its namespace rendered on request', () => {
    expect(ofKind('Namespace', objects({ ...settings, createNamespace: true })).map(({ metadata }) => metadata.name)).toEqual(['mail', 'dmz']);
  });

  test('is admitted by name of its namespace if peers of the installation are', () => {
    const allowed = objects({ ...settings, allow: { probe: { ports: ['smtp'], from: [{ podLabels: { app: 'probe' } }], reason: 'Watches.' } } });
    const peers = ofKind('NetworkPolicy', allowed)
      .filter(({ metadata }) => metadata.name.endsWith('allow-probe'))
      .map(({ metadata, spec }) => [metadata.namespace, spec.ingress[0].from]);
    expect(peers).toEqual([
      ['dmz', [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'mail' } }, podSelector: { matchLabels: { app: 'probe' } } }]],
      ['mail', [{ podSelector: { matchLabels: { app: 'probe' } } }]],
    ]);
  });

  test('may be behind routes, which are beside its Services', () => {
    const routed = objects({
      ...settings,
      entryPoints: { public: { type: 'Ingress', hosts: ['mail.example.org'] } },
      expose: { https: exposed, smtp: { entryPoint: 'cluster', reason: 'Mail arrives through a relay.' } },
      cluster: { ingressController: { namespace: 'ingress' } },
    });
    expect(ofKind('Ingress', routed).map(({ metadata, spec }) => [metadata.namespace, spec.rules[0].http.paths[0].backend.service.name])).toEqual([
      ['dmz', 'bluemind-nginx-edge'],
    ]);
    expect(find('NetworkPolicy', 'bluemind-edge-from-public', routed).metadata.namespace).toBe('dmz');
  });
});

describe('presets', () => {
  const inside = { entryPoint: 'cluster', reason: 'Not part of this test.' };
  const closed = { smtp: inside, https: inside };
  const workloads = (given: InstallationProps['workloads'], release: '4' | '5' = '4') =>
    plan({ workloads: given, release, expose: closed }).workloads.map(({ name, kind, components }) => [name, kind, components.length]);

  test('a main server with an edge server', () => {
    expect(workloads('main-and-edge')).toEqual([
      ['edge', 'edge', 6],
      ['main', 'single', 24],
    ]);
    expect(plan({ workloads: 'main-and-edge', expose: closed }).workloads[0]?.components).toEqual([
      'milter',
      'nginx',
      'node',
      'postfix',
      'telegraf',
      'ysnp',
    ]);
  });

  test('a main server with mailbox servers, as their package has them', () => {
    expect(workloads('main-and-mailboxes').map(([name, kind]) => [name, kind])).toEqual([
      ['mailbox-1', 'one-of-several'],
      ['mailbox-2', 'one-of-several'],
      ['main', 'single'],
    ]);
    expect(plan({ workloads: 'main-and-mailboxes', expose: closed }).workloads[0]?.components).toEqual(
      ['cyrus', 'lmtpd', 'milter', 'node', 'postfix', 'postgresql', 'sds-proxy', 'telegraf', 'tika', 'ysnp'].sort(),
    );
  });

  test('an edge server of release 5 asks the core for mailboxes', () => {
    const { connections } = plan({ workloads: 'main-and-edge', release: '5', expose: closed });
    expect(connections.filter(({ fromWorkload }) => fromWorkload === 'edge').map(({ from, port }) => `${from} ${port}`)).toEqual([
      'nginx https',
      'nginx core',
      'postfix smtp',
      'milter core',
      'ysnp core',
      'milter hazelcast',
      'ysnp hazelcast',
      'telegraf influxdb',
      'nginx core-imap',
      'nginx core-pop3',
    ]);
  });
});

test('an edge server whose configuration was rewritten uses what it does not run itself', () => {
  const lean: Partial<InstallationProps> = {
    ...settings,
    workloads: { main: { components: 'all' }, edge: { kind: 'edge', components: ['postfix', 'nginx'] } },
    expose: { smtp: exposed, https: exposed },
  };
  const outOfEdge = (rewrittenConnections: InstallationProps['rewrittenConnections']) =>
    plan({ ...lean, rewrittenConnections })
      .connections.filter(({ fromWorkload, from }) => fromWorkload === 'edge' && from === 'postfix')
      .map(({ to, toWorkload }) => `${to} on ${toWorkload}`);
  expect(outOfEdge([{ from: 'postfix', to: 'milter' }])).toContain('milter on main');
});
