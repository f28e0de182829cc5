/** The examples of Argo CD and Flux: their form, and what they do by the real helm and kustomize. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { parse, parseAllDocuments } from 'yaml';
import { renderChart } from '../../lib/chart';
import { failing, verifyPlan } from '../../lib/checks';
import { planFrom } from '../../lib/plan';
import { readText } from '../../lib/reachability';
import { find, parse as parseObjects } from '../support/render';
import { describeWithShared } from '../support/shared';
import { commandPath } from '../support/workspace';
import { helm, kubectl } from '../tools/kubernetes-tools';
import { formFaults, type Shown } from './forms';

const examples = join(__dirname, '../../examples');
const folder = mkdtempSync(join(tmpdir(), 'gitops-'));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (path: string) => parseAllDocuments(readFileSync(join(examples, path), 'utf8')).map((document) => document.toJS());
const files = [
  'fleet/argo-cd.yaml',
  'fleet/flux.yaml',
  ...['argo-cd', 'flux'].flatMap((name) =>
    readdirSync(join(examples, name))
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => `${name}/${file}`),
  ),
  'argo-cd/plugin/plugin.yaml',
  'argo-cd/plugin/repo-server.yaml',
];
const objects: readonly Shown[] = files.flatMap(read);

test('every object has a form that its controller takes', () => {
  expect(objects.length).toBeGreaterThan(8);
  expect(formFaults(objects)).toEqual([]);
  expect(
    formFaults([{ apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', metadata: { name: 'x' }, ...{ spec: { intervall: '1m' } } }]),
  ).toHaveLength(2);
});

describeWithShared('schemas/json', "the projects' own schemas", (schemas) => {
  const known = new Map(
    readdirSync(schemas)
      .filter((name) => /fluxcd|argoproj/.test(name))
      .map((name) => [name, new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(readFileSync(join(schemas, name), 'utf8')))]),
  );
  const fileOf = ({ apiVersion, kind }: Shown) => `${apiVersion.replace(/\/.*/, '')}_${kind.toLowerCase()}_${apiVersion.replace(/.*\//, '')}.json`;
  const covered = objects.filter((object) => known.has(fileOf(object)));

  test.each(covered.map((object) => [`${object.kind} ${object.metadata.name}`, object] as const))('take %s', (_, object) => {
    const validate = known.get(fileOf(object));
    validate?.(object);
    expect(validate?.errors).toBeNull();
  });
});

describe("Argo CD's plugin", () => {
  const [plugin] = read('argo-cd/plugin/plugin.yaml');
  const bin = join(folder, 'bin');
  beforeAll(() => {
    mkdirSync(bin);
    writeFileSync(join(bin, 'cdk8s-bluemind'), `#!/bin/sh\nexec ${process.execPath} ${commandPath} "$@"\n`);
    chmodSync(join(bin, 'cdk8s-bluemind'), 0o755);
    writeFileSync(join(folder, 'bluemind.yaml'), 'name: mail\n');
    writeFileSync(join(folder, 'other.yaml'), 'name: other\n');
    writeFileSync(join(folder, 'faulty.yaml'), 'name: mail\nisolation: none\n');
  });
  const generate = (env: Readonly<Record<string, string>> = {}) => {
    const [program, ...args] = [...plugin.spec.generate.command, ...plugin.spec.generate.args];
    return spawnSync(program, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, ...env } });
  };

  test('finds its settings, and prints the objects of them and nothing else', () => {
    expect(plugin.spec.discover.fileName).toBe('./bluemind.yaml');
    const { status, stdout } = generate();
    expect(status).toBe(0);
    expect(failing(verifyPlan(readText('out', stdout), planFrom({ name: 'mail' }), '2026-01-01'), 'error')).toEqual([]);
  });

  test('takes the file that an Application names, as Argo CD hands on its variables', () => {
    const [, application] = read('argo-cd/application.yaml');
    const [{ name, value }] = application.spec.source.plugin.env;
    expect([name, value]).toEqual(['SETTINGS', 'mail.yaml']);
    expect(generate({ [`ARGOCD_ENV_${name}`]: 'other.yaml' }).stdout).toContain('name: other-public');
  });

  test('fails with the fault and prints nothing if the settings have one', () => {
    expect(generate({ ARGOCD_ENV_SETTINGS: 'faulty.yaml' })).toMatchObject({
      stdout: '',
      stderr: expect.stringContaining('faulty.yaml:2:1: isolation'),
    });
    expect(generate({ ARGOCD_ENV_SETTINGS: '$(touch x); y' })).toMatchObject({ status: 2, stdout: '' });
    expect(readdirSync(folder)).not.toContain('x');
  });

  test('is beside the repo server, with its configuration', () => {
    const home = join(folder, 'argo');
    cpSync(join(examples, 'argo-cd/plugin'), join(home, 'plugin'), { recursive: true });
    const container = { name: 'argocd-repo-server', image: 'argocd' };
    const volumes = [
      { name: 'var-files', emptyDir: {} },
      { name: 'plugins', emptyDir: {} },
    ];
    const server = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'argocd-repo-server', namespace: 'argocd' },
      spec: { template: { spec: { containers: [container], volumes } } },
    };
    writeFileSync(join(home, 'server.yaml'), JSON.stringify(server));
    writeFileSync(join(home, 'kustomization.yaml'), JSON.stringify({ resources: ['server.yaml'], components: ['plugin'] }));
    const { stdout, stderr } = spawnSync(kubectl, ['kustomize', home], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const all = parseObjects(stdout);
    const { containers, volumes: mounted } = find('Deployment', 'argocd-repo-server', all).spec.template.spec;
    expect(containers.map((one: { name: string }) => one.name).sort()).toEqual(['argocd-repo-server', 'cdk8s-bluemind']);
    const configMap = all.find(({ kind }) => kind === 'ConfigMap');
    expect(mounted).toContainEqual({ name: 'cdk8s-bluemind-plugin', configMap: { name: configMap?.metadata.name } });
    expect(parse(Object(configMap).data['plugin.yaml'])).toEqual(plugin);
    const sidecar = containers.find((one: { name: string }) => one.name === 'cdk8s-bluemind');
    const names = mounted.map(({ name }: { name: string }) => name);
    expect(sidecar.volumeMounts.filter(({ name }: { name: string }) => !names.includes(name))).toEqual([]);
  });
});

test("Flux' HelmRelease takes values that the chart has, and its patch meets an object", () => {
  const [, configMap, release] = read('flux/helm-release.yaml');
  const chart = join(folder, 'chart');
  for (const [name, text] of Object.entries(renderChart({ name: 'mail' }, { chartVersion: '1.0.0' }))) {
    mkdirSync(dirname(join(chart, name)), { recursive: true });
    writeFileSync(join(chart, name), text);
  }
  const [{ kind, name, valuesKey }] = release.spec.valuesFrom;
  expect([kind, name]).toEqual([configMap.kind, configMap.metadata.name]);
  writeFileSync(join(folder, 'values.yaml'), configMap.data[valuesKey]);
  const rendered = spawnSync(helm, ['template', release.spec.releaseName, chart, '--namespace', 'mail', '--values', join(folder, 'values.yaml')], {
    encoding: 'utf8',
  });
  expect([rendered.status, rendered.stderr]).toEqual([0, '']);
  // helm-controller runs its post-renderers as a kustomization over what helm renders.
  const post = join(folder, 'post');
  mkdirSync(post);
  writeFileSync(join(post, 'all.yaml'), rendered.stdout);
  writeFileSync(join(post, 'kustomization.yaml'), JSON.stringify({ resources: ['all.yaml'], ...release.spec.postRenderers[0].kustomize }));
  const { stdout, stderr } = spawnSync(kubectl, ['kustomize', post], { encoding: 'utf8' });
  expect(stderr).toBe('');
  const service = find('Service', 'mail-public', parseObjects(stdout));
  expect(service.metadata.annotations['example.org/owner']).toBe('messaging');
  expect(service.spec.loadBalancerSourceRanges).toEqual(['192.0.2.0/24', '198.51.100.0/24']);
  const settings = {
    name: 'mail',
    entryPoints: { public: { type: 'LoadBalancer', addresses: ['192.0.2.25'], sourceRanges: service.spec.loadBalancerSourceRanges } },
  };
  expect(failing(verifyPlan(readText('out', stdout), planFrom(settings), '2026-01-01'), 'error')).toEqual([]);
});
