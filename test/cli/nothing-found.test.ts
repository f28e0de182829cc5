import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runExplain } from '../../lib/cli/commands/explain';
import { type ReachOptions, runReach } from '../../lib/cli/commands/reach';
import { runVerify, type VerifyOptions } from '../../lib/cli/commands/verify';
import { ran, ranLater } from '../support/run';

const folder = mkdtempSync(join(tmpdir(), 'nothing-found-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes objects into a file. */
function given(name: string, objects: readonly unknown[]): string {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, objects.map((object) => JSON.stringify(object)).join('\n---\n'));
  return file;
}
const pod = (name: string, labels: Record<string, string> = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'd', name, labels },
  spec: { containers: [{ name: 'main' }] },
});
const deny = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace: 'd', name: 'deny' },
  spec: { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'] },
};
const cluster = given('cluster.yaml', [pod('web', { app: 'web' }), pod('database'), deny]);

describe('reach, asked for an end that does not exist', () => {
  const reach = (options: Partial<ReachOptions>) => ranLater(() => runReach([cluster], { format: 'text', ...options }));

  test.each([
    [{ from: 'd/wbe' }, /^--from: there is no "d\/wbe"; expected .*; did you mean 'd\/web'\?\n1 fault; nothing was listed\.\n$/],
    [{ to: 'databse' }, /^--to: .*; did you mean 'database'\?/],
    [{ from: 'e/*' }, /^--from: there is no "e\/\*".*; did you mean 'd\/\*'\?/],
    [{ from: 'd/web[Deployment]' }, /^--from: there is no/],
    [{ from: 'extrenal' }, /^--from: .*did you mean 'external'\?/],
    [{ from: 'nobody', to: 'anywhere' }, /^--from: there is no "nobody".*\n--to: there is no "anywhere".*\n2 faults; /],
    [{ from: '{ingress-controller}' }, /^--from: no manifest routes/],
    [{ from: 'node' }, /^--from: lists of connections do not include node; use 'explain'/],
    [{ from: '2001:db8::1' }, /^--from: no object names an IPv6 address/],
    [{ from: '300.0.0.1' }, /^--from: there is no "300.0.0.1"/],
  ])('%j', async (options, expected) => {
    const { status, stdout, stderr } = await reach(options);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(expected);
  });

  test('an end that connects to nothing is another case, and the output says so', async () => {
    expect(await reach({ from: 'd/web' })).toEqual({ status: 0, stdout: '', stderr: 'No connection that you asked for is possible.\n' });
    expect(await reach({ from: 'database', to: 'web' })).toEqual({
      status: 0,
      stdout: 'd/database[Pod] => d/web[Pod] : All Connections\n',
      stderr: '',
    });
  });
});

test('explain names all ends that do not exist, each with the nearest', async () => {
  const { status, stderr } = await ranLater(() => runExplain('d/wbe', 'd/databse:80', [cluster], {}));
  expect(status).toBe(2);
  expect(stderr).toMatch(/"d\/wbe".*did you mean 'd\/web'\?\n.*"d\/databse".*did you mean 'd\/database'\?\n2 faults; /);
});

describe('verify, if no object is BlueMind’s', () => {
  const settings = join(folder, 'settings/mail.yaml');
  mkdirSync(join(folder, 'settings'));
  writeFileSync(settings, 'name: mail\n');
  const verify = (paths: readonly string[], options: Partial<VerifyOptions> = {}) =>
    ran(() => runVerify(paths, { release: '4', format: 'text', failOn: 'error', ...options }));
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: 'd', name: 'web' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
  };
  const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { a: 'b' } };
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['pods of others', [cluster]],
    ['a folder with ConfigMaps alone', [join(given('maps/c.yaml', [configMap]), '..')]],
    ['Services of others', [given('service.yaml', [service])]],
    ['a policy of others', [given('deny.yaml', [deny])]],
    ['a file without a document', [given('empty.yaml', [])]],
  ];

  test.each(cases)('%s', (_what, paths) => {
    for (const options of [{}, { settings }, { failOn: 'info', format: 'json' }, { pods: 'app=mial' }] as const) {
      const { status, stdout, stderr } = verify(paths, options);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain('nothing is proved about BlueMind. Name the labels of its pods (--pods app=mail)');
    }
  });

  test('an empty folder', () => {
    mkdirSync(join(folder, 'void'), { recursive: true });
    expect(verify([join(folder, 'void')], { allowEmpty: true })).toMatchObject({ status: 2, stdout: '' });
  });

  test('is a warning if that is expected, and does not matter if pods are found', () => {
    expect(verify([cluster], { allowEmpty: true })).toMatchObject({ status: 0, stdout: expect.stringContaining('[no-bluemind-pods]') });
    expect(verify([cluster], { pods: 'app=web' }).stdout).not.toContain('no-bluemind-pods');
  });
});
