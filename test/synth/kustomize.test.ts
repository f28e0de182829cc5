import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failing, verifyPlan } from '../../lib/checks';
import { planFrom } from '../../lib/plan';
import { readPaths, readText } from '../../lib/reachability';
import { readSettingsDocument } from '../../lib/settings';
import { kustomizeConfiguration } from '../../lib/synth/name-references';
import { renderManifests } from '../../lib/synth/render';
import { find, parse } from '../support/render';
import { kubectl } from '../tools/kubernetes-tools';

type Settings = Readonly<Record<string, unknown>>;

const folder = mkdtempSync(join(tmpdir(), 'kustomize-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What kubectl's kustomize makes of rendered settings with an overlay. */
function kustomized(settings: Settings, overlay: object): string {
  const [dist, over] = [mkdtempSync(join(folder, 'dist-')), mkdtempSync(join(folder, 'overlay-'))];
  for (const [name, text] of Object.entries(renderManifests(planFrom(settings)).files)) writeFileSync(join(dist, name), text);
  writeFileSync(join(over, 'kustomization.yaml'), JSON.stringify({ resources: [join('..', dist.slice(folder.length + 1))], ...overlay }));
  const { status, stdout, stderr } = spawnSync(kubectl, ['kustomize', over], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

const errors = (text: string, settings: Settings): readonly string[] =>
  failing(verifyPlan(readText('out.yaml', text), planFrom(settings), '2026-01-01'), 'error').map(({ rule }) => rule);

const example = (name: string): Settings => {
  const { input } = readSettingsDocument(join(__dirname, `../../examples/${name}/installation.yaml`));
  return { ...(typeof input === 'object' ? input : {}) };
};
const withReferences = (settings: Settings): Settings => ({ ...settings, gitOps: { kustomize: { nameReferences: true } } });

const tls = { secret: 'own' };
const expose = { smtp: 'edge', https: 'edge' };
const ways: Readonly<Record<string, Settings>> = {
  haproxy: example('haproxy'),
  traefik: example('traefik'),
  'gateway-api': example('gateway-api'),
  machines: { ...example('machines'), waivers: [] },
  'a Gateway whose pods bear its name': {
    name: 'mail',
    isolation: 'connections',
    entryPoints: {
      edge: {
        type: 'Gateway',
        gatewayApi: '1.6',
        implementation: 'istio',
        className: 'istio',
        hosts: ['mail.example.org'],
        acceptLostClientAddress: 'A relay alone connects.',
      },
    },
    expose,
  },
  'a ListenerSet': {
    name: 'mail',
    entryPoints: {
      edge: {
        type: 'Gateway',
        gatewayApi: '1.6',
        implementation: 'envoy-gateway',
        existing: { name: 'shared', namespace: 'gateways' },
        proxies: { namespace: 'gateways', podLabels: { app: 'envoy' } },
        hosts: ['mail.example.org'],
        tlsMode: 'terminate',
        tls,
        acceptLostClientAddress: 'A relay alone connects.',
      },
    },
    expose,
  },
};

describe.each(Object.entries(ways))('namePrefix over %s', (_, settings) => {
  // What kustomize puts before every name is the same as a prefix in the settings, by which the result is judged.
  const prefixed = { ...settings, namePrefix: 'x-mail' };

  test('without name references has no target, and the proof says so', () => {
    expect(errors(kustomized(settings, { namePrefix: 'x-' }), prefixed)).toEqual(
      expect.arrayContaining(['exposed-port-unreachable', 'mandatory-port-missing']),
    );
  });

  test('with name references changes every name, and the proof holds', () => {
    const text = kustomized(withReferences(settings), { namePrefix: 'x-' });
    const own = renderManifests(planFrom(prefixed)).stream;
    expect(errors(text, prefixed)).toEqual(errors(own, prefixed));
    const specs = (stream: string) =>
      Object.fromEntries(
        parse(stream).map(({ kind, metadata, spec }) => [`${kind} ${metadata.name}`, withoutSecrets({ spec, of: metadata.labels })]),
      );
    expect(specs(text)).toEqual(specs(own));
  });
});

/** Secrets are not among the objects here, so kustomize does not change their names. */
const withoutSecrets = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner) => (/secretName|certificateRefs/.test(key) ? undefined : inner)));

describe('what kustomize can do else', () => {
  const settings = { name: 'mail' };

  test.each(['haproxy', 'traefik', 'gateway-api', 'cilium'])('a namespace over %s is that of the settings', (name) => {
    expect(errors(kustomized(example(name), { namespace: 'other' }), { ...example(name), namespace: 'other' })).toEqual([]);
  });

  test('a namespace leaves ports in a ConfigMap behind, and the proof says so', () => {
    const nginx = {
      name: 'mail',
      cluster: { ingressController: { namespace: 'ingress-nginx', podLabels: { app: 'nginx' } } },
      entryPoints: { edge: { type: 'IngressNginx', hosts: ['mail.example.org'], tls, acceptLostClientAddress: 'A relay alone connects.' } },
      expose,
    };
    expect(errors(renderManifests(planFrom(nginx)).stream, nginx)).toEqual([]);
    expect(errors(kustomized(nginx, { namespace: 'other' }), { ...nginx, namespace: 'other' })).toContain('exposed-port-unreachable');
    expect(errors(kustomized(withReferences(nginx), { namePrefix: 'x-' }), { ...nginx, namePrefix: 'x-mail' })).toContain('exposed-port-unreachable');
  });

  test('labels change nothing, unless they are in selectors: those find no pods, and the proof says so', () => {
    const pairs = { team: 'mail' };
    expect(errors(kustomized(settings, { labels: [{ pairs }] }), settings)).toEqual([]);
    for (const overlay of [{ labels: [{ pairs, includeSelectors: true }] }, { commonLabels: pairs }]) {
      const text = kustomizedWithWarnings(settings, overlay);
      expect(errors(text, settings)).toEqual(expect.arrayContaining(['internal-port-beyond-isolation', 'exposed-port-unreachable']));
      const carried = { ...settings, workloads: { 'all-in-one': { components: 'all', podLabels: { ...podLabels, ...pairs } } } };
      expect(errors(text, carried)).toEqual([]);
    }
  });
});

const podLabels = { 'app.kubernetes.io/name': 'bluemind', 'app.kubernetes.io/instance': 'mail', 'app.kubernetes.io/component': 'all-in-one' };

/** commonLabels is deprecated, which kubectl says on standard error. */
function kustomizedWithWarnings(settings: Settings, overlay: object): string {
  const dist = mkdtempSync(join(folder, 'warned-'));
  mkdirSync(join(dist, 'base'));
  for (const [name, text] of Object.entries(renderManifests(planFrom(settings)).files)) writeFileSync(join(dist, 'base', name), text);
  writeFileSync(join(dist, 'kustomization.yaml'), JSON.stringify({ resources: ['base'], ...overlay }));
  return spawnSync(kubectl, ['kustomize', dist], { encoding: 'utf8' }).stdout;
}

describe('kustomizeconfig.yaml', () => {
  const { files } = renderManifests(planFrom(withReferences({ name: 'mail' })));

  test('is written only on request, and the kustomization names it', () => {
    expect(Object.keys(renderManifests(planFrom({ name: 'mail' })).files)).not.toContain('kustomizeconfig.yaml');
    expect(files['kustomization.yaml']).toContain('configurations:\n  - kustomizeconfig.yaml\n');
    expect(files['kustomizeconfig.yaml']).toContain('nameReference:\n  - kind: Service\n');
  });

  test('is not a manifest to those who read the folder', () => {
    const dist = mkdtempSync(join(folder, 'read-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dist, name), text);
    const { manifests, faults } = readPaths([dist]);
    expect(faults).toEqual([]);
    expect(manifests.length).toBe(parse(renderManifests(planFrom({ name: 'mail' })).stream).length);
  });

  test('names each field once', () => {
    const all = kustomizeConfiguration.nameReference.flatMap(({ kind, fieldSpecs }) =>
      fieldSpecs.map((spec) => `${kind} ${spec.group} ${spec.kind} ${spec.path}`),
    );
    expect(all).toEqual([...new Set(all)]);
  });
});

test('sync waves of Argo CD put what closes before what opens, and your own annotations take precedence', () => {
  const waves = (settings: Settings) => (kind: string, name: string) =>
    find(kind, name, parse(renderManifests(planFrom({ name: 'mail', gitOps: { argoCd: { syncWaves: true } }, ...settings })).stream)).metadata
      .annotations?.['argocd.argoproj.io/sync-wave'];
  const plain = waves({ createNamespace: true });
  expect(plain('Namespace', 'mail')).toBe('-2');
  expect(plain('NetworkPolicy', 'mail-all-in-one-default-deny')).toBe('-1');
  expect(plain('Service', 'mail-core')).toBeUndefined();
  expect(plain('Service', 'mail-public')).toBe('1');
  const own = waves({ annotationsByKind: { NetworkPolicy: { 'argocd.argoproj.io/sync-wave': '-5' } } });
  expect(own('NetworkPolicy', 'mail-all-in-one-default-deny')).toBe('-5');
});

test('every kind of policy that is rendered comes before every way in', () => {
  for (const name of ['cilium', 'calico', 'cluster-network-policy', 'gateway-api', 'traefik', 'restricted-egress']) {
    const settings = { ...example(name), gitOps: { argoCd: { syncWaves: true } } };
    for (const { kind, metadata } of parse(renderManifests(planFrom(settings)).stream)) {
      const wave = Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
      if (kind.endsWith('Policy') && !['BackendTrafficPolicy', 'ClientTrafficPolicy', 'BackendTLSPolicy', 'SecurityPolicy'].includes(kind))
        expect([name, kind, wave]).toEqual([name, kind, -1]);
    }
  }
});
