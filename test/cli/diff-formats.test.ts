import '@microsoft/jest-sarif';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { differenceFormats } from '../../lib/reports/difference/formats';
import { hiddenCharacters } from '../support/hostile-names';
import { junitFaults } from '../support/junit-faults';
import { parsed } from '../support/parse-formats';
import { ranMain } from '../support/run';

const folder = mkdtempSync(join(tmpdir(), 'diff-formats-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const pods = ['db', 'web']
  .map(
    (name) =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: mail, labels: { app: ${name} } }\nspec: { containers: [{ name: main, ports: [{ name: ${name}-port, containerPort: 5432 }] }] }\n`,
  )
  .join('---\n');
const deny = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: mail }
spec: { podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress] }
`;
const opened = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: open, namespace: mail }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress:
    - from: [{ ipBlock: { cidr: 0.0.0.0/0 } }]
      ports:
        - port: 9
        - port: 5432
---
apiVersion: v1
kind: Service
metadata: { name: public, namespace: mail }
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  allocateLoadBalancerNodePorts: false
  selector: { app: db }
  ports: [{ port: 5432 }]
`;
const before = write('before.yaml', pods + deny);
const after = write('after.yaml', pods + deny + opened);
const place = relative(process.cwd(), after).startsWith('..') ? after : relative(process.cwd(), after);
const diff = async (format: string, ...more: readonly string[]) =>
  (await ranMain('diff', before, after, '--ip-blocks-match-pods', 'never', '--format', format, ...more)).stdout;

test.each(differenceFormats)('%s: the same twice, exit code 1, no hidden character, and something of no difference too', async (format) => {
  const [first, second] = [await ranMain('diff', before, after, '--format', format), await ranMain('diff', before, after, '--format', format)];
  expect(second).toEqual(first);
  expect(first.status).toBe(1);
  expect(first.stdout).not.toMatch(hiddenCharacters);
  const same = await ranMain('diff', before, before, '--format', format);
  expect([same.status, same.stderr]).toEqual([0, '']);
  if (format !== 'text' && format !== 'csv') expect(same.stdout).not.toBe('');
});

test('Markdown: counts and what opens first, tables with severity and reason, a map, details folded', async () => {
  const text = await diff('markdown', '--before-name', 'main', '--after-name', 'pull|request');
  expect(text.split('\n')[0]).toBe('**cdk8s-bluemind diff: 2 errors, 0 warnings, 1 info. 1 connection opens, 0 close, 1 way in is new or changed.**');
  const [html = ''] = parsed({ markdown: [text] }).markdown;
  expect(html.match(/<table>/g)).toHaveLength(3);
  expect(html).toContain('<th>main</th>\n<th>pull|request</th>');
  expect(html).toContain(`<td>NetworkPolicy mail/open ${place}:`);
  const [, details = ''] = html.split('<summary>Details</summary>');
  expect(details).toContain('0.0.0.0-255.255.255.255[External] reaches TCP 9, db-port 5432 of mail/db[Pod], which it could not reach before.');
  const [, map = ''] = /```mermaid\n([\s\S]*?)```/.exec(text) ?? [];
  const [graph] = parsed({ mermaid: [map] }).mermaid;
  expect(graph?.error).toBeUndefined();
  expect(graph?.edges.map(({ label }) => label)).toEqual(['added: TCP 9', 'added: db-port 5432', 'added: db-port 5432']);
});

test('SARIF points at the line of the rule that admits, and fits its schema', async () => {
  const log = JSON.parse(await diff('sarif'));
  expect(log).toBeValidSarifLog();
  const result = log.runs[0].results.find(({ ruleId }: { ruleId: string }) => ruleId === 'connection-added');
  const line = (pods + deny + opened).split('\n').findIndex((text) => text.includes('- port: 9')) + 1;
  expect(result.locations[0].physicalLocation.region).toMatchObject({ startLine: line, endLine: line });
  expect(result.level).toBe('error');
});

test('JUnit: a test case for each workload, for the ways in and for objects', async () => {
  const xml = await diff('junit');
  expect(junitFaults(xml)).toEqual([]);
  const suites = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => ['testsuite', 'testcase'].includes(name),
  }).parse(xml).testsuites.testsuite;
  const cases = suites
    .flatMap(({ testcase }: { testcase: object[] }) => testcase)
    .map((one: { name: string; failure?: object }) => [one.name, one.failure !== undefined]);
  expect(cases).toEqual([
    ['no way in from outside is new or wider', true],
    ['mail/db[Pod] is reached by the same sources at the same ports as before', true],
    ['mail/web[Pod] is reached by the same sources at the same ports as before', false],
    ['workloads, Services and policies are the same as before', false],
  ]);
});

test('Code Quality and workflow commands name file and line', async () => {
  const report = JSON.parse(await diff('code-quality'));
  expect(new Set(report.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(report.length);
  expect(
    report.every(({ location }: { location: { path: string; lines: { begin: number } } }) => location.path === place && location.lines.begin > 0),
  ).toBe(true);
  expect(await diff('github')).toContain(`::error title=Connection added (connection-added),file=${place.replaceAll(':', '%3A')},line=`);
});

test('Graphviz reads the map of what changes', async () => {
  const [drawn] = parsed({ dot: [await diff('dot')] }).dot;
  expect(drawn?.error).toBeUndefined();
  expect(drawn?.edges?.length).toBe(3);
});

test('the drawing shows the same arrows, each with what it is in words', async () => {
  const { status, stdout } = await ranMain('diff', before, after, '--ip-blocks-match-pods', 'never', '--format', 'svg');
  expect([status, XMLValidator.validate(stdout)]).toEqual([1, true]);
  expect(stdout.match(/class="edge allowed added"/g)).toHaveLength(3);
  expect(stdout).toContain('Service mail/public to mail/db[Pod]: added: db-port 5432.');
});

test('a form that diff does not have is refused with those that it has', async () => {
  const { status, stderr } = await ranMain('diff', before, after, '--format', 'xml');
  expect(status).toBe(2);
  expect(stderr).toContain(`Allowed choices are ${differenceFormats.join(', ')}, svg, html.`);
});
