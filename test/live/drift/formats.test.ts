import '@microsoft/jest-sarif';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { runDrift } from '../../../lib/cli/commands/drift';
import { renderObjects } from '../../../lib/constructs';
import type { FindingsFormat } from '../../../lib/reports/findings/formats';
import { findingsFormats } from '../../../lib/reports/findings/formats';
import { planOfFile } from '../../../lib/synth/settings/installations';
import { codeQualityFaults } from '../../support/code-quality-faults';
import { junitFaults } from '../../support/junit-faults';
import { ranLater } from '../../support/run';
import { fakeKubectl, type LiveObject } from './fake-cluster';

const folder = mkdtempSync(join(tmpdir(), 'drift-formats-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'mail.yaml');
writeFileSync(
  file,
  `# The mail of the school.
name: mail
createNamespace: true
waivers:
  - { rule: object-missing, object: mail-core, reason: Migration., until: 2999-01-01 }
`,
);
const rendered: readonly LiveObject[] = JSON.parse(JSON.stringify(renderObjects(planOfFile(file)).flatMap(({ objects }) => objects)));

/** A policy and a waived Service are missing, a port is another, and somebody added a load balancer. */
const drifted: readonly LiveObject[] = [
  ...rendered
    .filter(({ metadata: { name } }) => name !== 'mail-all-in-one-default-deny' && name !== 'mail-core')
    .map((object) =>
      object.metadata.name === 'mail-postfix' ? { ...object, spec: { ...Object(object.spec), externalIPs: ['203.0.113.7'] } } : object,
    ),
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'sql', namespace: 'mail' },
    spec: { type: 'LoadBalancer', selector: { 'app.kubernetes.io/name': 'bluemind' }, ports: [{ port: 5432 }] },
  },
];

const drift = (format: FindingsFormat, objects = drifted, more: { from?: string[]; forbidden?: string[] } = {}) =>
  ranLater(() =>
    runDrift(
      [file],
      { format, failOn: 'error', schedule: '', ...(more.from && { from: more.from }), ...(more.forbidden && { keepGoing: true }) },
      fakeKubectl({ objects, ...(more.forbidden && { forbidden: more.forbidden }) }).kubectl,
    ),
  );

const place = relative(process.cwd(), file).startsWith('..') ? file : relative(process.cwd(), file);

test.each(findingsFormats)('%s names what is missing, changed and added, and the exit code is the same', async (format) => {
  const { status, stdout } = await drift(format);
  expect(status).toBe(1);
  for (const name of ['mail-all-in-one-default-deny', 'mail-postfix', 'mail/sql']) expect(stdout.replaceAll('\\', '')).toContain(name);
  expect((await drift(format, rendered)).status).toBe(0);
});

test.each(findingsFormats)('%s says how much was compared, or standard error does', async (format) => {
  const { stdout, stderr } = await drift(format);
  const said = /\d+ of \d+ objects are in the cluster as rendered\.[\s\S]*The cluster has no objects of /;
  if (format === 'json')
    expect(JSON.parse(stdout)).toMatchObject({
      rendered: rendered.length,
      notServed: expect.arrayContaining(['Gateway (gateway.networking.k8s.io)']),
    });
  else if (format === 'text' || format === 'markdown') expect([stdout, stderr]).toEqual([expect.stringMatching(said), '']);
  else expect(stderr).toMatch(said);
});

describe('JUnit', () => {
  test('has a test case for each rendered object, which fails or is skipped as its findings say', async () => {
    const { stdout } = await drift('junit');
    expect(junitFaults(stdout)).toEqual([]);
    expect(stdout.match(/is in the cluster as rendered"/g)).toHaveLength(rendered.length);
    const caseOf = (name: string) => new RegExp(`<testcase[^>]* name="${name}[^>]*[^/]>\\s*(<\\w+(?: type="[\\w-]+")?)`).exec(stdout)?.[1];
    expect(caseOf('NetworkPolicy mail/mail-all-in-one-default-deny')).toBe('<failure type="object-missing"');
    expect(caseOf('Service mail/mail-postfix is')).toBe('<failure type="object-changed"');
    expect(caseOf('Service mail/mail-core is')).toBe('<skipped');
    expect(caseOf('way-in-added finds nothing')).toBe('<failure type="way-in-added"');
    expect(stdout).toMatch(/name="policy-added finds nothing" time="0"\/>/);
  });

  test('asserts nothing about objects that may not be read', async () => {
    const { status, stdout, stderr } = await drift('junit', rendered, { forbidden: ['networking.k8s.io/networkpolicies'] });
    expect(status).toBe(2);
    expect(stdout).not.toContain('NetworkPolicy mail/');
    expect(stderr).toContain('Not compared, since you have no right to list all of them: NetworkPolicy (networking.k8s.io).');
  });

  test('passes if nothing has drifted', async () => expect((await drift('junit', rendered)).stdout).toMatch(/failures="0" errors="0"/));
});

test('findings about objects of a cluster point at the installation in its settings, line and all', async () => {
  const sarif = JSON.parse((await drift('sarif')).stdout);
  expect(sarif).toBeValidSarifLog();
  const region = { startLine: 2, startColumn: 1 };
  for (const { locations } of sarif.runs[0].results)
    expect(locations[0].physicalLocation).toMatchObject({ artifactLocation: { uri: expect.stringContaining('mail.yaml') } });
  expect(sarif.runs[0].results.at(0).locations[0].physicalLocation).toMatchObject({ region });
  const { stdout } = await drift('code-quality');
  expect(codeQualityFaults(stdout)).toEqual([]);
  expect(JSON.parse(stdout)[0].location).toMatchObject({ path: place, lines: { begin: 2 } });
  expect((await drift('github')).stdout).toMatch(/^::error title=.*\(object-missing\),file=.*mail\.yaml,line=2,/m);
  expect((await drift('csv')).stdout).toMatch(/^error,object-missing,.*mail\.yaml,2,/m);
});

test('findings about objects of a file point at the file', async () => {
  const live = join(folder, 'live.json');
  writeFileSync(live, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: drifted }));
  const { stdout } = await drift('github', [], { from: [live] });
  expect(stdout).toMatch(/\(way-in-added\),file=[^,]*live\.json,line=1,/);
  expect(stdout).toMatch(/\(object-missing\),file=[^,]*mail\.yaml,line=2,/);
});
