import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { App, Chart, Testing } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { BlueMindNetwork, BlueMindValidation, InputError } from '../lib';
import { failing, verifyPlan } from '../lib/checks';
import { readText } from '../lib/reachability';
import { fleetJsonSchema } from '../lib/settings/fleet';
import { renderManifests } from '../lib/synth/render';
import { loadInstallations, planOfFile } from '../lib/synth/settings/installations';
import { parseShard } from '../lib/synth/shard';
import { formFaults } from './monitoring/forms';
import { parse } from './support/render';
import { makeWorkspace } from './support/workspace';

const root = join(__dirname, '..');

describe('examples/library', () => {
  test('puts the network of an installation into your own chart', () => {
    const workspace = makeWorkspace();
    try {
      workspace.write('app.ts', readFileSync(join(root, 'examples/library/main.ts')));
      const { status, stderr } = workspace.run(process.execPath, join(root, 'test/support/run-example.js'), join(workspace.path, 'app.ts'));
      expect([status, stderr]).toEqual([0, '']);
      const all = parse(readFileSync(join(workspace.path, 'dist/mail.k8s.yaml'), 'utf8'));
      expect(new Set(all.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['mail']));
      const outside = all.filter(({ kind, spec }) => kind === 'Ingress' || spec.type === 'LoadBalancer');
      expect(outside.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
        'Ingress bluemind-web',
        'Ingress bluemind-web-http',
        'Service bluemind-public-proxy',
        'Service bluemind-public-smtp',
      ]);
    } finally {
      workspace.remove();
    }
  });
});

describe('examples/several', () => {
  test('makes a chart for each row of its table, and each passes its proof', () => {
    const workspace = makeWorkspace();
    try {
      workspace.write('app.ts', readFileSync(join(root, 'examples/several/main.ts')));
      const { status, stderr } = workspace.run(process.execPath, join(root, 'test/support/run-example.js'), join(workspace.path, 'app.ts'));
      expect([status, stderr]).toEqual([0, '']);
      expect(readdirSync(join(workspace.path, 'dist')).sort()).toEqual(['college.k8s.yaml', 'school.k8s.yaml', 'town-hall.k8s.yaml']);
      const school = parse(readFileSync(join(workspace.path, 'dist/school.k8s.yaml'), 'utf8'));
      expect(new Set(school.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['school']));
    } finally {
      workspace.remove();
    }
  });
});

describe('examples/hoster', () => {
  const folder = join(root, 'examples/hoster/installations');
  const installations = loadInstallations({ kind: 'named', files: [join(folder, 'fleet.yaml')] });

  test.each(installations.map(({ plan }) => [plan.installation, plan] as const))('%s passes the proof', (_, plan) => {
    const findings = verifyPlan(readText('manifests.yaml', renderManifests(plan).stream), plan, '2026-01-01');
    expect(failing(findings, 'warning').map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  test('has the rows of its table and the installations of the file, each with its own', () => {
    expect(installations.map(({ plan }) => [plan.installation, plan.namespace, plan.release, plan.createNamespace])).toEqual([
      ['university', 'mail-university', '5', false],
      ['bakery', 'bakery', '4', true],
      ['garage', 'garage', '4', true],
      ['library', 'library', '4', true],
    ]);
    expect(readFileSync(join(root, 'examples/README.md'), 'utf8')).toContain('](hoster/README.md)');
  });

  test('fits the schema that editors read, which refuses what the command refuses', () => {
    const check = new Ajv2020({ strict: false, validateFormats: false }).compile(fleetJsonSchema());
    const fleet = parse(readFileSync(join(folder, 'fleet.yaml'), 'utf8'))[0];
    const base = parse(readFileSync(join(folder, 'shared/base.yaml'), 'utf8'))[0];
    expect([check(fleet), check.errors]).toEqual([true, null]);
    expect([check({ ...fleet, base }), check.errors]).toEqual([true, null]);
    expect(check({ installations: { one: null, two: { labels: { a: null }, entryPoints: { public: null } } } })).toBe(true);
    for (const wrong of [
      { instalations: {} },
      { base: { lables: {} } },
      { base: { isolation: null } },
      { installations: { one: { name: 'two' } } },
      { installations: { one: { isolation: 'none' } } },
      { installations: { one: { entryPoints: { public: { adresses: [] } } } } },
      { installations: { one: { allow: { backup: { from: [{ nothing: 1 }] } } } } },
    ])
      expect([wrong, check(wrong)]).toEqual([wrong, false]);
  });
});

describe('examples/cdk8s-plus', () => {
  const workspace = makeWorkspace();
  const files = ['mail', 'school', 'observability'].map((name) => join(workspace.path, `dist/${name}.k8s.yaml`));
  const source = (name: string) => readFileSync(join(root, 'examples/cdk8s-plus', name), 'utf8');
  afterAll(() => workspace.remove());

  /** Runs the app with these charts. */
  function run(charts: string) {
    workspace.write('charts.ts', charts);
    workspace.write('app.ts', source('main.ts'));
    return workspace.run(process.execPath, join(root, 'test/support/run-example.js'), join(workspace.path, 'app.ts'));
  }

  /** What the validation plugin says of an app, and the objects that it makes. */
  async function proved(charts: string) {
    const { status, stderr } = run(charts);
    expect([status, stderr]).toEqual([0, '']);
    const violations: string[] = [];
    let verdict = '';
    const report = {
      addViolation: (violation: { readonly ruleName: string }) => void violations.push(violation.ruleName),
      submit: (word: string) => {
        verdict = word;
      },
    };
    await new BlueMindValidation({ failOn: 'warning' }).validate({ manifests: files, report });
    return { verdict, violations, objects: files.flatMap((file) => parse(readFileSync(file, 'utf8'))) };
  }

  test('passes the proof, with pods of cdk8s-plus and a label and a wave on every object', async () => {
    const { verdict, violations, objects } = await proved(source('charts.ts'));
    expect([verdict, violations]).toEqual(['success', []]);
    expect(objects.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['StatefulSet', 'Deployment', 'NetworkPolicy', 'Service']));
    for (const { kind, metadata } of objects) {
      expect(metadata.labels['example.org/team']).toBe('messaging');
      expect(metadata.annotations['argocd.argoproj.io/sync-wave']).toBe(
        kind === 'NetworkPolicy' ? '-1' : kind.endsWith('Set') || kind === 'Deployment' ? '0' : '1',
      );
    }
  });

  test('fails it if only the policy of the exporter admits it', async () => {
    const opened = source('charts.ts')
      .replace(/^ *network\.allow\(.*$/m, '')
      .replace('const isolation = kplus.PodConnectionsIsolation.POD', 'const isolation = undefined');
    const { status, stderr } = run(opened);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/\[mail\/bluemind\] error: .*\[internal-port-beyond-isolation\]/)]);
    const { verdict, violations } = await proved(opened.replace(", onVerify: 'error'", ''));
    expect(verdict).toBe('failure');
    expect(violations).not.toEqual([]);
  });
});

/** The settings of each example: a folder with its own, or a file if no schema of its objects is available. `.ci/run` checks each with the API server's schemas. */
const installations = readdirSync(join(root, 'examples')).flatMap((name) => {
  if (name.endsWith('.yaml')) return [name];
  return existsSync(join(root, 'examples', name, 'installation.yaml')) ? [`${name}/installation.yaml`] : [];
});

describe.each(installations)('examples/%s', (name) => {
  const file = join('examples', name);
  const plan = planOfFile(join(root, file));
  const manifests = renderManifests(plan);

  test('passes the proof', () => {
    const findings = verifyPlan(readText('manifests.yaml', manifests.stream), plan, '2026-01-01');
    expect(failing(findings, 'warning').map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  test('has the form of what there are no schemas of', () => {
    expect(formFaults(parse(manifests.stream))).toEqual([]);
  });

  test('says what it shows', () => {
    expect(readFileSync(join(root, file), 'utf8')).toMatch(/^# [A-Z]/m);
    expect(readFileSync(join(root, 'examples/README.md'), 'utf8')).toContain(`](${name})`);
  });
});

describe('BlueMindNetwork', () => {
  const chart = (namespace?: string) => new Chart(new App({ outdir: join(root, 'node_modules/.cache/unused') }), 'mail', { namespace });

  test('takes its name from its id and its namespace from the chart', () => {
    const inChart = chart('groupware');
    const { plan } = new BlueMindNetwork(inChart, 'bluemind');
    expect([plan.installation, plan.namespace]).toEqual(['bluemind', 'groupware']);
    expect(new Set(Testing.synth(inChart).map((object) => object.metadata.namespace))).toEqual(new Set(['groupware']));
  });

  test('prefers its own namespace to that of the chart', () => {
    expect(new BlueMindNetwork(chart('groupware'), 'bluemind', { namespace: 'mail' }).plan.namespace).toBe('mail');
    expect(new BlueMindNetwork(chart(), 'bluemind').plan.namespace).toBe('bluemind');
  });

  test('names every fault of its props', () => {
    const expose: Record<string, string> = { smtp: 'publik', https: 'public', core: 'public' };
    const make = () => new BlueMindNetwork(chart(), 'bluemind', { expose });
    expect(make).toThrow(InputError);
    expect(make).toThrow(
      "mail/bluemind: expose.smtp: 'publik': no entry point has this name; did you mean 'public'? (entryPoints: public)\nmail/bluemind: expose.core: 'core' is an internal port and is never exposed; to admit a peer, use allow",
    );
  });

  test('can be twice in one chart under different names', () => {
    const both = chart('mail');
    new BlueMindNetwork(both, 'one');
    new BlueMindNetwork(both, 'two', { workloads: 'roles' });
    const names = Testing.synth(both).map((object) => `${object.kind} ${object.metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('examples/fleet', () => {
  const read = (name: string) => parseAllDocuments(readFileSync(join(root, 'examples/fleet', name), 'utf8')).map((document) => document.toJS());

  test('the Indexed Job renders as many shards as it has completions, by an option that exists', () => {
    const [job] = read('job.yaml');
    const [script] = job.spec.template.spec.containers[0].args;
    expect(job.spec).toMatchObject({ completionMode: 'Indexed', completions: 8, parallelism: 8 });
    const [, shard] = /cdk8s-bluemind synth --shard (\/\d+) --prune/.exec(script) ?? [];
    expect(parseShard(shard ?? '', '7')).toEqual({ index: 8, count: job.spec.completions });
  });

  test('GitOps tools pick up the folders that synth writes', () => {
    expect(read('argo-cd.yaml')[0].spec.generators[0].git.directories).toEqual([{ path: 'dist/*' }]);
    expect(read('flux.yaml')[1].spec).toMatchObject({ path: './dist/mail', prune: true });
  });
});
