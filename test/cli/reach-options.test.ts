import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectionsFormats } from '../../lib/reports/connections/formats';
import { parsed } from '../support/parse-formats';
import { ranMain } from '../support/run';

const folder = mkdtempSync(join(tmpdir(), 'reach-options-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pod = (name: string, ports: readonly object[]) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'mail', labels: { app: name } },
  spec: { containers: [{ name: 'main', ports }] },
});
const policy = (name: string, app: string, ingress: readonly object[]) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'mail' },
  spec: { podSelector: { matchLabels: { app } }, policyTypes: ['Ingress', 'Egress'], ingress, egress: app === 'web' ? [{}] : [] },
});
const from = (app: string, namespaceSelector?: object) => ({
  podSelector: { matchLabels: { app } },
  ...(namespaceSelector && { namespaceSelector }),
});
const file = join(folder, 'mail.yaml');
writeFileSync(
  file,
  [
    pod('web', [{ name: 'http', containerPort: 8080 }]),
    pod('core', [{ name: 'imap', containerPort: 143 }]),
    pod('db', [{ name: 'postgresql', containerPort: 5432 }]),
    pod('free', []),
    policy('web', 'web', [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 8080 }] }]),
    policy('core', 'core', [{ from: [from('web')], ports: [{ port: 143 }, { port: 4000, endPort: 4010 }] }]),
    policy('core-more', 'core', [{ from: [from('web')], ports: [{ port: 4005 }] }]),
    policy('db', 'db', [{ from: [from('web'), from('backup', { matchLabels: { team: 'tools' } })], ports: [{ port: 5432 }] }]),
  ]
    .map((object) => JSON.stringify(object))
    .join('\n---\n'),
);
const lines = async (...words: readonly string[]) => {
  const { status, stdout } = await ranMain(...words);
  expect(status).toBe(0);
  return stdout.trimEnd().split('\n');
};
const reach = (...words: readonly string[]) => lines('reach', file, '--ip-blocks-match-pods', 'never', ...words);

describe('reach', () => {
  test('--focus lists both directions of a workload and nothing else', async () => {
    const all = await reach();
    expect(await reach('--focus', 'mail/core')).toEqual(all.filter((line) => line.includes('mail/core[')));
    expect(await reach('--focus', 'mail/core')).toEqual(['mail/web[Pod] => mail/core[Pod] : TCP 143,4000-4010']);
    expect((await reach('--focus', 'mail/web')).length).toBeGreaterThan(2);
  });

  test.each([
    ['143', ['mail/web[Pod] => mail/core[Pod] : TCP 143']],
    ['imap', ['mail/web[Pod] => mail/core[Pod] : TCP 143']],
    ['tcp/4003-4008', ['mail/web[Pod] => mail/core[Pod] : TCP 4003-4008']],
    ['postgresql', ['mail/web[Pod] => mail/db[Pod] : TCP 5432']],
  ])('--port %s lists only that port', async (port, expected) => {
    const listed = await reach('--port', port, '--from', 'mail/web');
    expect(listed.filter((line) => !/External|free/.test(line))).toEqual(expected);
    expect(listed.every((line) => !line.includes('All Connections'))).toBe(true);
  });

  test('--explain prints the rules of each part of a connection, by ports that the same rules admit', async () => {
    const text = (await reach('--from', 'mail/web', '--to', 'mail/core', '--explain')).join('\n');
    expect(text).toMatch(/: TCP 143,4000-4004,4006-4010: allowed\n(?!.*core-more)/);
    expect(text).toMatch(
      /: TCP 4005: allowed\n[\s\S]*admitted by NetworkPolicy mail\/core, rule 1 \(.*:\d+:\d+\)\n {4}admitted by NetworkPolicy mail\/core-more, rule 1/,
    );
    const json = JSON.parse((await reach('--from', 'mail/web', '--to', 'mail/core', '--explain', '--format', 'json')).join('\n'));
    expect(json.explanations.map(({ ports, port }: { ports: string; port: number }) => [ports, port])).toEqual([
      ['TCP 143,4000-4004,4006-4010', 143],
      ['TCP 4005', 4005],
    ]);
  });

  test('each explained part is what explain says of each of its ports', async () => {
    for (const port of [143, 4000, 4004, 4005, 4006, 4010]) {
      const { stdout } = await ranMain('explain', 'mail/web', `mail/core:${port}`, file);
      const rules = stdout.match(/admitted by .*core.*, rule \d+/g) ?? [];
      expect([port, rules.length]).toEqual([port, port === 4005 ? 2 : 1]);
    }
  });
});

test('--explain names the controller that gets through, if there are several', async () => {
  const web = join(folder, 'web.yaml');
  const objects = [
    pod('web', [{ containerPort: 80 }]),
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'mail' }, spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'web', namespace: 'mail' },
      spec: {
        rules: [
          { host: 'a.example', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }] } },
        ],
      },
    },
    policy('second', 'web', [{ from: [from('two', { matchLabels: { 'kubernetes.io/metadata.name': 'second' } })], ports: [{ port: 80 }] }]),
  ];
  writeFileSync(web, objects.map((object) => JSON.stringify(object)).join('\n---\n'));
  const text = (
    await lines('reach', web, '--from', '{ingress-controller}', '--controller', 'first:app=one', '--controller', 'second:app=two', '--explain')
  ).join('\n');
  expect(text).toContain('{ingress-controller} => mail/web[Pod] : TCP 80: allowed\n');
  expect(text).toContain('admitted by NetworkPolicy mail/second, rule 1');
});

describe('exposure', () => {
  const exposure = (...words: readonly string[]) => lines('exposure', file, '--ip-blocks-match-pods', 'never', ...words);

  test('lists what policies would admit from and to pods that do not exist yet, and which workloads have no policy', async () => {
    expect(await exposure()).toEqual([
      '[pods with app=web in namespace mail] => mail/core[Pod] : TCP 143,4000-4010',
      '[pods with app=web in namespace mail] => mail/db[Pod] : TCP 5432',
      '[pods with app=backup in namespaces with team=tools] => mail/db[Pod] : TCP 5432',
      'any-pod => mail/free[Pod] : All Connections',
      'mail/free[Pod] => any-pod : All Connections',
      'mail/web[Pod] => any-pod : All Connections',
      'mail/free[Pod]: no policy limits its connections',
    ]);
  });

  test('of one workload, of one port, with the rules', async () => {
    expect(await exposure('--focus', 'mail/core', '--port', 'imap')).toEqual(['[pods with app=web in namespace mail] => mail/core[Pod] : TCP 143']);
    expect((await exposure('--focus', 'mail/db', '--explain')).join('\n')).toContain('admitted by NetworkPolicy mail/db, rule 1');
  });
});

test('the title of a map says what it shows, and there is no map of too many connections', async () => {
  expect((await reach('--format', 'dot'))[0]).toBe('digraph "Who can connect to whom" {');
  expect((await lines('exposure', file, '--format', 'dot'))[0]).toBe('digraph "What policies would admit" {');
  const many = join(folder, 'many.yaml');
  writeFileSync(many, Array.from({ length: 71 }, (_, index) => JSON.stringify(pod(`p${index}`, []))).join('\n---\n'));
  const { status, stderr, stdout } = await ranMain('reach', many, '--format', 'dot');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(
    '--format: a map of more than 5000 connections would be unreadable; ask for fewer with --focus or --port, or print the list\n',
  );
  expect((await ranMain('reach', many, '--format', 'dot', '--focus', 'mail/p3')).status).toBe(0);
});

test('maps of each command are read by their tools', async () => {
  const commands = [
    ['reach', file],
    ['reach', file, '--explain'],
    ['exposure', file],
    ['explain', 'external', 'mail/web:8080', file],
  ];
  const texts = { mermaid: [] as string[], dot: [] as string[] };
  for (const words of commands)
    for (const format of ['mermaid', 'dot'] as const) texts[format].push((await ranMain(...words, '--format', format)).stdout);
  const { mermaid, dot } = parsed(texts);
  expect([...mermaid, ...dot].map(({ error }) => error)).toEqual(Array.from({ length: 8 }, () => undefined));
  expect(mermaid.every(({ edges }) => edges.length > 0)).toBe(true);
});

test.each(['reach', 'exposure'])('%s: every form is the same twice; another form is refused with those that exist', async (command) => {
  for (const format of connectionsFormats) {
    const first = await ranMain(command, file, '--format', format);
    expect([first.status, first.stdout === '']).toEqual([0, false]);
    expect(await ranMain(command, file, '--format', format)).toEqual(first);
  }
  expect((await ranMain(command, file, '--format', 'xml')).stderr).toContain(`Allowed choices are ${connectionsFormats.join(', ')}.`);
});
