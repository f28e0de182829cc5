import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runDiff } from '../../lib/cli/commands/diff';
import { runExplain } from '../../lib/cli/commands/explain';
import { runReach } from '../../lib/cli/commands/reach';
import { renderManifests } from '../../lib/synth/render';
import { plan } from '../support/render';
import { ran, ranLater } from '../support/run';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stand-ins-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (file: string, text: string): string => {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
};
const rendered = renderManifests(plan()).stream;
const loadBalancer = `---
apiVersion: v1
kind: Service
metadata: { name: database, namespace: bluemind }
spec: { type: LoadBalancer, selector: { app.kubernetes.io/name: bluemind }, ports: [{ name: postgresql, port: 5432 }] }
`;
const allowAll = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: open, namespace: bluemind }
spec: { podSelector: {}, policyTypes: [Ingress], ingress: [{}] }
`;

const engine = { hostNetwork: 'undefined' } as const;
const diff = (before: string, after: string, options = {}) =>
  ran(() => runDiff(before, after, { ...engine, format: 'text', failOn: 'error', ...options }));
const reach = (path: string) => ranLater(() => runReach([path], { ...engine, format: 'text' }));
const madeFrom = (source: string) => expect.stringContaining(`No pods of bluemind/all-in-one: stand-ins, made from ${source}.\n`);
const selectors = 'the selectors and ports of Services and policies';

describe('if no pods are given', () => {
  test.each([
    ['a load balancer', loadBalancer, /error: New way in: load-balancer 5432 through Service bluemind\/database/],
    ['a policy that admits everyone', allowAll, /diff-type: changed, source: 0.0.0.0-255.255.255.255\[External\], .* ref2: All Connections/],
    ['both', loadBalancer + allowAll, /allowed, 0.0.0.0-255.255.255.255. \[exposure-added\]/],
  ])('diff says what %s changes for the pods that Services and policies select', (_name, added, row) => {
    const { stdout, stderr } = diff(write('old.yaml', rendered), write('new.yaml', rendered + added));
    expect(stdout).toMatch(row);
    expect(stderr).toEqual(madeFrom(selectors));
  });

  test('diff fails on a way in to them', () => {
    expect(diff(write('old.yaml', rendered), write('new.yaml', rendered + loadBalancer + allowAll)).status).toBe(1);
  });

  test('reach and explain take them too, and say so', async () => {
    const file = write('all.yaml', rendered);
    expect(await reach(file)).toEqual({
      status: 0,
      stdout: expect.stringContaining('[External] => bluemind/all-in-one[Workload] : TCP 25,80,443,465,587,993\n'),
      stderr: madeFrom(selectors),
    });
    expect(await ranLater(() => runExplain('external', 'bluemind/all-in-one:25', [file], engine))).toEqual({
      status: 0,
      stdout: expect.stringContaining('from outside by load-balancer, port TCP 25: allowed'),
      stderr: madeFrom(selectors),
    });
  });

  test('settings of the installation say more, if they are beside its folder', async () => {
    const settings = write('installations/bluemind.yaml', 'name: bluemind\n');
    const file = write('dist/bluemind/all.yaml', rendered);
    for (const path of [file, dirname(file), dirname(dirname(file))])
      expect(await reach(path)).toMatchObject({ status: 0, stderr: madeFrom(settings) });
    writeFileSync(settings, 'name: 5\n');
    expect((await reach(file)).stderr).toEqual(
      `${settings} has faults and is ignored.\nNo pods of bluemind/all-in-one: stand-ins, made from ${selectors}.\n`,
    );
  });

  test('an end without a stand-in is reported', async () => {
    const file = write('empty.yaml', 'apiVersion: v1\nkind: Namespace\nmetadata: { name: mail }\n');
    expect(await reach(file)).toMatchObject({ status: 0, stdout: '', stderr: expect.stringMatching(/^The input contains no pods.*--settings FILE/) });
    expect(diff(file, file)).toMatchObject({ status: 0, stdout: '', stderr: expect.stringMatching(/^.*empty.yaml: The input contains no pods/) });
    expect(await ranLater(() => runExplain('external', 'mail:25', [file], engine))).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('there is no "mail"; expected a workload (there is none: no pods were given), an address'),
    });
  });
});

describe('settings of two states', () => {
  const state = (name: string, settings: Parameters<typeof plan>[0], text: string) => {
    const file = write(`${name}/dist/bluemind/all.yaml`, renderManifests(plan(settings)).stream);
    return { file, settings: write(`${name}/installations/bluemind.yaml`, `name: bluemind\n${text}`) };
  };

  test('are those beside each', () => {
    const old = state('old', {}, '');
    const now = state('new', { workloads: 'roles' }, 'workloads: roles\n');
    const { stdout, stderr } = diff(old.file, now.file);
    expect(stderr).toContain(`${old.file}: No pods of bluemind/all-in-one: stand-ins, made from ${old.settings}.\n`);
    expect(stderr).toMatch(new RegExp(`^${now.file}: No pods of bluemind/core, bluemind/database.*made from ${now.settings}.$`, 'm'));
    expect(stdout).toContain('workloads-diff-info: workload bluemind/all-in-one[Workload] removed');
    expect(stdout).toContain('workloads-diff-info: workload bluemind/core[Workload] and bluemind/database[Workload] added');
  });

  test('are those that are named for each', () => {
    const old = state('old', {}, '');
    const now = state('new', { workloads: 'roles' }, 'workloads: roles\n');
    const found = diff(old.file, now.file).stdout;
    const options = { oldSettings: old.settings, newSettings: now.settings };
    const away = [write('a.yaml', renderManifests(plan()).stream), write('b.yaml', renderManifests(plan({ workloads: 'roles' })).stream)] as const;
    const named = diff(away[0], away[1], options);
    expect(named.stderr).toBe('');
    expect(named.stdout.replaceAll(away[1], now.file).replaceAll(away[0], old.file)).toBe(found);
  });

  test('are not one file that both find: it can be true of one of them only', () => {
    const settings = write('installations/bluemind.yaml', 'name: bluemind\nworkloads: roles\n');
    const old = write('old/bluemind/all.yaml', renderManifests(plan()).stream);
    const now = write('dist/bluemind/all.yaml', renderManifests(plan({ workloads: 'roles' })).stream);
    const { stderr } = diff(old, now);
    expect(stderr).toContain(`${old}: No pods of bluemind/all-in-one: stand-ins, made from ${selectors}.\n`);
    expect(stderr).not.toContain(settings);
  });
});
