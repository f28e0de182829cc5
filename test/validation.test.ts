import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { BlueMindNetwork, type BlueMindNetworkProps, BlueMindValidation } from '../lib';
import { settingsAnnotation } from '../lib/base/settings-annotation';

const folder = mkdtempSync(join(tmpdir(), 'validation-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Settings files of the two installations. */
const settings = Object.fromEntries(['a', 'b'].map((name) => [name, given(`settings/${name}.yaml`, `name: ${name}\nisolation: connections\n`)]));
const [a = '', b = ''] = Object.values(settings);

function given(path: string, text: string): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  return join(folder, path);
}

let apps = 0;

/** Synthesises an app as cdk8s does by default, a file a chart. @returns the files */
function synthesised(fill: (app: App) => void): readonly string[] {
  const outdir = join(folder, `dist-${apps++}`);
  const app = new App({ outdir });
  fill(app);
  app.synth();
  return readdirSync(outdir).map((name) => join(outdir, name));
}

const network = (app: App, name: string, props: BlueMindNetworkProps = {}): Chart => {
  const chart = new Chart(app, `chart-${name}`);
  new BlueMindNetwork(chart, name, { isolation: 'connections', ...props });
  return chart;
};
const two = () =>
  synthesised((app) => {
    network(app, 'a');
    network(app, 'b');
  });

/** Rewrites all files. */
function edited(files: readonly string[], edit: (text: string) => string): readonly string[] {
  for (const file of files) writeFileSync(file, edit(readFileSync(file, 'utf8')));
  return files;
}
const withoutSettings = (files: readonly string[]) => edited(files, (text) => text.replace(/^ *cdk8s-bluemind\/settings: .*\n/gm, ''));

interface Report {
  readonly status: string;
  readonly rules: readonly string[];
  readonly messages: readonly string[];
}

async function validated(manifests: readonly string[], properties?: unknown): Promise<Report> {
  const violations: { readonly ruleName: string; readonly recommendation: string }[] = [];
  let status = '';
  // Properties come from YAML, which knows no types.
  const plugin: BlueMindValidation = Reflect.construct(BlueMindValidation, [properties]);
  await plugin.validate({ manifests, report: { addViolation: (one) => violations.push(one), submit: (word) => (status = word) } });
  return { status, rules: violations.map(({ ruleName }) => ruleName), messages: violations.map(({ recommendation }) => recommendation) };
}
const sound = { status: 'success', rules: [], messages: [] };

/** A policy that opens pods to everyone. */
const opens = (chart: Chart, namespace: string) =>
  new ApiObject(chart, 'opens', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'opens', namespace },
    spec: { podSelector: {}, ingress: [{}] },
  });

describe('several networks in one app', () => {
  test.each([
    ['with a settings file each', [a, b]],
    ['with a settings file for one and props for the other', [a]],
    ['with props alone', undefined],
  ])('%s', async (_what, files) => {
    expect(await validated(two(), files && { settings: files })).toEqual(sound);
  });

  test('settings files suffice if the manifests have no annotation with settings', async () => {
    expect(await validated(withoutSettings(two()), { settings: [a, b] })).toEqual(sound);
  });

  test('one that no settings describe is reported', async () => {
    const { status, rules, messages } = await validated(withoutSettings(two()), { settings: [a] });
    expect([status, rules]).toEqual(['success', ['unproven-installation']]);
    expect(messages[0]).toMatch(/^Installation 'b' has \d+ objects here and no settings among those given: nothing is proved about it\.$/);
    expect(await validated(withoutSettings(two()), { settings: [a], failOn: 'warning' })).toMatchObject({ status: 'failure' });
  });

  test('settings of an installation that the app does not have are reported', async () => {
    const files = synthesised((app) => void network(app, 'a'));
    expect(await validated(files, { settings: [a, b] })).toMatchObject({ status: 'failure', rules: ['no-bluemind-pods'] });
  });

  test('in one file and one namespace, and of one name in two namespaces', async () => {
    const one = synthesised((app) => {
      const chart = new Chart(app, 'mail', { namespace: 'mail' });
      for (const name of ['a', 'b']) new BlueMindNetwork(chart, name, { isolation: 'connections' });
    });
    expect(await validated(one)).toEqual(sound);
    const namesakes = synthesised((app) => {
      for (const namespace of ['x', 'y']) new BlueMindNetwork(new Chart(app, namespace, { namespace }), 'bluemind');
    });
    expect(await validated(namesakes)).toEqual(sound);
  });

  test('each is judged: a Service that leads to an internal port fails for whichever has it', async () => {
    for (const name of ['a', 'b']) {
      const files = synthesised((app) => {
        network(app, 'a');
        network(app, 'b');
        new ApiObject(new Chart(app, 'more'), 'leak', {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'leak', namespace: name },
          spec: { type: 'LoadBalancer', selector: { 'app.kubernetes.io/instance': name }, ports: [{ port: 5432 }] },
        });
      });
      for (const properties of [undefined, { settings: [a, b] }, { settings: [a] }]) {
        const { status, rules, messages } = await validated(files, properties);
        expect([status, rules.includes('internal-port-exposed')]).toEqual(['failure', true]);
        expect(messages.filter((message) => message.includes(`${name === 'a' ? 'b' : 'a'}/`))).toEqual([]);
      }
    }
  });

  test('a policy of another chart that opens the pods of one fails', async () => {
    const files = synthesised((app) => {
      network(app, 'a');
      network(app, 'b');
      opens(new Chart(app, 'more'), 'b');
    });
    expect(await validated(files)).toMatchObject({ status: 'failure', rules: expect.arrayContaining(['internal-port-beyond-isolation']) });
  });

  test('one installation admitted to the other’s internal ports fails', async () => {
    const files = synthesised((app) => {
      network(app, 'a');
      const chart = network(app, 'b');
      new ApiObject(chart, 'neighbour', {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'neighbour', namespace: 'b' },
        spec: {
          podSelector: {},
          ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'a' } } }], ports: [{ port: 5432 }] }],
        },
      });
    });
    const { status, messages } = await validated(files);
    expect(status).toBe('failure');
    expect(messages.join('\n')).toMatch(/a\/all-in-one\[Workload\]/);
  });

  test('what others keep in the same app is their business', async () => {
    const files = synthesised((app) => {
      network(app, 'a');
      const shop = new Chart(app, 'shop');
      opens(shop, 'shop');
      new ApiObject(shop, 'web', {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web', namespace: 'shop' },
        spec: { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 5432 }] },
      });
    });
    expect(await validated(files)).toEqual(sound);
  });

  test('a chart that the cdk8s command makes of such an app is read as it is', async () => {
    const chart = join(folder, 'chart');
    mkdirSync(join(chart, 'templates'), { recursive: true });
    writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: mail\nversion: 1.0.0\n');
    const [file = ''] = synthesised((app) => {
      const one = network(app, 'a');
      opens(one, 'a');
    });
    const template = join(chart, 'templates/a.k8s.yaml');
    writeFileSync(template, readFileSync(file));
    expect(existsSync(template)).toBe(true);
    expect(await validated([template])).toMatchObject({ status: 'failure' });
  });
});

describe('what the construct leaves', () => {
  test('its settings, at one object', () => {
    const [file = ''] = synthesised((app) => void network(app, 'a', { createNamespace: true }));
    const text = readFileSync(file, 'utf8');
    expect(text.match(/cdk8s-bluemind\/settings/g)).toHaveLength(1);
    expect(text).toContain(`${settingsAnnotation}: '{"name":"a","isolation":"connections","createNamespace":true}'`);
  });

  test('nothing that would be too long for an annotation', async () => {
    const sourceRanges = Array.from({ length: 9000 }, (_, index) => `10.${index >> 8}.${index & 255}.0/24`);
    const files = synthesised((app) => void network(app, 'a', { entryPoints: { public: { type: 'LoadBalancer', sourceRanges } } }));
    expect(readFileSync(files[0] ?? '', 'utf8')).not.toContain(settingsAnnotation);
  });

  test('and what somebody made of it is a fault at its place', async () => {
    const files = synthesised((app) => void network(app, 'a'));
    edited(files, (text) => text.replace('"isolation":"connections"', '"isolation":"conections"'));
    const { status, rules, messages } = await validated(files);
    expect([status, rules]).toEqual(['failure', ['unusable-input']]);
    expect(messages[0]).toMatch(/\.yaml:\d+:\d+: annotation cdk8s-bluemind\/settings: isolation: 'conections': .*did you mean 'connections'\?$/);
    edited(files, (text) => text.replace('"conections"', 'connections'));
    expect((await validated(files)).messages[0]).toContain('is not JSON');
  });
});

test.each<readonly [unknown, string]>([
  [{ setings: [a] }, "properties.setings: no such field; did you mean 'settings'?"],
  [{ settings: a }, 'properties.settings: '],
  [{ settings: [a], catalogue: {} }, 'properties.catalogue: cannot be combined with settings'],
  [{ catalogue: { relase: '5' } }, "properties.catalogue.relase: no such field; did you mean 'release'?"],
  [{ failOn: 'eror' }, "properties.failOn: 'eror': expected 'info', 'warning' or 'error'; did you mean 'error'?"],
  [{ settings: [join('nowhere', 'a.yaml')] }, 'nowhere/a.yaml:1:1: does not exist'],
])('properties that cannot be meant fail: %j', async (properties, message) => {
  const files = synthesised((app) => void network(app, 'a'));
  const { status, messages } = await validated(files, properties);
  expect([status, messages.length]).toEqual(['failure', 1]);
  expect(messages[0]).toContain(message);
});

test('a missing `properties` means no properties', async () => {
  const files = synthesised((app) => void network(app, 'a'));
  expect(await validated(files, null)).toEqual(sound);
});
