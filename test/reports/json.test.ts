import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { program } from '../../lib/cli/main';
import { defaultImage } from '../../lib/cluster/probe/objects';
import { probeOf } from '../../lib/cluster/probe/probe';
import { type DocumentName, documentNames, schemaVersion } from '../../lib/reports/json/document';
import { documentJsonSchema } from '../../lib/reports/json/json-schemas';
import { planOfFile } from '../../lib/synth/settings/installations';
import { synthesize } from '../../lib/synth/synthesize';
import { logsOf, unsound } from '../live/probe/networks';
import { ranMain } from '../support/run';

const root = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'json-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ajv = new Ajv2020({ strict: true, allErrors: true });
const validators = new Map(documentNames.map((name) => [name, ajv.compile(documentJsonSchema(name))]));

/** Holds a document against its schema, which knows every field. @returns the document */
function checked(name: DocumentName, text: string) {
  const document = JSON.parse(text);
  const validate = validators.get(name);
  expect(validate?.(document) ? [] : validate?.errors).toEqual([]);
  expect(document.schemaVersion).toBe(schemaVersion);
  return document;
}

/** What a command prints as JSON, checked. */
async function printed(name: DocumentName, ...words: readonly string[]) {
  const { status, stdout, stderr } = await ranMain(...words, '--format', 'json');
  expect({ status, stderr }).not.toEqual({ status: 2, stderr: expect.anything() });
  return checked(name, stdout);
}

const examples = readdirSync(join(root, 'examples')).filter((name) => existsSync(join(root, 'examples', name, 'installation.yaml')));

/** Writes what an example renders into one file. */
function rendered(name: string) {
  const settings = join(root, 'examples', name, 'installation.yaml');
  const [installation] = synthesize({ kind: 'named', files: [settings] }, '2030-01-01');
  if (installation === undefined) throw new Error(`${name} renders nothing`);
  const manifests = join(folder, `${name}.yaml`);
  writeFileSync(manifests, installation.manifests.stream);
  return {
    settings,
    manifests,
    reports: installation.reports,
    workload: installation.plan.workloads[0],
  };
}

/** Objects whose answers hold what the examples' do not: doubts, replicas, waivers' like. */
const odd = [
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'd', name: 'host', labels: { app: 'host' } },
    spec: { hostNetwork: true, containers: [{ name: 'c' }] },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace: 'd', name: 'web' },
    spec: {
      replicas: 2,
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'c', ports: [{ containerPort: 80, name: 'http', hostPort: 8080 }] }] },
      },
    },
  },
  { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'd', name: 'lone' }, spec: { containers: [{ name: 'c' }] } },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: 'd', name: 'web' },
    spec: { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 80 }] },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: 'd', name: 'some' },
    spec: {
      podSelector: {},
      ingress: [
        { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 'http' }] },
        { from: [{ podSelector: { matchLabels: { app: 'host' } } }] },
      ],
    },
  },
];
const write = (name: string, objects: readonly object[]): string => {
  const file = join(folder, name);
  writeFileSync(file, objects.map((object) => JSON.stringify(object)).join('\n---\n'));
  return file;
};

describe('the JSON that commands print fits its schema', () => {
  test.each(examples)('of the example %s', async (name) => {
    const { settings, manifests, reports, workload } = rendered(name);
    checked('exposure', reports['exposure.json'] ?? '');
    await printed('verify', 'verify', manifests, '--settings', settings);
    const { connections } = await printed('reach', 'reach', manifests, '--settings', settings);
    expect(connections.length).toBeGreaterThan(0);
    if (workload === undefined) return;
    const { explanations } = await printed(
      'explain',
      'explain',
      'external',
      `${workload.namespace}/${workload.name}:25`,
      manifests,
      '--settings',
      settings,
    );
    expect(explanations.length).toBeGreaterThan(0);
  });

  test.each(['mailbox-servers', 'cilium'])('of what changes where the policies of %s go', async (name) => {
    const { settings, manifests } = rendered(name);
    const open = join(folder, 'open.yaml');
    writeFileSync(
      open,
      readFileSync(manifests, 'utf8')
        .split(/^---$/m)
        .filter((text) => !/^kind: \w*Policy$/m.test(text))
        .join('---'),
    );
    const { connections } = await printed('diff', 'diff', manifests, open, '--settings', settings);
    expect(connections.length).toBeGreaterThan(0);
  });

  test('of doubts, replicas, findings and everything that is new', async () => {
    const file = write('odd.yaml', odd);
    const { findings } = await printed('verify', 'verify', file, '--pods', 'app=web');
    expect(findings.length).toBeGreaterThan(0);
    const { connections } = await printed('reach', 'reach', file);
    const potential = await printed('potential-connections', 'exposure', file);
    expect(potential.connections.length).toBeGreaterThan(0);
    const explained = await printed('explain', 'reach', file, '--explain', '--itself');
    expect(explained.explanations.length).toBeGreaterThanOrEqual(connections.length);
    expect(connections).toContainEqual(expect.objectContaining({ conn: expect.stringMatching(/^unknown /), reason: expect.any(String) }));
    for (const [source, destination] of [
      ['external', 'd/web:80'],
      ['d/web', 'd/web:http'],
      ['d/host', 'd/web:80'],
      ['d/lone', 'd/lone:1'],
      ['10.1.1.1', 'd/host:22'],
      ['node', 'd/*:80'],
    ] as const)
      await printed('explain', 'explain', source, destination, file);
    const difference = await printed('diff', 'diff', write('less.yaml', odd.slice(2)), file);
    for (const list of [difference.connections, difference.unknown, difference.objects, difference.exposures]) expect(list.length).toBeGreaterThan(0);
  });

  test('of a cluster that differs from its settings', async () => {
    const { settings, manifests } = rendered('metallb');
    const text = readFileSync(manifests, 'utf8').split(/^---$/m);
    const live = join(folder, 'live.yaml');
    writeFileSync(live, text.slice(1).join('---\n').replace('targetPort: 25\n', 'targetPort: 26\n'));
    const { findings, changed, read } = await printed('drift', 'drift', settings, '--from', live);
    for (const list of [findings, changed, read]) expect(list.length).toBeGreaterThan(0);
  });

  test.each(['metallb', 'restricted-egress'])('of what stand-ins of %s found in a network that ignores policies', async (name) => {
    const { settings } = rendered(name);
    const probe = probeOf(planOfFile(settings), { image: defaultImage });
    const logs = join(folder, `${name}.log`);
    writeFileSync(logs, logsOf(probe, unsound.ignoresPolicies));
    const { probes } = await printed('probe', 'probe', settings, '--results', logs);
    expect(probes[0].connections.length).toBeGreaterThan(10);
  });

  test('of what is waived', async () => {
    const settings = join(folder, 'waived.yaml');
    writeFileSync(
      settings,
      'name: mail\nwaivers: [{ rule: node-port-besides-load-balancer, reason: The nodes are firewalled., until: "2999-12-31" }]\n',
    );
    const [installation] = synthesize({ kind: 'named', files: [settings] }, '2030-01-01');
    const manifests = join(folder, 'mail.yaml');
    writeFileSync(manifests, installation?.manifests.stream ?? '');
    const { findings } = await printed('verify', 'verify', manifests, '--settings', settings);
    expect(findings).toContainEqual(expect.objectContaining({ waived: { reason: 'The nodes are firewalled.', until: '2999-12-31' } }));
  });

  test('of nothing at all', async () => {
    const file = write('lone.yaml', odd.slice(2, 3));
    expect(await printed('diff', 'diff', file, file)).toEqual({ schemaVersion, connections: [], unknown: [], objects: [], exposures: [] });
    expect(await printed('verify', 'verify', file, '--allow-empty')).toEqual({
      schemaVersion,
      findings: [expect.objectContaining({ rule: 'no-bluemind-pods' })],
    });
    const closed = write('closed.yaml', [
      ...odd.slice(2, 3),
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { namespace: 'd', name: 'none' },
        spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
      },
    ]);
    expect(await printed('reach', 'reach', closed)).toEqual({ schemaVersion, connections: [] });
  });

  test.each(['4', '5'])('of the catalogue of BlueMind %s', async (release) => {
    const { ports } = await printed('catalogue', 'catalogue', '--release', release);
    expect(ports.length).toBeGreaterThan(30);
    await printed('catalogue', 'catalogue', '--release', release, '--component', 'nginx', '--external');
    await printed('catalogue-diff', 'catalogue', '--diff', release, '5');
  });
});

test('every command that prints JSON has a document', () => {
  const printing = program('0', () => undefined)
    .commands.filter(({ options }) => options.some(({ long, argChoices }) => long === '--format' && argChoices?.includes('json')))
    .map((command) => command.name());
  expect(printing.filter((name) => name !== 'schema' && !documentNames.some((document) => document === name))).toEqual([]);
});

describe('the command schema', () => {
  test.each(documentNames)('prints that of %s, as docs/json has it (npm run docs writes it)', async (name) => {
    const { status, stdout } = await ranMain('schema', name);
    expect([status, JSON.parse(stdout)]).toEqual([0, JSON.parse(JSON.stringify(documentJsonSchema(name)))]);
    expect(JSON.parse(readFileSync(join(root, `docs/json/${name}.schema.json`), 'utf8'))).toEqual(JSON.parse(stdout));
  });

  test('has a reference in Markdown only for settings', async () => {
    expect(await ranMain('schema', 'verify', '--format', 'markdown')).toMatchObject({ status: 2, stdout: '' });
  });

  test('docs/json.md names every document and its version', () => {
    const text = readFileSync(join(root, 'docs/json.md'), 'utf8');
    for (const name of documentNames) expect(text).toContain(`(json/${name}.schema.json)`);
    expect(text).toContain(`"schemaVersion": ${schemaVersion}`);
    expect(readdirSync(join(root, 'docs/json')).sort()).toEqual(documentNames.map((name) => `${name}.schema.json`).sort());
  });
});
