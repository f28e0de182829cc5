import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { runValues } from '../../lib/cli/commands/values';
import { through } from './plans';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-bluemind-values-'));
afterAll(() => rmSync(folder, { recursive: true }));

const settings = (name: string, type?: string): string => {
  const file = join(folder, `${name}.yaml`);
  const edge = type === undefined ? {} : { expose: through('xmpp-client'), entryPoints: { edge: { type } } };
  writeFileSync(file, stringify({ name, ...edge, cluster: { ingressController: { namespace: 'edge' } } }));
  return file;
};
const first = settings('first', 'Traefik');
const second = settings('second', 'Traefik');
const plain = settings('plain');

/** What a run prints, and how it ends. */
function run(...words: Parameters<typeof runValues>) {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream] += String(text);
      return true;
    }),
  );
  const code = runValues(...words);
  for (const spy of spies) spy.mockRestore();
  return { code, ...written };
}

test('prints the values of the one installation that has some', () => {
  const { code, stdout, stderr } = run('traefik', [plain, first]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain("installation 'first' for chart traefik/traefik");
  expect(stdout).toContain('exposedPort: 5222');
});

test('prints a ConfigMap on request', () => {
  expect(run('traefik', [first], { configMap: true }).stdout).toContain('name: first-traefik-values');
});

test.each([
  [
    'a chart that nobody knows',
    'treafik',
    [first],
    "values: 'treafik': there are no values for such a chart; expected 'app-template', 'haproxy', 'ingress-nginx', 'kong', 'prometheus-blackbox-exporter' or 'traefik'; did you mean 'traefik'?",
  ],
  [
    'a chart that the plan has nothing for',
    'haproxy',
    [first],
    "values: no values for haproxy: installation 'first' needs none; the chart is for an entry point of type HAProxy, or of type Ingress with controller: haproxy",
  ],
  [
    'several installations that have nothing for it',
    'kong',
    [first, plain],
    "values: no values for kong: installations 'first' and 'plain' need none; the chart is for an entry point of type Ingress with controller: kong, or of type Gateway with implementation: kong",
  ],
  [
    'two installations that have values for it',
    'traefik',
    [first, second],
    "values: installations 'first' and 'second' have values for traefik, and one output cannot hold two; name the settings file of one, or take all of them from the folder values/ that synth writes",
  ],
])('refuses %s, with a way out', (_, chart, files, message) => {
  expect(run(chart, files)).toEqual({ code: 2, stdout: '', stderr: `${message}\n1 fault; nothing was printed.\n` });
});

test('reports faults of settings as every command does', () => {
  const file = join(folder, 'faulty.yaml');
  writeFileSync(file, 'name: Faulty\n');
  const { code, stderr } = run('traefik', [file]);
  expect(code).toBe(2);
  expect(stderr).toContain(`${file}:1:1: name: 'Faulty': `);
});
