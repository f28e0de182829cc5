import { bluemind4, isNetworkPort } from '../../lib/catalogue';
import { type Plan, planFrom } from '../../lib/plan';
import { parseSettings, parseSettingsDocument } from '../../lib/settings';

const planOf = (yaml: string): Plan => {
  const document = parseSettingsDocument('mail.yaml', yaml);
  return planFrom(document.input, document);
};

const settingsOf = (input: unknown) => {
  const { installation, faults } = parseSettings(input);
  expect(faults).toEqual([]);
  if (!installation) throw new Error('no faults, and no installation');
  return installation.settings;
};

describe('defaults', () => {
  const plan = planOf('name: mail');

  test('a name is enough: it names the namespace and begins the names of all objects', () => {
    expect(plan).toMatchObject({ installation: 'mail', namespace: 'mail', namePrefix: 'mail', createNamespace: false, isolation: 'installation' });
  });

  test('all components run in one workload, with every port that is reached over the network', () => {
    expect(plan.workloads.map(({ name }) => name)).toEqual(['all-in-one']);
    expect(plan.workloads[0]?.ports.map(({ name }) => name).sort()).toEqual(
      bluemind4.ports
        .filter(isNetworkPort)
        .map(({ name }) => name)
        .sort(),
    );
  });

  test('six ports are exposed through one load balancer', () => {
    expect(plan.exposures).toMatchObject(
      ['smtp', 'http', 'https', 'submissions', 'submission', 'imaps'].map((port) => ({ kind: 'exposed', port, entryPoint: 'public' })),
    );
    expect(plan.entries).toMatchObject([{ kind: 'LoadBalancer', name: 'mail-public', externalTrafficPolicy: 'Local' }]);
  });

  test('what is written out and what is left out give the same plan', () => {
    expect(planOf("name: mail\nrelease: '4'\nworkloads: all-in-one\nisolation: installation\nallow: {}\nadditions: {}\ncluster: {}")).toEqual(plan);
  });
});

describe('forms of values', () => {
  test.each(['4', "'4'", '"4"', '4.0', '0x4'])('release %s', (release) => {
    expect(planOf(`name: mail\nrelease: ${release}`).release).toBe('4');
  });

  test.each(['a', 'mail', 'mail-2', 'x'.repeat(40)])('the name %s', (name) => {
    expect(planOf(`name: ${name}`).installation).toBe(name);
  });

  test.each(['4mail', 'mail', '1'])('the namespace %s, which may begin with a digit', (namespace) => {
    expect(planOf(`name: mail\nnamespace: '${namespace}'`).namespace).toBe(namespace);
  });

  test('blocks of both families, up to everything and down to one address', () => {
    const cidrs = ['0.0.0.0/0', '10.0.0.0/8', '192.0.2.1/32', '::/0', '2001:db8::/32', '2001:db8::1/128'];
    expect(settingsOf({ name: 'mail', cluster: { podCidrs: cidrs } }).cluster.podCidrs).toEqual(cidrs);
  });

  test('labels and annotations with a prefix, and empty values', () => {
    const labels = { app: 'mail', 'example.org/team': 'Mail_Team.1', empty: '' };
    expect(settingsOf({ name: 'mail', labels }).labels).toEqual(labels);
  });

  test('a reason without the blanks around it', () => {
    const expose = { smtp: { entryPoint: 'cluster', reason: '  mail arrives through a relay\n' }, https: 'public' };
    expect(settingsOf({ name: 'mail', expose }).expose).toMatchObject({ smtp: { reason: 'mail arrives through a relay' } });
  });

  test('input is left as it was', () => {
    const input = { name: 'mail', labels: { team: 'post' }, expose: { smtp: 'public', https: 'public' } };
    const before = structuredClone(input);
    planFrom(input);
    expect(input).toEqual(before);
  });
});

describe('what is exposed', () => {
  test('a mandatory port stays inside for a reason, an optional one without', () => {
    const plan = planOf(`name: mail
expose:
  smtp: { entryPoint: cluster, reason: Mail arrives through a relay. }
  https: public
  imaps: cluster`);
    expect(plan.exposures).toEqual([
      { kind: 'kept-inside', port: 'smtp', number: 25, reason: 'Mail arrives through a relay.' },
      expect.objectContaining({ kind: 'exposed', port: 'https', entryPoint: 'public' }),
      { kind: 'kept-inside', port: 'imaps', number: 993 },
    ]);
    expect(plan.entries).toMatchObject([{ ports: [{ name: 'https', port: 443 }] }]);
  });

  test('everything inside: nothing leads in', () => {
    const plan = planOf(`name: mail
entryPoints: {}
expose:
  smtp: &inside { entryPoint: cluster, reason: A relay and a VPN lead to it. }
  https: *inside`);
    expect(plan.entries).toEqual([]);
    expect(plan.traffic.filter(({ origin }) => origin === 'entry-point')).toEqual([]);
  });

  test('the whole form of an entry point', () => {
    expect(planOf('name: mail\nexpose: { smtp: { entryPoint: public }, https: public }')).toEqual(
      planOf('name: mail\nexpose: { smtp: public, https: public }'),
    );
  });

  test('an entry point may be called as a property of JavaScript’s objects', () => {
    const plan = planOf('name: mail\nentryPoints: { constructor: { type: LoadBalancer } }\nexpose: { smtp: constructor, https: constructor }');
    expect(plan.entries).toMatchObject([{ name: 'mail-constructor' }]);
  });
});

describe('workloads', () => {
  test('a workload for each role', () => {
    expect(planOf('name: mail\nworkloads: roles').workloads.map(({ name }) => name)).toEqual(bluemind4.roles.map(({ name }) => name).sort());
  });

  test('a map: by roles, by components, with the companions that come along', () => {
    const roles = bluemind4.roles.map(({ name }) => name).filter((name) => name !== 'smtp' && name !== 'database');
    const plan = planFrom({
      name: 'mail',
      workloads: {
        mta: { roles: ['smtp'], podLabels: { app: 'mta' }, targetPorts: { smtp: 10025 } },
        data: { components: ['postgresql'] },
        rest: { roles },
      },
    });
    expect(plan.workloads.map(({ name }) => name)).toEqual(['data', 'mta', 'rest']);
    expect(plan.workloads[0]?.components).toEqual(['node', 'postgresql', 'telegraf']);
    expect(plan.workloads[1]?.components).toEqual(expect.arrayContaining(['milter', 'postfix', 'webmail', 'ysnp']));
    expect(plan.workloads[1]?.ports).toContainEqual(expect.objectContaining({ name: 'smtp', number: 25, podNumber: 10025 }));
  });

  test('components that talk over 127.0.0.1 live apart once BlueMind’s configuration was rewritten', () => {
    const others = bluemind4.components.flatMap(({ name, placement }) => (placement.kind === 'role' && name !== 'tika' ? [name] : []));
    const workloads = { text: { components: ['tika'] }, main: { components: others } };
    expect(parseSettings({ name: 'mail', workloads }).faults).toHaveLength(1);
    expect(parseSettings({ name: 'mail', workloads, rewrittenConnections: [{ from: 'core', to: 'tika' }] }).faults).toEqual([]);
  });

  test('labels that share a part, but not all', () => {
    const [half, rest] = [bluemind4.roles.slice(0, 3), bluemind4.roles.slice(3)].map((roles) => roles.map(({ name }) => name));
    const workloads = { a: { podLabels: { app: 'mail', tier: 'front' }, roles: half }, b: { podLabels: { app: 'mail', tier: 'back' }, roles: rest } };
    expect(parseSettings({ name: 'mail', workloads }).faults).toEqual([]);
  });

  test('two ports may change places', () => {
    expect(settingsOf({ name: 'mail', workloads: { main: { components: 'all', targetPorts: { http: 443, https: 80 } } } })).toBeDefined();
  });
});

describe('added ports, components and connections', () => {
  const additions = {
    components: [{ name: 'bridge', description: 'Telephony', role: 'core' }],
    ports: [
      { audience: 'internal', name: 'calls', number: 7001, endNumber: 7003, component: 'bridge', description: 'Calls' },
      { audience: 'internal', name: 'calls-udp', number: 7001, protocol: 'UDP', component: 'bridge', description: 'Calls' },
      { audience: 'external', name: 'sips', number: 5061, component: 'bridge', description: 'Calls', encryption: 'implicit-tls' },
    ],
    connections: [{ from: 'bridge', to: 'core', port: 'core', description: 'Presence' }],
  };

  test('run where their role does, have a Service, and are exposed as BlueMind’s own', () => {
    const plan = planFrom({ name: 'mail', workloads: 'roles', additions, expose: { smtp: 'public', https: 'public', sips: 'public' } });
    expect(plan.workloads.filter(({ components }) => components.includes('bridge')).map(({ name }) => name)).toEqual(['core']);
    expect(
      plan.services
        .find(({ component }) => component === 'bridge')
        ?.ports.map(({ port, protocol }) => `${protocol} ${port}`)
        .sort(),
    ).toEqual(['TCP 5061', 'TCP 7001', 'TCP 7002', 'TCP 7003', 'UDP 7001']);
    expect(plan.exposures).toContainEqual(expect.objectContaining({ kind: 'exposed', port: 'sips', workload: 'core' }));
  });

  test('a component without a role runs if a workload lists it', () => {
    const listed = { ...additions, components: [{ name: 'bridge', description: 'Telephony' }] };
    const workloads = { main: { roles: bluemind4.roles.map(({ name }) => name) }, telephony: { components: ['bridge'] } };
    const plan = planFrom({ name: 'mail', workloads, additions: listed });
    expect(plan.workloads.find(({ name }) => name === 'telephony')?.components).toContain('bridge');
  });

  test('an added connection is allowed along the known connections', () => {
    const workloads = { main: { roles: bluemind4.roles.map(({ name }) => name) }, telephony: { components: ['bridge'] } };
    const listed = { ...additions, components: [{ name: 'bridge', description: 'Telephony' }] };
    const plan = planFrom({ name: 'mail', workloads, additions: listed, isolation: 'connections' });
    const rules = plan.traffic.find(({ origin, workload }) => origin === 'isolation' && workload === 'main')?.rules ?? [];
    const telephony = plan.workloads.find(({ name }) => name === 'telephony');
    const fromBridge = rules.filter(({ from }) => JSON.stringify(from).includes(JSON.stringify(telephony?.name)));
    expect(fromBridge.flatMap(({ ports }) => (ports === 'all' ? [] : ports)).map(({ number }) => number)).toContain(8090);
  });
});

describe('further peers', () => {
  test('pods, whole namespaces and blocks of addresses', () => {
    const plan = planOf(`name: mail
cluster: { podCidrs: [10.244.0.0/16] }
allow:
  dump:
    ports: [postgresql]
    reason: Nightly dump.
    from:
      - podLabels: { app: dump }
      - namespace: backup
      - { namespace: backup, podLabels: { app: dump } }
      - namespaceLabels: { team: mail }
      - namespaceLabels: {}
      - { cidr: 192.0.2.0/24, except: [192.0.2.64/26] }
      - { cidr: '2001:db8::/32' }`);
    const [dump, ...others] = plan.traffic.filter(({ origin }) => origin === 'allow');
    expect(others).toEqual([]);
    expect(dump?.name).toBe('mail-all-in-one-allow-dump');
    expect(dump?.description).toContain('Nightly dump.');
    expect(dump?.rules).toEqual([
      {
        ports: [{ protocol: 'TCP', number: 5432, endNumber: 5432 }],
        from: [
          { kind: 'pods', podLabels: { app: 'dump' } },
          { kind: 'pods', namespaceLabels: { 'kubernetes.io/metadata.name': 'backup' } },
          { kind: 'pods', namespaceLabels: { 'kubernetes.io/metadata.name': 'backup' }, podLabels: { app: 'dump' } },
          { kind: 'pods', namespaceLabels: { team: 'mail' } },
          { kind: 'pods', namespaceLabels: {} },
          { kind: 'addresses', cidr: '192.0.2.0/24', except: ['192.0.2.64/26'] },
          { kind: 'addresses', cidr: '2001:db8::/32', except: [] },
        ],
      },
    ]);
  });

  test('ports of several workloads: a policy on each', () => {
    const plan = planOf(`name: mail
workloads: roles
allow:
  probe: { ports: [smtp, postgresql], from: [{ namespace: monitoring }], reason: Probes. }`);
    expect(plan.traffic.filter(({ origin }) => origin === 'allow').map(({ workload }) => workload)).toEqual(['database', 'smtp']);
  });
});
