import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runExplain } from '../../lib/cli/commands/explain';
import { runReach } from '../../lib/cli/commands/reach';
import { connectionsFormats } from '../../lib/reports/connections/formats';
import { ranLater, ranMain } from '../support/run';

const folder = mkdtempSync(join(tmpdir(), 'itself-'));
afterAll(() => rmSync(folder, { recursive: true }));

const given = (name: string, ...objects: readonly object[]): string => {
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, objects.map((object) => JSON.stringify(object)).join('\n---\n'));
  return file;
};
const metadata = (name: string) => ({ name, namespace: 'mail', labels: { app: 'db' } });
const spec = { containers: [{ name: 'main' }] };
const workload = (kind: string, more: object = {}) => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: metadata('db'),
  spec: { ...more, template: { metadata: { labels: { app: 'db' } }, spec } },
});
const ownedPod = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { ...metadata(name), ownerReferences: [{ kind: 'ReplicaSet', name: 'db', controller: true }] },
  spec,
});
const barePod = { apiVersion: 'v1', kind: 'Pod', metadata: metadata('db'), spec };
const policy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'members', namespace: 'mail' },
  spec: {
    podSelector: {},
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ podSelector: { matchLabels: { app: 'db' } } }], ports: [{ port: 5701 }] }],
  },
};

const workloads: readonly [string, readonly object[]][] = [
  ['a Deployment', [workload('Deployment')]],
  ['a StatefulSet of two', [workload('StatefulSet', { replicas: 2 })]],
  ['one given pod of a ReplicaSet', [ownedPod('db-1')]],
  ['two given pods of a ReplicaSet', [ownedPod('db-1'), ownedPod('db-2')]],
];

describe('a workload and itself', () => {
  const reach = async (file: string, options: object = {}) =>
    (await ranLater(() => runReach([file], { format: 'text', ...options }))).stdout.split('\n');
  const explain = async (file: string, port: number) => (await ranLater(() => runExplain('mail/db', `mail/db:${port}`, [file], {}))).stdout;

  test.each(workloads)('%s: what its pods reach of each other is listed on request', async (name, objects) => {
    const file = given(name, policy, ...objects);
    const row = expect.stringMatching(/^mail\/db\[(\w+)\] => mail\/db\[\1\] : TCP 5701$/);
    expect(await reach(file, { itself: true })).toContainEqual(row);
    expect(await reach(file, { from: 'mail/db', to: 'mail/db' })).toContainEqual(row);
    for (const options of [{}, { from: 'mail/db' }, { from: 'mail/*', to: 'mail/*' }]) expect(await reach(file, options)).not.toContainEqual(row);
  });

  test.each(workloads)('%s: explained for two of its pods', async (name, objects) => {
    const file = given(name, policy, ...objects);
    expect(await explain(file, 5701)).toContain('admitted by NetworkPolicy mail/members, rule 1');
    expect(await explain(file, 5432)).toMatch(/(5432: denied\n {2}Between two pods of it|Between it and another one like it: denied\n)/);
    expect(await explain(file, 5432)).toContain('selected by NetworkPolicy mail/members');
  });

  test('a pod that is no workload’s reaches itself', async () => {
    const file = given('bare', policy, barePod);
    expect(await reach(file, { itself: true })).toContain('mail/db[Pod] => mail/db[Pod] : All Connections');
    expect(await explain(file, 5432)).toContain('TCP 5432: allowed\n  A pod always reaches itself. Between it and another one like it: denied\n');
  });

  test('a pod reaches itself: JSON has a field for it', async () => {
    const answers = async (port: string) => {
      const { stdout } = await ranMain('explain', 'mail/db', port, given('bare', policy, barePod), '--format', 'json');
      return JSON.parse(stdout).explanations;
    };
    expect(await answers('mail/db:5432')).toMatchObject([{ verdict: 'allowed', itself: true, betweenReplicas: { verdict: 'denied' } }]);
  });

  test.each(connectionsFormats.filter((format) => format !== 'text' && format !== 'json'))(
    'a pod reaches itself: %s says so, and names no policy that would deny it',
    async (format) => {
      const file = given('bare', policy, barePod);
      const { status, stdout } = await ranMain('explain', 'mail/db', 'mail/db:5432', file, '--format', format, '--expect', 'allowed');
      expect(status).toBe(0);
      const said = stdout.replaceAll('\\n', ' ').replaceAll(/<[^>]*>|\s+/g, ' ');
      // A test case that passes has no reason.
      if (format !== 'junit') expect(said).toMatch(/a pod always *reaches *itself/);
      expect(stdout.replace(/<details>[\s\S]*/, '')).not.toContain('members');
    },
  );
});
