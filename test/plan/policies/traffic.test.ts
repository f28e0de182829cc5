import { bluemind4 } from '../../../lib/catalogue';
import { faults, find, objects, ofKind, plan } from '../../support/render';

const ingressOf = (name: string, settings: Parameters<typeof objects>[0]) => find('NetworkPolicy', name, objects(settings)).spec.ingress;
const podSelector = (component: string) => ({
  matchLabels: { 'app.kubernetes.io/component': component, 'app.kubernetes.io/instance': 'bluemind', 'app.kubernetes.io/name': 'bluemind' },
});
const tcp = (...ports: readonly number[]) => ports.map((port) => ({ port, protocol: 'TCP' }));

/** Roles on whose servers a component runs, as the catalogue places it. */
function homes(component: string): readonly string[] {
  const placement = bluemind4.components.find(({ name }) => name === component)?.placement;
  switch (placement?.kind) {
    case 'role':
      return [placement.role];
    case 'with':
      return [...new Set(placement.components.flatMap(homes))];
    case 'everywhere':
      return bluemind4.roles.map(({ name }) => name);
    default:
      return [];
  }
}

describe('isolation', () => {
  test('cluster: every pod of every namespace, to the known ports', () => {
    const [rule, ...more] = ingressOf('bluemind-xmpp-cluster', { workloads: 'roles', isolation: 'cluster' });
    expect(more).toEqual([]);
    expect(rule).toEqual({
      from: [{ namespaceSelector: {} }],
      ports: tcp(5222, 5223, 5269, 5280, 5290, 8021, 8022),
    });
  });

  test('installation: the pods of each workload, to every port', () => {
    const rules = ingressOf('bluemind-database-installation', { workloads: 'roles' });
    const workloads = ['core', 'database', 'mailbox', 'metrics', 'proxy', 'search', 'smtp', 'sso', 'web', 'xmpp'];
    expect(rules).toEqual([{ from: workloads.map((workload) => ({ podSelector: podSelector(workload) })) }]);
  });

  test('connections: the known ones and nothing else', () => {
    expect(ingressOf('bluemind-database-connections', { workloads: 'roles', isolation: 'connections' })).toEqual([
      { from: [{ podSelector: podSelector('core') }], ports: tcp(5432, 8021, 8022) },
      { from: [{ podSelector: podSelector('smtp') }], ports: tcp(5432) },
    ]);
  });

  test('connections: each connection of the catalogue between two workloads is allowed, and each allowed pair is one', () => {
    const expected = bluemind4.connections
      .filter(({ loopback }) => !loopback)
      .flatMap(({ from, to, port }) => homes(from).flatMap((source) => homes(to).map((target) => `${source} to ${target}: ${port}`)));
    const allowed = plan({ workloads: 'roles', isolation: 'connections' })
      .traffic.filter(({ origin }) => origin === 'isolation')
      .flatMap(({ workload, rules }) =>
        rules.flatMap(({ from, ports }) =>
          (from === 'anyone' ? [] : from).flatMap((peer) =>
            (ports === 'all' ? [] : ports).map((range) => {
              const source = peer.kind === 'pods' ? peer.podLabels?.['app.kubernetes.io/component'] : peer.cidr;
              const name = bluemind4.ports.find((port) => port.number === range.number && port.audience !== 'loopback')?.name;
              return `${source} to ${workload}: ${name}`;
            }),
          ),
        ),
      );
    expect(allowed.length).toBeGreaterThan(50);
    expect([...allowed].sort()).toEqual([...new Set(expected)].sort());
  });

  test('connections over 127.0.0.1 need no policy, unless the configuration was rewritten', () => {
    const split = {
      isolation: 'connections' as const,
      workloads: {
        text: { components: ['tika'] },
        main: { components: bluemind4.components.map(({ name }) => name).filter((name) => name !== 'tika') },
      },
    };
    expect(faults(split)).toEqual([expect.stringContaining("'core' looks for 'tika' on 127.0.0.1")]);
    const rules = ingressOf('bluemind-text-connections', { ...split, rewrittenConnections: [{ from: 'core', to: 'tika' }] });
    expect(rules).toEqual([{ from: [{ podSelector: podSelector('main') }], ports: tcp(8021, 8022, 8087) }]);
  });
});

describe('ways in', () => {
  test('source ranges are admitted one by one where the addresses of clients arrive', () => {
    const settings = { entryPoints: { public: { type: 'LoadBalancer' as const, sourceRanges: ['2001:db8::/32', '192.0.2.0/24'] } } };
    const [rule] = ingressOf('bluemind-all-in-one-from-public', settings);
    expect(rule.from).toEqual([{ ipBlock: { cidr: '192.0.2.0/24' } }, { ipBlock: { cidr: '2001:db8::/32' } }]);
    expect(find('Service', 'bluemind-public', objects(settings)).spec.loadBalancerSourceRanges).toEqual(['192.0.2.0/24', '2001:db8::/32']);
  });

  test('a peer of namespace and pods is one peer', () => {
    const allow = { dump: { ports: ['postgresql'], from: [{ namespace: 'backup', podLabels: { app: 'pgdump' } }], reason: 'Nightly dump.' } };
    expect(ingressOf('bluemind-all-in-one-allow-dump', { allow })).toEqual([
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'backup' } }, podSelector: { matchLabels: { app: 'pgdump' } } }],
        ports: tcp(5432),
      },
    ]);
  });

  test('addresses may be allowed with exceptions', () => {
    const allow = { office: { ports: ['core'], from: [{ cidr: '192.0.2.0/24', except: ['192.0.2.128/25', '192.0.2.64/26'] }], reason: 'Scripts.' } };
    expect(ingressOf('bluemind-all-in-one-allow-office', { allow, cluster: { podCidrs: ['10.244.0.0/16'] } })).toEqual([
      { from: [{ ipBlock: { cidr: '192.0.2.0/24', except: ['192.0.2.128/25', '192.0.2.64/26'] } }], ports: tcp(8090) },
    ]);
  });

  test('an Ingress admits only its controller, by pods or by the addresses of nodes', () => {
    const web = {
      expose: { smtp: 'public', https: 'web' },
      entryPoints: { public: { type: 'LoadBalancer' as const }, web: { type: 'Ingress' as const, hosts: ['mail.example.org'] } },
    };
    const pods = { ingressController: { namespace: 'traefik', podLabels: { app: 'traefik' } } };
    expect(ingressOf('bluemind-all-in-one-from-web', { ...web, cluster: pods })).toEqual([
      {
        from: [
          { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'traefik' } }, podSelector: { matchLabels: { app: 'traefik' } } },
        ],
        ports: tcp(443),
      },
    ]);
    const host = { ingressController: { hostNetwork: true }, nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] };
    expect(ingressOf('bluemind-all-in-one-from-web', { ...web, cluster: host })).toEqual([
      { from: [{ ipBlock: { cidr: '10.0.0.0/24' } }], ports: tcp(443) },
    ]);
  });

  test('an external port that is not exposed is treated as an internal one', () => {
    const all = objects({ isolation: 'cluster' });
    const open = ofKind('NetworkPolicy', all).flatMap(({ spec }) =>
      (spec.ingress ?? [])
        .filter((rule: { from?: unknown }) => !rule.from)
        .flatMap(({ ports }: { ports: { port: number }[] }) => ports.map(({ port }) => port)),
    );
    for (const port of [110, 143, 995, 5222, 5223, 5269]) expect(open).not.toContain(port);
  });
});

describe('blocks of addresses', () => {
  const allow = { office: { ports: ['core'], from: [{ cidr: '192.0.2.0/24' }], reason: 'Scripts.' } };

  test('are admitted to internal ports if pods are known to have none of them', () => {
    expect(faults({ allow })).toEqual([
      "cluster.podCidrs: are needed: policy 'bluemind-all-in-one-allow-office' admits 192.0.2.0/24 to core, and no pod with such an address may get in; list the address blocks of the pods, such as 10.244.0.0/16",
    ]);
    expect(faults({ allow, cluster: { podCidrs: ['192.0.0.0/16'] } })).toEqual([
      "cluster.podCidrs: 192.0.0.0/16 shares addresses with 192.0.2.0/24, which policy 'bluemind-all-in-one-allow-office' admits to core: pods with such addresses would be admitted, too; narrow the block, or name the peers by their labels",
    ]);
    expect(faults({ allow, cluster: { podCidrs: ['10.244.0.0/16'] } })).toEqual([]);
  });

  test('may be admitted to exposed ports, which are open anyway', () => {
    expect(faults({ entryPoints: { public: { type: 'LoadBalancer', sourceRanges: ['192.0.2.0/24'] } } })).toEqual([]);
  });
});

describe('target ports', () => {
  const settings = { workloads: { mail: { components: 'all' as const, targetPorts: { smtp: 10025, hazelcast: 6701 } } } };

  test('Services keep their numbers and lead to the pods’ own', () => {
    const all = objects(settings);
    for (const service of ['bluemind-public', 'bluemind-postfix'])
      expect(find('Service', service, all).spec.ports).toContainEqual({ name: 'smtp', port: 25, protocol: 'TCP', targetPort: 10025 });
    expect(find('Service', 'bluemind-hazelcast', all).spec.ports[14]).toEqual({
      name: 'hazelcast-5715',
      // Members connect to each other's pods, past any Service.
      port: 6715,
      protocol: 'TCP',
      targetPort: 6715,
    });
  });

  test('policies follow the pods', () => {
    expect(ingressOf('bluemind-mail-from-public', settings)[0].ports).toContainEqual({ port: 10025, protocol: 'TCP' });
    expect(ingressOf('bluemind-mail-cluster', { ...settings, isolation: 'cluster' })[0].ports).toContainEqual({
      port: 6701,
      endPort: 6715,
      protocol: 'TCP',
    });
  });
});

describe('listeners that expect a PROXY header', () => {
  const settings = {
    cluster: { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] },
    entryPoints: { public: { type: 'NodePort' as const, nodePorts: { smtp: 30025, https: 30443 }, proxyProtocol: { targetPorts: { smtp: 10025 } } } },
    expose: { smtp: 'public', https: 'public' },
  };

  test('are reached only from the balancer’s addresses', () => {
    expect(ingressOf('bluemind-all-in-one-from-public', settings)).toEqual([
      { from: [{ ipBlock: { cidr: '10.0.0.0/24' } }], ports: tcp(443, 10025) },
    ]);
    const [{ ports }] = ingressOf('bluemind-all-in-one-installation', settings);
    expect(ports.filter(({ protocol }: { protocol: string }) => protocol === 'TCP')).toEqual([
      { port: 1, endPort: 442, protocol: 'TCP' },
      { port: 444, endPort: 10024, protocol: 'TCP' },
      { port: 10026, endPort: 65535, protocol: 'TCP' },
    ]);
  });

  test('leave clients inside the cluster the plain port, except https, which BlueMind switches completely', () => {
    const all = objects(settings);
    expect(find('Service', 'bluemind-postfix', all).spec.ports).toContainEqual({ name: 'smtp', port: 25, protocol: 'TCP', targetPort: 25 });
    expect(find('Service', 'bluemind-public', all).spec.ports).toContainEqual({
      name: 'smtp',
      nodePort: 30025,
      port: 25,
      protocol: 'TCP',
      targetPort: 10025,
    });
    expect(find('Service', 'bluemind-nginx', all).spec.ports.map(({ name }: { name: string }) => name)).not.toContain('https');
  });

  test('need ports apart and known senders', () => {
    const entryPoints = (targetPorts: Record<string, number>) => ({ public: { ...settings.entryPoints.public, proxyProtocol: { targetPorts } } });
    expect(faults({ ...settings, cluster: {}, entryPoints: entryPoints({}) })).toEqual([
      expect.stringMatching(/^entryPoints.public.proxyProtocol.targetPorts: has no port for 'smtp'/),
      expect.stringMatching(/^entryPoints.public.proxyProtocol.trustedCidrs: are needed/),
    ]);
    expect(faults({ ...settings, entryPoints: entryPoints({ smtp: 587 }) })).toEqual([
      "entryPoints.public.proxyProtocol.targetPorts.smtp: 587 is the plain port 'submission' of the same pods; choose another port",
    ]);
  });
});
