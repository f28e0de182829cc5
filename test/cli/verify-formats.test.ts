import '@microsoft/jest-sarif';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { synthesize } from '../../lib/synth/synthesize';
import { ranMain, ranWith } from '../support/run';

const folder = mkdtempSync(join(tmpdir(), 'formats-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

const settings = write(
  'mail.yaml',
  `name: mail
isolation: connections
expose: { smtp: public, imaps: public, http: public, https: public, submissions: public, submission: public }
waivers:
  - { rule: node-port-besides-load-balancer, reason: The nodes are firewalled., until: "2999-12-31" }
  - { rule: dangling-backend, reason: Not any more., until: "2999-12-31" }
`,
);
const [installation] = synthesize({ kind: 'named', files: [settings] }, '2030-01-01');
const rendered = installation?.manifests.stream ?? '';
const sound = write('sound.yaml', rendered);
/** What is rendered, with the load balancer changed. */
const withBalancer = (change: (text: string) => string): string =>
  rendered
    .split(/^(?=---$)/m)
    .map((text) => (text.includes('\n  type: LoadBalancer\n') ? change(text) : text))
    .join('');
const opened = write(
  'opened.yaml',
  `${withBalancer((text) => text.replace('\n  ports:\n', '\n  ports:\n    - { name: sql, port: 5432, targetPort: 5432 }\n'))}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: extra, namespace: mail }
spec:
  podSelector: {}
  ingress:
    - from: [{ ipBlock: { cidr: 0.0.0.0/0 } }, { namespaceSelector: {} }]
      ports: [{ port: 5432 }]
`,
);

const list = ['testsuite', 'testcase', 'failure'];
const casesIn = (xml: string): readonly { classname: string; name: string; failure?: { type: string }[] }[] =>
  new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    htmlEntities: true,
    isArray: (name, _p, _l, isAttribute) => !isAttribute && list.includes(name),
  })
    .parse(xml)
    .testsuites.testsuite.flatMap(({ testcase }: { testcase: object[] }) => testcase);

test('what is sound has a test case for every port, and none that fails', async () => {
  const { status, stdout } = await ranMain('verify', sound, '--settings', settings, '--format', 'junit');
  const cases = casesIn(stdout);
  expect(status).toBe(0);
  expect(cases.filter(({ failure }) => failure)).toEqual([]);
  const names = cases.map(({ name }) => name);
  for (const name of [
    'postgresql 5432 is not reachable from the internet',
    'postgresql 5432 is reachable inside the cluster only by its peers',
    'postgresql 5432 is reachable by the components that need it',
    'pop3 110 is not reachable from the internet',
    "imaps 993 is reachable from the internet through 'public'",
    'smtp 25 sees the addresses of its clients',
    'unknown-field finds nothing',
  ])
    expect(names).toContain(name);
  expect(new Set(names).size).toBe(names.length);
});

test('the assertions of the port that is opened fail, and no others', async () => {
  const { status, stdout } = await ranMain('verify', opened, '--settings', settings, '--format', 'junit');
  expect(status).toBe(1);
  expect(
    casesIn(stdout)
      .filter(({ failure }) => failure)
      .map(({ classname, name, failure }) => [classname, name, failure?.[0]?.type]),
  ).toEqual([
    ['mail.postgresql', 'postgresql 5432 is not reachable from the internet', 'internal-port-exposed'],
    ['mail.postgresql', 'postgresql 5432 is reachable inside the cluster only by its peers', 'internal-port-beyond-isolation'],
  ]);
});

test('without settings the ports that pods are seen to have are asserted', async () => {
  const { stdout } = await ranMain('verify', opened, '--format', 'junit');
  const cases = casesIn(stdout);
  expect(cases.find(({ name }) => name === 'postgresql 5432 is not reachable from the internet')?.failure).toHaveLength(1);
  expect(cases.find(({ name }) => name.startsWith('memcached 11211 is not'))?.failure).toBeUndefined();
});

test('of what was not looked at no port is asserted', async () => {
  const other = write('other.yaml', 'apiVersion: v1\nkind: Service\nmetadata: { name: a, namespace: b }\nspec: { ports: [{ port: 1 }] }\n');
  const { stdout } = await ranMain('verify', other, '--settings', settings, '--allow-empty', '--format', 'junit');
  const cases = casesIn(stdout);
  expect(cases.filter(({ name }) => name.includes(' is reachable '))).toEqual([]);
  expect(cases.map(({ name }) => name)).toContain('no-bluemind-pods finds nothing');
});

test('SARIF points at the peer that admits, the object that opens, and the line of the settings', async () => {
  const { status, stdout } = await ranMain('verify', opened, '--settings', settings, '--format', 'sarif');
  const log = JSON.parse(stdout);
  expect(status).toBe(1);
  expect(log).toBeValidSarifLog();
  const text = readFileSync(opened, 'utf8').split('\n');
  const shown = (ruleId: string, lines: readonly string[]) => {
    const { region } = log.runs[0].results.find((result: { ruleId: string }) => result.ruleId === ruleId).locations[0].physicalLocation;
    expect(region.endLine).toBe(region.startLine);
    return lines[region.startLine - 1]?.slice(region.startColumn - 1, region.endColumn - 1);
  };
  expect(shown('internal-port-exposed', text)).toBe('apiVersion: v1');
  expect(shown('internal-port-beyond-isolation', text)).toMatch(/^\{ (ipBlock: \{ cidr: 0\.0\.0\.0\/0 \}|namespaceSelector: \{\}) \}$/);
  expect(shown('waiver-without-effect', readFileSync(settings, 'utf8').split('\n'))).toBe(
    '{ rule: dangling-backend, reason: Not any more., until: "2999-12-31" }',
  );
});

test('a port that is not reached is shown at its line of the settings', async () => {
  const blocked = write(
    'blocked.yaml',
    withBalancer((text) => text.replace(/^ +- name: imaps\n(?: +[a-zA-Z]+: .*\n)+/m, '')),
  );
  const { stdout } = await ranMain('verify', blocked, '--settings', settings, '--format', 'github');
  expect(stdout).toMatch(
    /^::error title=Exposed port unreachable \(exposed-port-unreachable\),file=[^,]*mail\.yaml,line=3,endLine=3,col=25,endColumn=38::/m,
  );
});

test('what comes from the standard input is never given as a file', async () => {
  const { stdout } = await ranWith(rendered, 'verify', '-', '--settings', settings, '--format', 'code-quality');
  const paths = JSON.parse(stdout).map(({ location }: { location: { path: string } }) => location.path);
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.filter((path: string) => path.includes('<'))).toEqual([]);
});
