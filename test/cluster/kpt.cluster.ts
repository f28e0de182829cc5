/** The real kpt runs the function, in a package and by itself, as generator and as validator. Needs no API server. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as parseOne } from 'yaml';
import { renderManifests } from '../../lib/synth/render';
import { parse, plan } from '../support/render';
import { commandPath } from '../support/workspace';
import { kptFunctions } from './lab/build';

const example = join(__dirname, '../../examples/kpt');
const command = `${process.execPath} ${commandPath} krm`;

let folder: string;
let results: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kpt-'));
  results = mkdtempSync(join(tmpdir(), 'kpt-results-'));
  cpSync(example, folder, { recursive: true });
  change('Kptfile', 'npx cdk8s-bluemind krm', command);
});
afterEach(() => {
  for (const path of [folder, results]) rmSync(path, { recursive: true });
});

const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const change = (file: string, from: string, to: string): void => {
  expect(read(file)).toContain(from);
  writeFileSync(join(folder, file), read(file).replaceAll(from, to));
};
const run = (...args: readonly string[]) => spawnSync(kptFunctions, args, { cwd: folder, encoding: 'utf8' });
/** The pipeline of the Kptfile. */
const render = () => run('render', '--allow-exec', '.');
/** One function on the files, without a Kptfile. */
const evaluate = (config: string, type: 'mutator' | 'validator') =>
  run('eval', '.', '--exec', command, '--fn-config', config, '--type', type, '--results-dir', results);
/** What the function said, as kpt keeps it. */
const said = () => parseOne(readFileSync(join(results, 'results.yaml'), 'utf8')).items[0];

const files = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => [file, read(file)]),
  );
const rendered = () =>
  Object.entries(files())
    .filter(([file]) => file.startsWith('mail/'))
    .map(([, text]) => text)
    .join('---\n');
const byName = (text: string) => Object.fromEntries(parse(text).map((object) => [`${object.kind} ${object.metadata.name}`, object]));
const synthesized = () => byName(renderManifests(plan({ name: 'mail', isolation: 'connections', createNamespace: true })).stream);

const open =
  'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: open, namespace: mail }\nspec: { podSelector: {}, ingress: [{}] }\n';

test('the example renders and proves what synth renders, and a second run changes no byte', () => {
  expect(render()).toMatchObject({ status: 0, stderr: expect.stringContaining('Successfully executed 2 function(s) in 1 package(s).') });
  expect(byName(rendered())).toEqual(synthesized());
  const before = files();
  expect(render().status).toBe(0);
  expect(files()).toEqual(before);
});

test('other settings are rendered again, and what they no longer render is removed', () => {
  render();
  change('mail.yaml', 'isolation: connections', 'isolation: installation');
  change('proof.yaml', 'isolation: connections', 'isolation: installation');
  expect(render().status).toBe(0);
  expect(byName(rendered())).toEqual(byName(renderManifests(plan({ name: 'mail', isolation: 'installation', createNamespace: true })).stream));
});

test('a policy that opens a port ends the pipeline, with the rule, and changes no file', () => {
  render();
  writeFileSync(join(folder, 'open.yaml'), open);
  const before = files();
  expect(render()).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/Addresses outside the cluster may connect to .*\[internal-port-beyond-isolation\]/),
  });
  expect(files()).toEqual(before);
});

test('faults of the settings end the pipeline, with the field', () => {
  change('mail.yaml', 'isolation: connections', 'isolation: conections');
  expect(render()).toMatchObject({ status: 1, stderr: expect.stringContaining("error: spec.isolation: 'conections': expected") });
  expect(rendered()).toBe('');
});

test('by itself it generates, and then proves; what it says names object, file and rule', () => {
  expect(evaluate('mail.yaml', 'mutator').status).toBe(0);
  expect(byName(rendered())).toEqual(synthesized());
  const before = files();
  expect(evaluate('proof.yaml', 'validator').status).toBe(0);
  expect(said().results).toEqual([expect.objectContaining({ severity: 'info', file: { path: 'mail/entry-points.k8s.yaml' } })]);
  expect(files()).toEqual(before);

  writeFileSync(join(folder, 'open.yaml'), open);
  expect(evaluate('proof.yaml', 'validator').status).toBe(1);
  expect(said()).toMatchObject({ exitCode: 1 });
  expect(said().results).toContainEqual(
    expect.objectContaining({
      severity: 'error',
      resourceRef: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name: 'open', namespace: 'mail' },
      file: { path: 'open.yaml' },
      tags: { rule: 'internal-port-beyond-isolation' },
    }),
  );
});

test('by itself it refuses settings with a fault, with the field', () => {
  change('mail.yaml', 'createNamespace: true', 'createNamespaces: true');
  expect(evaluate('mail.yaml', 'mutator').status).toBe(1);
  expect(said()).toMatchObject({ exitCode: 2, results: [{ severity: 'error', message: expect.stringContaining('spec.createNamespaces') }] });
  expect(rendered()).toBe('');
});
