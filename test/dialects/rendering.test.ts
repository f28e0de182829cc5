import { podSelector, quoted } from '../../lib/constructs/policies/calico-rules';
import { type EgressRule, type Plan, planFrom } from '../../lib/plan';
import { policyDialectFaults } from '../../lib/plan/policies/dialect';
import { withEgressMeaning } from '../../lib/plan/policies/meaning';
import type { InstallationProps } from '../../lib/settings';
import { renderManifests } from '../../lib/synth/render';
import { faults, objects, ofKind, parse, type Rendered } from '../support/render';
import { type Dialect, dialects } from './support';

const kinds: Readonly<Record<Dialect, string>> = { kubernetes: 'NetworkPolicy', cilium: 'CiliumNetworkPolicy', calico: 'NetworkPolicy' };

/** The policies of an installation by name, without its prefix. */
const policies = (dialect: Dialect, settings: Partial<InstallationProps> = {}): Readonly<Record<string, Rendered['spec']>> =>
  byName(dialect, objects({ ...settings, policies: { dialect } }));

const byName = (dialect: Dialect, all: readonly Rendered[]): Readonly<Record<string, Rendered['spec']>> =>
  Object.fromEntries(ofKind(kinds[dialect], all).map(({ metadata, spec }) => [metadata.name.replace(/^bluemind-/, ''), spec]));

const roles = { workloads: 'roles', isolation: 'connections' } as const;

const ciliumLabels = (workload: string) => ({
  matchLabels: {
    'k8s:app.kubernetes.io/component': workload,
    'k8s:app.kubernetes.io/instance': 'bluemind',
    'k8s:app.kubernetes.io/name': 'bluemind',
  },
});
const ciliumPorts = (...ports: readonly number[]) => [{ ports: ports.map((port) => ({ port: `${port}`, protocol: 'TCP' })) }];

const calicoLabels = (workload: string) =>
  `projectcalico.org/orchestrator == 'k8s' && app.kubernetes.io/component == '${workload}' && app.kubernetes.io/instance == 'bluemind' && app.kubernetes.io/name == 'bluemind'`;
const calicoRule = (source: object | undefined, ...ports: readonly (number | string)[]) => ({
  action: 'Allow',
  protocol: 'TCP',
  ...(source && { source }),
  destination: { ports },
});

const allow: InstallationProps['allow'] = {
  dump: {
    ports: ['postgresql'],
    from: [
      { namespace: 'backup', podLabels: { app: 'pgdump' } },
      { namespaceLabels: { team: 'mail' } },
      { namespaceLabels: {} },
      { podLabels: { role: 'import' } },
      { cidr: '192.0.2.0/24', except: ['192.0.2.64/26'] },
      { cidr: '2001:db8::/32' },
    ],
    reason: 'Nightly dump.',
  },
};
const cluster = { podCidrs: ['10.244.0.0/16'] };
const onNodes = {
  expose: { smtp: 'public', https: 'web' },
  entryPoints: { public: { type: 'LoadBalancer' }, web: { type: 'Ingress', hosts: ['mail.example.org'] } },
  cluster: { ingressController: { hostNetwork: true }, nodeCidrs: ['10.0.0.0/24', '10.0.1.0/24'] },
} as const satisfies Partial<InstallationProps>;

test('every dialect says the same under the same names', () => {
  const statements = (dialect: Dialect) =>
    ofKind(kinds[dialect], objects({ ...roles, allow, cluster, policies: { dialect } })).map(({ metadata }) => metadata);
  const kubernetes = statements('kubernetes');
  expect(kubernetes.length).toBeGreaterThan(20);
  for (const dialect of dialects) expect(statements(dialect)).toEqual(kubernetes);
});

test('the default dialect is that of Kubernetes, and says so in no way', () => {
  expect(objects()).toEqual(objects({ policies: { dialect: 'kubernetes', guard: 'none' } }));
  expect(JSON.stringify(objects())).not.toMatch(/cilium|calico|ClusterNetworkPolicy/i);
});

test('twice the same settings give twice the same bytes', () => {
  for (const dialect of dialects) {
    const settings: InstallationProps = { name: 'bluemind', ...roles, allow, cluster, policies: { dialect, guard: 'clusterNetworkPolicy' } };
    expect(renderManifests(planFrom(settings)).stream).toBe(renderManifests(planFrom(settings)).stream);
  }
});

test('an unknown dialect is a fault, and so is a priority beyond the tier', () => {
  expect(faults({ policies: { dialect: 'weave' } })).toEqual([expect.stringMatching(/^policies.dialect: 'weave'/)]);
  expect(faults({ policies: { guardPriority: 1001 } })).toEqual(['policies.guardPriority: 1001 is not within 0-1000']);
});

describe('cilium', () => {
  test('the default installation', () => {
    expect(policies('cilium')).toEqual({
      'all-in-one-default-deny': { endpointSelector: ciliumLabels('all-in-one'), ingress: [{}] },
      'all-in-one-from-public': {
        endpointSelector: ciliumLabels('all-in-one'),
        ingress: [{ fromEntities: ['all'], toPorts: ciliumPorts(25, 80, 443, 465, 587, 993) }],
      },
      'all-in-one-installation': {
        endpointSelector: ciliumLabels('all-in-one'),
        ingress: [{ fromEndpoints: [ciliumLabels('all-in-one')] }],
      },
    });
  });

  test('roles along the known connections', () => {
    const all = policies('cilium', roles);
    expect(all['database-connections']).toEqual({
      endpointSelector: ciliumLabels('database'),
      ingress: [
        { fromEndpoints: [ciliumLabels('core')], toPorts: ciliumPorts(5432, 8021, 8022) },
        { fromEndpoints: [ciliumLabels('smtp')], toPorts: ciliumPorts(5432) },
      ],
    });
    expect(all['core-connections'].ingress[0].toPorts[0].ports[0]).toEqual({ port: '5701', endPort: 5715, protocol: 'TCP' });
    expect(all['proxy-from-public'].ingress).toEqual([{ fromEntities: ['all'], toPorts: ciliumPorts(80, 443, 993) }]);
  });

  test('one kind of peers in a rule, since Cilium refuses several', () => {
    const toPorts = ciliumPorts(5432);
    expect(policies('cilium', { ...roles, allow, cluster })['database-allow-dump'].ingress).toEqual([
      {
        fromEndpoints: [
          { matchLabels: { 'k8s:role': 'import' } },
          { matchLabels: { 'k8s:app': 'pgdump', 'k8s:io.kubernetes.pod.namespace': 'backup' } },
          { matchLabels: { 'k8s:io.cilium.k8s.namespace.labels.team': 'mail' } },
          { matchExpressions: [{ key: 'k8s:io.kubernetes.pod.namespace', operator: 'Exists' }] },
        ],
        toPorts,
      },
      { fromCIDRSet: [{ cidr: '192.0.2.0/24', except: ['192.0.2.64/26'] }, { cidr: '2001:db8::/32' }], toPorts },
    ]);
  });

  test('nodes are entities, in addition to their addresses', () => {
    expect(policies('cilium', onNodes)['all-in-one-from-web'].ingress).toEqual([
      { fromCIDRSet: [{ cidr: '10.0.0.0/24' }, { cidr: '10.0.1.0/24' }], toPorts: ciliumPorts(443) },
      { fromEntities: ['host', 'remote-node'], toPorts: ciliumPorts(443) },
    ]);
  });

  test('every pod of the cluster is less than the entity `cluster`, which holds the nodes, too', () => {
    const [rule, ...more] = policies('cilium', { isolation: 'cluster' })['all-in-one-cluster'].ingress;
    expect(more).toEqual([]);
    expect(rule.fromEndpoints).toEqual([{ matchExpressions: [{ key: 'k8s:io.kubernetes.pod.namespace', operator: 'Exists' }] }]);
  });

  test('no list holds more than 40 ports', () => {
    const ports = Array.from({ length: 60 }, (_, index) => ({
      audience: 'internal' as const,
      name: `own-${index}`,
      number: 20000 + 2 * index,
      component: 'core',
      description: 'Own.',
    }));
    const [{ toPorts }] = policies('cilium', { isolation: 'cluster', additions: { ports } })['all-in-one-cluster'].ingress;
    expect(toPorts.map((piece: { ports: readonly unknown[] }) => piece.ports.length)).toEqual([40, 40, expect.any(Number)]);
  });

  test('labels that Cilium leaves out of identities are refused', () => {
    const workloads = { all: { components: 'all', podLabels: { app: 'bluemind', 'pod-template-hash': 'x', 'kubernetes.io/os': 'linux' } } } as const;
    expect(faults({ workloads })).toEqual([]);
    expect(faults({ workloads, policies: { dialect: 'cilium' } })).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^policies.dialect: 'cilium': policy 'bluemind-all-default-deny' finds pods by their label 'pod-template-hash'/),
        expect.stringMatching(/^policies.dialect: 'cilium': policy 'bluemind-all-default-deny' finds pods by their label 'kubernetes.io\/os'/),
      ]),
    );
  });
});

describe('calico', () => {
  test('the default installation', () => {
    const base = { selector: calicoLabels('all-in-one'), types: ['Ingress'] };
    expect(policies('calico')).toEqual({
      'all-in-one-default-deny': base,
      'all-in-one-from-public': { ...base, ingress: [calicoRule(undefined, 25, 80, 443, 465, 587, 993)] },
      'all-in-one-installation': { ...base, ingress: [{ action: 'Allow', source: { selector: calicoLabels('all-in-one') } }] },
    });
  });

  test('roles along the known connections', () => {
    const all = policies('calico', roles);
    expect(all['database-connections']).toEqual({
      selector: calicoLabels('database'),
      types: ['Ingress'],
      ingress: [calicoRule({ selector: calicoLabels('core') }, 5432, 8021, 8022), calicoRule({ selector: calicoLabels('smtp') }, 5432)],
    });
    expect(all['core-connections'].ingress[0].destination.ports[0]).toBe('5701:5715');
  });

  test('a rule for each peer, with the blocks that have no exceptions in one', () => {
    const pods = "projectcalico.org/orchestrator == 'k8s'";
    expect(policies('calico', { ...roles, allow, cluster })['database-allow-dump'].ingress).toEqual([
      calicoRule({ selector: `${pods} && role == 'import'` }, 5432),
      calicoRule({ namespaceSelector: "kubernetes.io/metadata.name == 'backup'", selector: `${pods} && app == 'pgdump'` }, 5432),
      calicoRule({ namespaceSelector: "team == 'mail'", selector: pods }, 5432),
      calicoRule({ namespaceSelector: 'all()', selector: pods }, 5432),
      calicoRule({ nets: ['192.0.2.0/24'], notNets: ['192.0.2.64/26'] }, 5432),
      calicoRule({ nets: ['2001:db8::/32'] }, 5432),
    ]);
  });

  test('a rule for each protocol, and none of them named if all are meant', () => {
    const proxied: Partial<InstallationProps> = {
      cluster: { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] },
      entryPoints: { public: { type: 'NodePort', nodePorts: { smtp: 30025, https: 30443 }, proxyProtocol: { targetPorts: { smtp: 10025 } } } },
      expose: { smtp: 'public', https: 'public' },
    };
    const rules = policies('calico', proxied)['all-in-one-installation'].ingress;
    expect(rules.map(({ protocol, destination }: { protocol: string; destination: object }) => [protocol, destination])).toEqual([
      ['TCP', { ports: ['1:442', '444:10024', '10026:65535'] }],
      ['UDP', { ports: ['1:65535'] }],
    ]);
  });

  test('labels are in quotes that they do not contain', () => {
    expect(quoted("it's")).toBe('"it\'s"');
    expect(quoted('a" || all() || b == "')).toBe('\'a" || all() || b == "\'');
    expect(() => quoted(`'"`)).toThrow('has quotes of both kinds');
    expect(podSelector({ b: '', a: '1.0_x-Y' })).toBe("projectcalico.org/orchestrator == 'k8s' && a == '1.0_x-Y' && b == ''");
  });

  test('a selector longer than Calico takes is refused', () => {
    const podLabels = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`example.org/label-${index}`, 'x'.repeat(63)]));
    const workloads = { all: { components: 'all', podLabels } } as const;
    expect(faults({ workloads })).toEqual([]);
    expect(faults({ workloads, policies: { dialect: 'calico' } })).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^policies.dialect: 'calico': policy 'bluemind-all-default-deny' .* but Calico takes 1024; use fewer$/),
      ]),
    );
  });
});

/** Values that a label may have, and that mean something to one parser or another. */
describe('hostile labels', () => {
  const podLabels = { all: 'all', has: 'true', in: 'null', 'a.b/c': '1e3', no: '0x10', empty: '', yes: 'not', 'x__y-z': 'A_.-9' };
  test.each(dialects)('are unchanged in %s', (dialect) => {
    const workloads = { all: { components: 'all', podLabels } } as const;
    const { 'all-default-deny': deny } = policies(dialect, { workloads });
    const found: Readonly<Record<Dialect, () => unknown>> = {
      kubernetes: () => deny.podSelector.matchLabels,
      cilium: () => Object.fromEntries(Object.entries(deny.endpointSelector.matchLabels).map(([key, value]) => [key.replace(/^k8s:/, ''), value])),
      calico: () =>
        Object.fromEntries(
          deny.selector
            .split(' && ')
            .slice(1)
            .map((equation: string) => equation.split(' == '))
            .map(([key, value]: readonly [string, string]) => [key, value.slice(1, -1)]),
        ),
    };
    expect(found[dialect]()).toEqual(podLabels);
  });

  test('that no label may have are refused before any dialect sees them', () => {
    for (const value of ["x' || all() || a == '", 'x"', 'a b', '-x', '{x}', 'x\n'])
      expect(faults({ workloads: { all: { components: 'all', podLabels: { app: value } } } })).toEqual([
        expect.stringContaining('workloads.all.podLabels.app'),
      ]);
  });
});

describe('egress', () => {
  const dns = (port: number) => (['TCP', 'UDP'] as const).map((protocol) => ({ protocol, number: port, endNumber: port }));
  const https = [{ protocol: 'TCP', number: 443, endNumber: 443 }] as const;
  const resolver: EgressRule = {
    to: [
      { kind: 'pods', namespaceLabels: { 'kubernetes.io/metadata.name': 'kube-system' }, podLabels: { 'k8s-app': 'kube-dns' } },
      { kind: 'addresses', cidr: '169.254.20.10/32', except: [] },
    ],
    ports: dns(53),
  };

  /** A plan with statements on egress, from any source. */
  const withEgress = (dialect: Dialect, rules: readonly EgressRule[]): Plan => {
    const made = planFrom({ name: 'bluemind', policies: { dialect }, cluster: { nodeCidrs: ['10.0.0.0/24'] } });
    const [workload] = made.workloads;
    const { namespace, podLabels } = { namespace: 'bluemind', podLabels: {}, ...workload };
    const statement = { name: 'bluemind-all-in-one-egress', namespace, workload: 'all-in-one', podLabels, description: 'Egress.', rules };
    return { ...made, egress: withEgressMeaning([statement], made.cluster.nodeCidrs) };
  };
  const specOf = (dialect: Dialect, rules: readonly EgressRule[]) =>
    byName(dialect, parse(renderManifests(withEgress(dialect, rules)).stream))['all-in-one-egress'];
  const faultsOf = (dialect: Dialect, rules: readonly EgressRule[]) => policyDialectFaults(withEgress(dialect, rules)).map(({ message }) => message);

  test('cilium: hosts by name, with DNS that Cilium looks at', () => {
    const rules: readonly EgressRule[] = [
      resolver,
      {
        to: [
          { kind: 'host', host: 'pkg.example.org' },
          { kind: 'host', host: '*.example.net' },
        ],
        ports: https,
      },
    ];
    const ports = [
      { port: '53', protocol: 'TCP' },
      { port: '53', protocol: 'UDP' },
    ];
    const toPorts = [{ ports, rules: { dns: [{ matchPattern: '*' }] } }];
    expect(faultsOf('cilium', rules)).toEqual([]);
    expect(specOf('cilium', rules).egress).toEqual([
      { toEndpoints: [{ matchLabels: { 'k8s:k8s-app': 'kube-dns', 'k8s:io.kubernetes.pod.namespace': 'kube-system' } }], toPorts },
      { toCIDRSet: [{ cidr: '169.254.20.10/32' }], toPorts },
      { toEntities: ['host'], toPorts },
      { toFQDNs: [{ matchName: 'pkg.example.org' }, { matchPattern: '*.example.net' }], toPorts: ciliumPorts(443) },
    ]);
    expect(specOf('cilium', [resolver]).egress[0].toPorts).toEqual([{ ports }]);
    expect(faultsOf('cilium', rules.slice(1))).toEqual([expect.stringMatching(/^'cilium': workload 'all-in-one' .* but not to DNS/)]);
  });

  test.each([
    ['DNS as the pods of OpenShift see it', dns(5353), true],
    ['DNS over TCP alone', dns(53).slice(0, 1), true],
    ['DNS and something else', [...dns(53), ...https], false],
    ['a range that begins with DNS', [{ protocol: 'UDP' as const, number: 53, endNumber: 54 }], false],
    ['every port', 'all' as const, false],
  ])('cilium learns hosts from the answers of DNS, and looks into nothing else: %s', (_, ports, isLookedAt) => {
    const to = [{ kind: 'pods', namespaceLabels: {}, podLabels: { app: 'resolver' } }] as const;
    const spec = specOf('cilium', [resolver, { to, ports }, { to: [{ kind: 'host', host: 'pkg.example.org' }], ports: https }]);
    const rule = spec.egress.find(({ toEndpoints = [] }: { toEndpoints?: object[] }) => JSON.stringify(toEndpoints).includes('resolver'));
    expect((rule.toPorts ?? []).some(({ rules = {} }: { rules?: object }) => 'dns' in rules)).toBe(isLookedAt);
  });

  test('cilium: the API server, the nodes and everything are entities, and nothing is an empty rule', () => {
    const rules: readonly EgressRule[] = [
      { to: [{ kind: 'api-server', cidrs: [] }], ports: [{ protocol: 'TCP', number: 6443, endNumber: 6443 }] },
      { to: [{ kind: 'addresses', cidr: '10.0.0.0/16', except: [] }], ports: 'all' },
      { to: 'anywhere', ports: [{ protocol: 'TCP', number: 25, endNumber: 25 }] },
    ];
    expect(specOf('cilium', rules).egress).toEqual([
      { toEntities: ['kube-apiserver'], toPorts: ciliumPorts(6443) },
      { toCIDRSet: [{ cidr: '10.0.0.0/16' }] },
      { toEntities: ['host', 'remote-node'] },
      { toEntities: ['all'], toPorts: ciliumPorts(25) },
    ]);
    expect(specOf('cilium', []).egress).toEqual([{}]);
  });

  test('calico: addresses instead of the API server, and no hosts by name', () => {
    const server: EgressRule = { to: [{ kind: 'api-server', cidrs: ['192.0.2.1/32'] }], ports: https };
    expect(specOf('calico', [resolver, server])).toEqual({
      selector: calicoLabels('all-in-one'),
      types: ['Egress'],
      egress: [
        ...['TCP', 'UDP'].map((protocol) => ({
          action: 'Allow',
          protocol,
          destination: {
            namespaceSelector: "kubernetes.io/metadata.name == 'kube-system'",
            selector: "projectcalico.org/orchestrator == 'k8s' && k8s-app == 'kube-dns'",
            ports: [53],
          },
        })),
        ...['TCP', 'UDP'].map((protocol) => ({ action: 'Allow', protocol, destination: { nets: ['169.254.20.10/32'], ports: [53] } })),
        { action: 'Allow', protocol: 'TCP', destination: { nets: ['192.0.2.1/32'], ports: [443] } },
      ],
    });
    expect(specOf('calico', [])).toEqual({ selector: calicoLabels('all-in-one'), types: ['Egress'] });
    expect(faultsOf('calico', [{ to: [{ kind: 'host', host: 'pkg.example.org' }], ports: https }])).toEqual([
      "'calico': policy 'bluemind-all-in-one-egress' names host 'pkg.example.org', which only Calico Enterprise supports; give its addresses, too, or use 'cilium'",
    ]);
    expect(faultsOf('calico', [{ to: [{ kind: 'api-server', cidrs: [] }], ports: https }])).toEqual([expect.stringContaining('give its addresses')]);
  });
});

test('a Gateway of Cilium also has its own policy, under another name', () => {
  const settings: Partial<InstallationProps> = {
    entryPoints: {
      public: { type: 'LoadBalancer' },
      edge: { type: 'Gateway', gatewayApi: '1.6', implementation: 'cilium', className: 'cilium', hosts: ['mail.example.org'] },
    },
    expose: { smtp: 'public', https: 'edge' },
    policies: { dialect: 'cilium' },
  };
  const names = objects(settings).map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`);
  expect(new Set(names).size).toBe(names.length);
});

test('faults of a dialect wait for what they follow from', () => {
  const workloads = { all: { components: 'all', podLabels: { 'pod-template-hash': 'x' } } } as const;
  const found = faults({ workloads, policies: { dialect: 'cilium' }, allow: { dump: { ports: ['postgresql'], from: [], reason: '' } } });
  expect(found.length).toBeGreaterThan(0);
  for (const fault of found) expect(fault).toMatch(/^allow\.dump/);
});
