import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogues, isNetworkPort } from '../../lib/catalogue';
import { diffCatalogues } from '../../lib/catalogue/diff';
import { type DiffOptions, runDiff } from '../../lib/cli/commands/diff';
import { renderManifests } from '../../lib/synth/render';
import { plan } from '../support/render';
import { ran } from '../support/run';

const folder = mkdtempSync(join(tmpdir(), 'diff-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const given = (name: string, objects: readonly object[]) => write(`${name}.yaml`, objects.map((object) => JSON.stringify(object)).join('\n---\n'));
const diff = (before: readonly object[], after: readonly object[], options: Partial<DiffOptions> = {}) =>
  ran(() => runDiff(given('old', before), given('new', after), { format: 'text', failOn: 'error', ...options }));
/** Exit codes by the severity that fails. */
const exitCodes = (before: readonly object[], after: readonly object[], options: Partial<DiffOptions> = {}) =>
  (['error', 'warning', 'info'] as const).map((failOn) => diff(before, after, { ...options, failOn }).status);

const pod = (name: string, spec: object = {}, namespace = 'mail') => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels: { app: name } },
  spec: { containers: [{ name: 'main', ports: [{ containerPort: 5432 }] }], ...spec },
});
const policy = (name: string, ingress: readonly object[], app = 'db', more: object = {}) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'mail', ...more },
  spec: { podSelector: { matchLabels: { app } }, policyTypes: ['Ingress'], ingress },
});
const from = (app: string) => ({ podSelector: { matchLabels: { app } } });
const ports = (...numbers: readonly number[]) => numbers.map((port) => ({ port }));
const loadBalancer = (spec: object = {}, app = 'db') => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'db', namespace: 'mail' },
  spec: {
    type: 'LoadBalancer',
    externalTrafficPolicy: 'Local',
    allocateLoadBalancerNodePorts: false,
    selector: { app },
    ports: [{ name: 'sql', port: 5432 }],
    ...spec,
  },
});
const deny = policy('deny', []);

describe('the exit code', () => {
  const one = { from: [from('web')], ports: ports(5432) };
  test.each<[string, readonly object[], readonly object[], readonly number[]]>([
    ['nothing', [pod('db'), deny], [pod('db'), deny], [0, 0, 0]],
    ['a policy that kept everyone out is gone', [pod('db'), deny], [pod('db')], [1, 1, 1]],
    ['a policy that keeps everyone out is new', [pod('db')], [pod('db'), deny], [0, 0, 1]],
    ['a workload gets in', [pod('db'), pod('web'), deny], [pod('db'), pod('web'), deny, policy('web', [one])], [0, 1, 1]],
    ['a workload that is not given may get in', [pod('db'), deny], [pod('db'), deny, policy('web', [one])], [0, 1, 1]],
    ['every pod of every namespace gets in', [pod('db'), deny], [pod('db'), deny, policy('all', [{ from: [{ namespaceSelector: {} }] }])], [1, 1, 1]],
    [
      'nearly the world gets in',
      [pod('db'), deny],
      [pod('db'), deny, policy('all', [{ from: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }] }])],
      [1, 1, 1],
    ],
    ['one network gets in', [pod('db'), deny], [pod('db'), deny, policy('office', [{ from: [{ ipBlock: { cidr: '192.0.2.0/24' } }] }])], [0, 1, 1]],
    ['a workload without a policy is new', [], [pod('db')], [1, 1, 1]],
    ['a workload is gone', [pod('db'), pod('web'), deny], [pod('web'), deny], [0, 0, 1]],
    [
      'the last workload of its namespace is gone',
      [pod('db'), pod('web', {}, 'shop'), loadBalancer()],
      [pod('web', {}, 'shop'), loadBalancer()],
      [0, 0, 1],
    ],
    ['a workload is new that nobody reaches', [pod('web')], [pod('web'), pod('db'), deny], [0, 0, 1]],
    ['a load balancer is new', [pod('db')], [pod('db'), loadBalancer()], [1, 1, 1]],
    ['a load balancer is new that leads to nobody who is given', [pod('db')], [pod('db'), loadBalancer({}, 'other')], [0, 1, 1]],
    [
      'a load balancer to a machine outside is new',
      [pod('db')],
      [
        pod('db'),
        { ...loadBalancer(), spec: { type: 'LoadBalancer', ports: [{ name: 'sql', port: 5432 }] } },
        {
          apiVersion: 'discovery.k8s.io/v1',
          kind: 'EndpointSlice',
          metadata: { name: 'db', namespace: 'mail', labels: { 'kubernetes.io/service-name': 'db' } },
          addressType: 'IPv4',
          endpoints: [{ addresses: ['192.0.2.1'] }],
          ports: [{ name: 'sql', port: 5432, protocol: 'TCP' }],
        },
      ],
      [1, 1, 1],
    ],
    ['source ranges are gone', [pod('db'), loadBalancer({ loadBalancerSourceRanges: ['192.0.2.0/24'] })], [pod('db'), loadBalancer()], [1, 1, 1]],
    [
      'a source range is added',
      [pod('db'), loadBalancer({ loadBalancerSourceRanges: ['192.0.2.0/24'] })],
      [pod('db'), loadBalancer({ loadBalancerSourceRanges: ['192.0.2.0/24', '198.51.100.0/24'] })],
      [0, 1, 1],
    ],
    [
      'a source range is removed',
      [pod('db'), loadBalancer({ loadBalancerSourceRanges: ['192.0.2.0/24', '198.51.100.0/24'] })],
      [pod('db'), loadBalancer({ loadBalancerSourceRanges: ['192.0.2.0/24'] })],
      [0, 0, 1],
    ],
  ])('of %s: by error, warning and info', (_what, before, after, expected) => {
    expect(exitCodes(before, after)).toEqual(expected);
  });

  test('is 2 for input that cannot be read', () => {
    expect(diff([{ kind: 'Pod' }], []).status).toBe(2);
    const [one, two] = [write('one.yaml', 'name: 5\n'), write('two.yaml', 'name: 6\n')];
    const { status, stdout, stderr } = diff([], [], { oldSettings: one, newSettings: two });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`${one}:1:`);
    expect(stderr).toContain(`${two}:1:`);
  });
});

describe('rows', () => {
  const stdout = (before: readonly object[], after: readonly object[], options: Partial<DiffOptions> = {}) => diff(before, after, options).stdout;

  test('have the severity of a connection', () => {
    expect(stdout([pod('db'), deny], [pod('db')])).toBe(
      [
        'Connectivity diff:',
        'diff-type: added, source: 0.0.0.0-255.255.255.255[External], destination: mail/db[Pod], ref1: No Connections, ref2: All Connections, severity: error',
        'diff-type: added, source: any-pod, destination: mail/db[Pod], ref1: No Connections, ref2: All Connections, severity: error',
        '',
      ].join('\n'),
    );
  });

  test('list pods that a rule names, unless a row of any pod or of a given workload says the same', () => {
    const web = policy('web', [{ from: [from('web')], ports: ports(5432) }]);
    const row =
      /diff-type: added, source: \[pods with app=web in namespace mail\], destination: mail\/db\[Pod\], .*, ref2: TCP 5432, severity: warning/;
    expect(stdout([pod('db'), deny], [pod('db'), deny, web])).toMatch(row);
    expect(stdout([pod('db'), pod('web'), deny], [pod('db'), pod('web'), deny, web])).not.toContain('[pods with');
    expect(stdout([pod('db'), deny], [pod('db'), web, policy('all', [{}])])).not.toContain('[pods with');
  });

  test('list replicas of a workload among themselves', () => {
    const { metadata, spec } = pod('db');
    const many = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'db', namespace: 'mail' },
      spec: { template: { metadata: { labels: metadata.labels }, spec } },
    };
    const self = policy('self', [{ from: [from('db')], ports: ports(5701) }]);
    expect(stdout([many, deny, self], [many, deny])).toContain(
      'diff-type: removed, source: mail/db[Deployment], destination: mail/db[Deployment], ref1: TCP 5701, ref2: No Connections, severity: info',
    );
  });

  test('say what a change of policies means if nothing is decided before or after: pods on the network of their node', () => {
    const db = pod('db', { hostNetwork: true });
    const web = pod('web', { hostNetwork: true });
    const admit = (app: string) => policy('rule', [{ from: [from(app)] }]);
    const all = (peer: object) => policy('rule', [{ from: [peer] }]);
    const changed = stdout([db, web, admit('web')], [db, web, all({ podSelector: {} })]);
    expect(changed).toMatch(
      /^unknown: changed, source: mail\/web\[Pod\], destination: mail\/db\[Pod\], .*reason: .*pods on the network of their node.*; by NetworkPolicy mail\/rule/m,
    );
    expect(stdout([db, web, admit('web')], [db, web, policy('renamed', [{ from: [from('web')] }])])).toMatch(/^(?!.*unknown: changed)/s);
    for (const objects of [
      [db, web, admit('web')],
      [db, web, deny],
    ])
      expect(stdout(objects, objects)).toBe('');
  });

  test('list policies that change nothing for the given pods, or that are not understood', () => {
    const elsewhere = policy('elsewhere', [], 'other');
    expect(stdout([pod('db'), elsewhere], [pod('db')])).toBe(
      'Workloads, Services and policies:\nremoved, policy: NetworkPolicy mail/elsewhere, severity: info\n',
    );
    const antrea = (port: number) => ({
      apiVersion: 'crd.antrea.io/v1beta1',
      kind: 'NetworkPolicy',
      metadata: { name: 'tier', namespace: 'mail' },
      spec: { ingress: [{ port }] },
    });
    expect(stdout([pod('db'), antrea(1)], [pod('db'), antrea(2)])).toBe(
      'Workloads, Services and policies:\nchanged, policy: NetworkPolicy mail/tier, severity: warning, since not all of it is understood\n',
    );
    expect(stdout([pod('db'), policy('same', [], 'db', { annotations: { a: '1' } })], [pod('db'), policy('same', [])])).toBe('');
  });

  test('list workloads and Services that are removed, new or different', () => {
    const service = (port: number) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'sql', namespace: 'mail' },
      spec: { selector: { app: 'db' }, ports: [{ name: 'sql', port, targetPort: 5432 }] },
    });
    const closed = { ...deny, spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } };
    const text = stdout([pod('db'), closed, service(1)], [pod('web'), closed, service(2)]);
    expect(text).toContain('added, workload: mail/web[Pod], ref2: TCP 5432, severity: info\n');
    expect(text).toContain('removed, workload: mail/db[Pod], ref1: TCP 5432, severity: info\n');
    expect(text).toContain('changed, service: Service mail/sql, ref1: TCP 1 sql to 5432, ref2: TCP 2 sql to 5432, severity: info\n');
    expect(stdout([], [service(1)])).toContain('added, service: Service mail/sql, ref2: ClusterIP; to pods with app=db; TCP 1 sql to 5432');
  });

  test('are in JSON and CSV, too', () => {
    const [before, after] = [
      [pod('db'), pod('web', { hostNetwork: true }), policy('rule', [{ from: [from('web')] }])],
      [pod('db'), pod('web', { hostNetwork: true }), loadBalancer()],
    ];
    const json = JSON.parse(stdout(before, after, { format: 'json' }));
    expect(json.connections).toContainEqual(expect.objectContaining({ source: 'any-pod', severity: 'error', opened: 'All Connections' }));
    expect(json.unknown).toContainEqual(
      expect.objectContaining({ kind: 'removed', reasons: { before: expect.stringContaining('network of their node'), after: '' } }),
    );
    expect(json.objects).toContainEqual(expect.objectContaining({ kind: 'added', what: 'service', name: 'Service mail/db' }));
    const csv = diff(before, after, { format: 'csv' });
    expect(csv.stdout).toMatch(/^diff-type,source,destination,ref1,ref2,workloads-diff-info,severity,reason\n/);
    expect(csv.stdout).toMatch(/^added,any-pod,mail\/db\[Pod\],No Connections,All Connections,,error,$/m);
    expect(csv.stdout).toMatch(/^unknown removed,/m);
    expect(csv.stderr).toContain('New way in');
  });
});

describe('states of different settings', () => {
  const state = (name: string, text: string, settings: Parameters<typeof plan>[0]) => ({
    file: write(`${name}-all.yaml`, renderManifests(plan(settings)).stream),
    settings: write(`${name}.settings`, `name: bluemind\n${text}`),
  });
  const compare = (old: ReturnType<typeof state>, now: ReturnType<typeof state>, options: Partial<DiffOptions> = {}) =>
    ran(() => runDiff(old.file, now.file, { format: 'text', failOn: 'warning', oldSettings: old.settings, newSettings: now.settings, ...options }));

  test('from BlueMind 4 to 5 every port is named that goes or comes; all is chosen', () => {
    const text = 'workloads: roles\nisolation: connections\n';
    const settings = { workloads: 'roles', isolation: 'connections' } as const;
    const old = state('four', text, settings);
    const now = state('five', `${text}release: "5"\n`, { ...settings, release: '5' });
    const { status, stdout, stderr } = compare(old, now);
    expect([status, stderr]).toEqual([0, '']);
    const { added, removed } = diffCatalogues(catalogues['4'], catalogues['5']).ports;
    const rows = stdout.split('\n').filter((row) => /^(added|removed|changed), workload/.test(row));
    const told = (side: 'ref1' | 'ref2') => rows.flatMap((row) => (new RegExp(`${side}: ([^,]*)`).exec(row)?.[1] ?? '').split('; '));
    for (const { protocol, number, name } of removed.filter(isNetworkPort)) expect(told('ref1')).toContain(`${protocol} ${number} ${name}`);
    for (const { protocol, number, name } of added.filter(isNetworkPort)) expect(told('ref2')).toContain(`${protocol} ${number} ${name}`);
    expect(added.filter(isNetworkPort).length * removed.filter(isNetworkPort).length).toBeGreaterThan(0);
  });

  test('from all-in-one to roles workloads and Services are gone and new', () => {
    const { status, stdout } = compare(state('one', '', {}), state('many', 'workloads: roles\n', { workloads: 'roles' }));
    expect(status).toBe(0);
    expect(stdout).toContain('removed, workload: bluemind/all-in-one[Workload], ref1: TCP ');
    for (const name of ['core', 'database', 'smtp']) expect(stdout).toContain(`added, workload: bluemind/${name}[Workload], ref2: TCP `);
    expect(stdout).toMatch(/^removed, service: /m);
    expect(stdout).toContain('info: New way in, chosen by the settings: load-balancer 25');
  });

  test('what the new settings do not intend fails, and clients beyond their source ranges do', () => {
    const ranges = 'entryPoints: { public: { type: LoadBalancer, sourceRanges: [192.0.2.0/24] } }\n';
    const old = state('ranges', ranges, { entryPoints: { public: { type: 'LoadBalancer', sourceRanges: ['192.0.2.0/24'] } } });
    const open = state('open', ranges, {});
    expect(compare(old, open, { failOn: 'error' })).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('error: Way in changed'),
    });
    expect(compare(old, state('chosen', '', {}), { failOn: 'warning' })).toMatchObject({ status: 0 });
  });
});
