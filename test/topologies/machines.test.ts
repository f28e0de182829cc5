import type { InstallationProps } from '../../lib/settings';
import { find, objects, ofKind, plan } from '../support/render';

const settings: Partial<InstallationProps> = {
  workloads: {
    main: {
      components: [
        'nginx',
        'postfix',
        'milter',
        'webmail',
        'memcached',
        'cyrus',
        'lmtpd',
        'sds-proxy',
        'core',
        'tika',
        'push',
        'mapi',
        'hps',
        'webserver',
        'xmpp',
      ],
      addresses: ['2001:db8::10', '192.0.2.11', '192.0.2.10'],
    },
    data: { roles: ['database', 'search', 'metrics'] },
  },
  entryPoints: {
    public: { type: 'LoadBalancer', externalTrafficPolicy: 'Cluster', acceptLostClientAddress: 'Only the relay of the provider connects.' },
  },
  expose: { smtp: 'public', https: 'public' },
  isolation: 'connections',
  cluster: { podCidrs: ['10.244.0.0/16'], nodeCidrs: ['10.0.0.0/24'] },
};

describe('machines outside the cluster', () => {
  const all = objects(settings);
  const slices: readonly { readonly metadata: { readonly name: string } }[] = ofKind('EndpointSlice', all);

  test('are behind Services without selectors, by one slice for each family', () => {
    expect(find('Service', 'bluemind-postfix', all).spec).toEqual({
      type: 'ClusterIP',
      internalTrafficPolicy: 'Cluster',
      sessionAffinity: 'None',
      ports: [
        { name: 'smtp', port: 25, protocol: 'TCP', targetPort: 25 },
        { name: 'submissions', port: 465, protocol: 'TCP', targetPort: 465 },
        { name: 'submission', port: 587, protocol: 'TCP', targetPort: 587 },
      ],
    });
    const conditions = { ready: true, serving: true, terminating: false };
    const ports = [
      { name: 'smtp', port: 25, protocol: 'TCP' },
      { name: 'submissions', port: 465, protocol: 'TCP' },
      { name: 'submission', port: 587, protocol: 'TCP' },
    ];
    const slice = (family: string, addresses: readonly string[]) => ({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: `bluemind-postfix-${family.toLowerCase()}`,
        namespace: 'bluemind',
        labels: {
          'app.kubernetes.io/instance': 'bluemind',
          'app.kubernetes.io/managed-by': 'cdk8s-bluemind',
          'app.kubernetes.io/name': 'bluemind',
          'app.kubernetes.io/part-of': 'bluemind',
          'endpointslice.kubernetes.io/managed-by': 'cdk8s-bluemind',
          'kubernetes.io/service-name': 'bluemind-postfix',
        },
        annotations: {
          'kubernetes.io/description': `Routes Service 'bluemind-postfix' to the ${family} addresses of the machines of workload 'main'.`,
        },
      },
      addressType: family,
      endpoints: addresses.map((address) => ({ addresses: [address], conditions })),
      ports,
    });
    expect(slices.filter(({ metadata }) => metadata.name.startsWith('bluemind-postfix-'))).toEqual([
      slice('IPv4', ['192.0.2.10', '192.0.2.11']),
      slice('IPv6', ['2001:db8::10']),
    ]);
  });

  test('are led to from outside and by headless Services, too', () => {
    expect(find('Service', 'bluemind-public', all).spec).not.toHaveProperty('selector');
    expect(find('Service', 'bluemind-hazelcast', all).spec).toMatchObject({ clusterIP: 'None' });
    expect(slices.map(({ metadata }) => metadata.name)).toEqual(
      expect.arrayContaining(['bluemind-public-ipv4', 'bluemind-public-ipv6', 'bluemind-hazelcast-ipv4', 'bluemind-node-main-ipv4']),
    );
    expect(slices.map(({ metadata }) => metadata.name)).not.toContain('bluemind-postgresql-ipv4');
  });

  test('have no policies, and are peers by their addresses in those of pods', () => {
    const policies = ofKind('NetworkPolicy', all);
    expect(policies.map(({ metadata }) => metadata.name)).toEqual(['bluemind-data-connections', 'bluemind-data-default-deny']);
    expect(policies[0]?.spec.ingress[1]).toEqual({
      from: [{ ipBlock: { cidr: '192.0.2.10/32' } }, { ipBlock: { cidr: '192.0.2.11/32' } }, { ipBlock: { cidr: '2001:db8::10/128' } }],
      ports: [5432, 8021, 8022, 8086, 8888, 9092, 9300].map((port) => ({ port, protocol: 'TCP' })),
    });
  });

  test('leave as manual steps what their firewalls must admit', () => {
    expect(plan(settings).checklist).toEqual([
      {
        entryPoint: 'public',
        where: "machines of 'main'",
        owner: 'network',
        snippet: {
          language: 'sh',
          text: [
            'nft add rule inet filter input ip saddr { 10.0.0.0/24 } tcp dport 25 accept comment \'"smtp"\'',
            'nft add rule inet filter input ip saddr { 10.0.0.0/24 } tcp dport 443 accept comment \'"https"\'',
          ].join('\n'),
        },
        what: "No NetworkPolicy protects 192.0.2.10, 192.0.2.11, 2001:db8::10. Have their firewall admit the nodes (10.0.0.0/24) to 25 (smtp), 443 (https); BlueMind's own leaves external ports open to everyone.",
      },
      {
        entryPoint: 'cluster',
        where: "machines of 'main'",
        owner: 'bluemind',
        snippet: { language: 'text', text: '10.0.0.0/24\n10.244.0.0/16' },
        what: "No NetworkPolicy protects 192.0.2.10, 192.0.2.11, 2001:db8::10. For workload data to reach 8090 (core), list the nodes (10.0.0.0/24) and, unless pods are masqueraded, the pods (10.244.0.0/16) in BlueMind under Security > Manage firewall. Then all pods of these nodes get in: with egress: restricted, policies limit the installation's own pods to its known connections; policies of other namespaces must restrict the other pods.",
      },
    ]);
  });

  test('are reached by pods only along the known connections if egress is restricted', () => {
    const restricted = objects({ ...settings, egress: 'restricted' });
    expect(find('NetworkPolicy', 'bluemind-data-to-installation', restricted).spec.egress[1]).toEqual({
      to: [{ ipBlock: { cidr: '192.0.2.10/32' } }, { ipBlock: { cidr: '192.0.2.11/32' } }, { ipBlock: { cidr: '2001:db8::10/128' } }],
      ports: [{ port: 8090, protocol: 'TCP' }],
    });
  });

  test('have Services of the families of their addresses', () => {
    const families = (addresses: string[], ipFamilies?: ('IPv4' | 'IPv6')[]) => {
      const { ipFamilies: found, ipFamilyPolicy } = find(
        'Service',
        'bluemind-nginx',
        objects({
          ...settings,
          workloads: { all: { components: 'all', addresses } },
          cluster: { ...settings.cluster, ...(ipFamilies && { ipFamilies }) },
        }),
      ).spec;
      return [found, ipFamilyPolicy];
    };
    expect(families(['192.0.2.10'])).toEqual([['IPv4'], 'SingleStack']);
    expect(families(['192.0.2.10'], ['IPv6', 'IPv4'])).toEqual([['IPv4'], 'SingleStack']);
    expect(families(['2001:db8::10', '192.0.2.10'], ['IPv6', 'IPv4'])).toEqual([['IPv6', 'IPv4'], 'RequireDualStack']);
    expect(families(['2001:db8::10', '192.0.2.10'])).toEqual([undefined, undefined]);
  });
});
