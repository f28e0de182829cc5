import '@microsoft/jest-sarif';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { rules } from '../../lib/checks';
import { annotationFormats } from '../../lib/reports/findings/formats';
import { synthesize } from '../../lib/synth/synthesize';
import { codeQualityFaults } from '../support/code-quality-faults';
import { junitFaults } from '../support/junit-faults';
import { parsed } from '../support/parse-formats';
import { ranMain } from '../support/run';

const folder = mkdtempSync(join(tmpdir(), 'answer-formats-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const settings = write(
  'mail.yaml',
  `name: mail
isolation: connections
expose: { smtp: public, imaps: public, http: public, https: public, submissions: public, submission: public }
allow:
  backup: { ports: [postgresql], from: [{ namespace: backup, podLabels: { app: pgdump } }], reason: Nightly dump. }
`,
);
const [installation] = synthesize({ kind: 'named', files: [settings] }, '2030-01-01');
mkdirSync(join(folder, 'rendered'));
const sound = write('rendered/sound.yaml', installation?.manifests.stream ?? '');
const opening = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: extra, namespace: mail }
spec:
  podSelector: {}
  ingress:
    - from: [{ ipBlock: { cidr: 0.0.0.0/0 } }]
      ports: [{ port: 5432 }]
`;
const opened = write('rendered/opened.yaml', readFileSync(sound, 'utf8') + opening);

interface Case {
  readonly name: string;
  readonly failure?: { readonly type: string; readonly message: string };
}
const casesIn = (xml: string): readonly Case[] => {
  expect(junitFaults(xml)).toEqual([]);
  const suites = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    htmlEntities: true,
    isArray: (name, _p, _l, isAttribute) => !isAttribute && ['testsuite', 'testcase'].includes(name),
  }).parse(xml).testsuites.testsuite;
  return suites.flatMap(({ testcase }: { testcase: readonly Case[] }) => testcase);
};
const resultsIn = (text: string) => {
  const log = JSON.parse(text);
  expect(log).toBeValidSarifLog();
  return log.runs[0].results;
};
const ran = (...words: readonly string[]) => ranMain(...words, '--settings', settings, '--ip-blocks-match-pods', 'never');
const shown = (location: { physicalLocation: { region: Record<string, number> } }, file: string): string => {
  const { startLine = 0, startColumn = 0, endLine = 0, endColumn } = location.physicalLocation.region;
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .slice(startLine - 1, endLine);
  return [...lines.slice(0, -1), (lines.at(-1) ?? '').slice(0, endColumn && endColumn - 1)].join('\n').slice(startColumn - 1);
};

describe('explain', () => {
  const explained = (port: string, format: string, ...more: readonly string[]) =>
    ran('explain', 'external', `mail/all-in-one:${port}`, opened, '--format', format, ...more);

  test.each([
    ['imaps', [], 0, 'imaps 993 of mail/all-in-one[Workload] is reachable from the internet', undefined],
    ['postgresql', [], 0, 'postgresql 5432 of mail/all-in-one[Workload] is reachable from the internet', 'connection-denied'],
    ['imaps', ['--expect', 'allowed'], 0, 'imaps 993 of mail/all-in-one[Workload] is reachable from the internet', undefined],
    ['imaps', ['--expect', 'denied'], 1, 'imaps 993 of mail/all-in-one[Workload] is not reachable from the internet', 'connection-allowed'],
    ['postgresql', ['--expect', 'denied'], 0, 'postgresql 5432 of mail/all-in-one[Workload] is not reachable from the internet', undefined],
    ['postgresql', ['--expect', 'allowed'], 1, 'postgresql 5432 of mail/all-in-one[Workload] is reachable from the internet', 'connection-denied'],
  ])('JUnit asks whether the internet reaches %s %p', async (port, options, expected, name, failure) => {
    const { status, stdout } = await explained(port, 'junit', ...options);
    const cases = casesIn(stdout);
    expect([status, cases.map((one) => [one.name, one.failure?.type])]).toEqual([expected, [[name, failure]]]);
  });

  const balancer = `---
apiVersion: v1
kind: Service
metadata: { name: more, namespace: mail }
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  selector: { app.kubernetes.io/name: bluemind, app.kubernetes.io/instance: mail, app.kubernetes.io/component: all-in-one }
  ports: [{ name: postgresql, port: 5432 }, { name: pop3, port: 110 }]
`;
  test.each([
    [
      'imaps',
      '',
      'is reachable from the internet through a load balancer (Service mail/mail-public) and through a port of every node (Service mail/mail-public).',
    ],
    ['pop3', '', 'is not reachable from the internet, since no object leads there from outside.'],
    ['pop3', balancer, 'is not reachable from the internet, since policies close every way in.'],
  ])('the answer for %s says by what it is decided', async (port, more, said) => {
    const file = write('ways.yaml', readFileSync(sound, 'utf8') + more);
    const { stdout } = await ran('explain', 'external', `mail/all-in-one:${port}`, file, '--format', 'github');
    expect(stdout).toContain(said);
  });

  test('an answer that cannot be decided says why', async () => {
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: a, labels: { app: web } }\nspec: { hostNetwork: true, containers: [{ name: c }] }\n';
    const policy = '---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: deny, namespace: a }\nspec: { podSelector: {} }\n';
    const service =
      '---\napiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: a }\nspec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 80 }] }\n';
    const { stdout } = await ranMain('explain', 'external', 'a/web:80', write('doubt.yaml', pod + policy + service), '--format', 'github');
    expect(stdout).toContain('It cannot be decided whether TCP 80 of a/web[Pod] is reachable from the internet: ');
    expect(stdout).toContain('--host-network');
  });

  test('--expect decides on the exit code in every format, and says why', async () => {
    for (const format of ['text', 'json', 'svg', ...annotationFormats])
      expect(await explained('imaps', format, '--expect', 'denied')).toMatchObject({
        status: 1,
        stderr: expect.stringContaining("Not as expected: '--expect denied'."),
      });
  });

  test('what cannot be decided is never as expected', async () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: a }\nspec: { hostNetwork: true, containers: [{ name: c }] }\n';
    const policy = '---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: deny, namespace: a }\nspec: { podSelector: {} }\n';
    const file = write('host.yaml', pod + policy);
    for (const verdict of ['allowed', 'denied']) {
      const { status, stdout } = await ranMain('explain', 'any-pod', 'a/web:80', file, '--expect', verdict, '--format', 'junit');
      expect([status, casesIn(stdout)[0]?.failure?.type]).toEqual([1, 'connection-undecided']);
    }
  });

  test('SARIF leads from the Service to the line of the rule, and to the line of the settings', async () => {
    const [result, ...more] = resultsIn((await explained('imaps', 'sarif')).stdout);
    expect([more, result.ruleId, result.level]).toEqual([[], 'connection-allowed', 'note']);
    const flow = result.codeFlows[0].threadFlows[0].locations.map(({ location }: { location: object }) => location);
    expect(flow.map((one: { message: { text: string } }) => one.message.text)).toEqual([
      'Service mail/mail-public',
      'NetworkPolicy mail/mail-all-in-one-from-public',
    ]);
    expect(shown(flow[1], opened)).toContain('port: 993');
    const { startLine, startColumn, endColumn } = result.relatedLocations.at(-1).physicalLocation.region;
    expect([startLine, startColumn, endColumn]).toEqual([3, 25, 38]);
  });

  test('in SARIF what is denied is an answer, and an error if it is not expected', async () => {
    const [denied] = resultsIn((await explained('postgresql', 'sarif')).stdout);
    expect([denied.kind, denied.level, denied.ruleId]).toEqual(['informational', 'none', 'connection-denied']);
    const [error] = resultsIn((await explained('postgresql', 'sarif', '--expect', 'allowed')).stdout);
    expect([error.kind, error.level]).toEqual([undefined, 'error']);
  });

  test('Markdown has a summary, a table, a map and details', async () => {
    const { stdout } = await explained('imaps', 'markdown');
    expect(stdout.split('\n')[0]).toBe('**1 answer: 1 allowed, 0 denied, 0 unknown.**');
    const [, map = ''] = /```mermaid\n([\s\S]*?)```/.exec(stdout) ?? [];
    const { mermaid, markdown } = parsed({ mermaid: [map], markdown: [stdout] });
    expect(mermaid[0]?.error).toBeUndefined();
    expect(mermaid[0]?.edges.length).toBeGreaterThan(1);
    expect(markdown[0]).toContain('<summary>Details</summary>');
  });
});

describe('reach', () => {
  test('JUnit: what the settings intend passes, what they do not fails', async () => {
    const failed = async (file: string) => casesIn((await ran('reach', file, '--format', 'junit')).stdout).filter(({ failure }) => failure);
    expect(await failed(sound)).toEqual([]);
    const [found, ...more] = await failed(opened);
    expect(more).toEqual([]);
    expect(found?.failure).toMatchObject({
      type: 'connection-not-intended',
      message: expect.stringMatching(/^postgresql 5432 of mail\/all-in-one\[Workload\] is reachable from .*, which the settings do not intend\.$/),
    });
  });

  test('SARIF: an error at the line of the rule that admits it, with the setting that decides', async () => {
    const results = resultsIn((await ran('reach', opened, '--format', 'sarif')).stdout);
    const [error] = results.filter(({ level }: { level: string }) => level === 'error');
    expect(error.ruleId).toBe('connection-not-intended');
    expect(shown(error.locations[0], opened)).toBe('{ port: 5432 }');
    expect(shown(error.relatedLocations.at(-1), settings)).toBe('isolation: connections');
  });

  test('an entry of `allow` is the setting that decides on its peers', async () => {
    const results = resultsIn((await ran('exposure', sound, '--format', 'sarif')).stdout);
    const [result] = results.filter(({ message: { text } }: { message: { text: string } }) => text.includes('pgdump') && text.includes('postgresql'));
    expect(result.level).toBe('note');
    expect(shown(result.relatedLocations.at(-1), settings)).toMatch(/^backup: \{/);
  });

  test('without settings nothing is an error', async () => {
    const file = write('plain.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: a }\nspec: { containers: [{ name: c }] }\n');
    const { status, stdout } = await ranMain('reach', file, '--format', 'junit');
    expect([status, casesIn(stdout).filter(({ failure }) => failure)]).toEqual([0, []]);
  });

  test('--focus and --port choose what is reported, and nothing at all is sound too', async () => {
    const some = await ran('reach', opened, '--port', 'postgresql', '--focus', 'mail/all-in-one', '--format', 'code-quality');
    expect(codeQualityFaults(some.stdout)).toEqual([]);
    expect(JSON.parse(some.stdout).map((one: { check_name: string; severity: string }) => [one.check_name, one.severity])).toEqual([
      ['connection-not-intended', 'critical'],
    ]);
    const none = (format: string) => ran('reach', sound, '--port', '31999', '--from', 'external', '--format', format);
    expect((await none('code-quality')).stdout).toBe('[]\n');
    expect(resultsIn((await none('sarif')).stdout)).toEqual([]);
    expect(junitFaults((await none('junit')).stdout)).toEqual([]);
    expect((await none('github')).stdout).toBe('reach: 0 errors, 0 warnings, 0 infos.\n');
  });

  test('of more connections than can be drawn, Markdown has the table and says so, and SARIF has all', async () => {
    const pods = Array.from({ length: 73 }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `p${index}`, namespace: 'a', labels: { app: `p${index}` } },
      spec: { containers: [{ name: 'c' }] },
    }));
    const file = write('many.yaml', pods.map((pod) => JSON.stringify(pod)).join('\n---\n'));
    const { stdout } = await ranMain('reach', file, '--from', 'a/*', '--format', 'markdown');
    expect(stdout.split('\n')[0]).toBe('| Source | Destination | Ports | Reason |');
    expect(stdout).toMatch(/\n\nNo map is drawn of more than 5000 connections\.\n$/);
    const log = JSON.parse((await ranMain('reach', file, '--from', 'a/*', '--format', 'sarif')).stdout);
    expect(log.runs[0].results.length).toBe(stdout.trimEnd().split('\n').length - 4);
  });

  test('Markdown has a summary, a table and a map', async () => {
    const { stdout } = await ran('reach', opened, '--port', '993', '--format', 'markdown');
    expect(stdout.split('\n')[0]).toMatch(/^\*\*\d+ connections?\.\*\*$/);
    const [, map = ''] = /```mermaid\n([\s\S]*?)```/.exec(stdout) ?? [];
    expect(parsed({ mermaid: [map] }).mermaid[0]?.error).toBeUndefined();
  });
});

test('exposure: a workload that no policy limits is a warning, and its sentence fails', async () => {
  const file = write('free.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: a }\nspec: { containers: [{ name: c }] }\n');
  const { stdout } = await ranMain('exposure', file, '--format', 'junit');
  expect(casesIn(stdout).find(({ name }) => name === 'a policy limits the connections of a/web[Pod]')?.failure?.type).toBe('pods-without-policy');
  const [warning] = resultsIn((await ranMain('exposure', file, '--format', 'sarif')).stdout).filter(
    ({ level }: { level: string }) => level === 'warning',
  );
  expect(warning.locations[0].physicalLocation.region.startLine).toBe(1);
});

describe('diff with settings', () => {
  const diff = (before: string, after: string) => ran('diff', before, after, '--format', 'sarif');

  test('relates what opens to the line of the settings that decides on it', async () => {
    const results = resultsIn((await diff(sound, opened)).stdout);
    const result = results.find(({ ruleId }: { ruleId: string }) => ruleId.startsWith('connection-'));
    expect(shown(result.locations[0], opened)).toBe('{ port: 5432 }');
    expect(result.relatedLocations.at(-1).message.text).toBe('Setting that decides it: isolation');
    expect(shown(result.relatedLocations.at(-1), settings)).toBe('isolation: connections');
  });

  test('a way in that is gone points at its port under expose; an object that differs at the object', async () => {
    const less = write('rendered/less.yaml', readFileSync(sound, 'utf8').replace(/^ +- name: imaps\n(?: +[a-zA-Z]+: .*\n)+/gm, ''));
    const results = resultsIn((await diff(sound, less)).stdout);
    const removed = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'exposure-removed');
    expect(shown(removed.relatedLocations.at(-1), settings)).toBe('imaps: public');
    const changed = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'service-changed');
    expect(shown(changed.locations[0], less)).toBe('apiVersion: v1');
    expect(changed.locations[0].logicalLocations[0].fullyQualifiedName).toMatch(/^Service mail\//);
  });
});

describe('verify', () => {
  const verified = (file: string, format: string) => ran('verify', file, '--format', format).then(({ stdout }) => stdout);

  test('Markdown draws who reaches what, also if nothing was found', async () => {
    const texts = [await verified(sound, 'markdown'), await verified(opened, 'markdown')];
    const maps = texts.map((text) => /```mermaid\n([\s\S]*?)```/.exec(text)?.[1] ?? '');
    const read = parsed({ mermaid: maps }).mermaid;
    expect(read.map(({ error }) => error)).toEqual([undefined, undefined]);
    expect(read[0]?.edges.map(({ label }) => label)).toContain('http 80, https 443, imaps 993');
    expect(texts[1]).toMatch(/^\*\*cdk8s-bluemind verify: [1-9]\d* errors?/);
  });

  test('SARIF relates each finding to the setting that decides, and to the name of the installation if a default does', async () => {
    const settingOf = async (file: string, named: string, ruleId: string) => {
      const results = resultsIn((await ranMain('verify', file, '--settings', named, '--format', 'sarif')).stdout);
      const place = results.find((one: { ruleId: string }) => one.ruleId === ruleId).relatedLocations.at(-1);
      return [place.message.text, shown(place, named)];
    };
    expect(await settingOf(opened, settings, 'internal-port-beyond-isolation')).toEqual([
      'Setting that decides it: isolation',
      'isolation: connections',
    ]);
    const short = write('short.yaml', 'namespace: mail\nname: mail\ncreateNamespace: true\n');
    const [plain] = synthesize({ kind: 'named', files: [short] }, '2030-01-01');
    const open = write('rendered/short.yaml', (plain?.manifests.stream ?? '') + opening);
    expect(await settingOf(open, short, 'internal-port-beyond-isolation')).toEqual(['Setting that decides it: isolation', 'name: mail']);
  });

  test('settings that rules point to exist', () => {
    const { properties } = JSON.parse(readFileSync(join(__dirname, '../../docs/settings.schema.json'), 'utf8'));
    const fields = rules.flatMap(({ setting = [] }) => setting.slice(0, 1));
    expect(fields.length).toBeGreaterThan(8);
    expect(fields.filter((field) => !(field in properties))).toEqual([]);
  });

  test('has the same as a map by itself, and findings as lines of a spreadsheet', async () => {
    const [drawn] = parsed({ dot: [await verified(opened, 'dot')] }).dot;
    expect(drawn?.error).toBeUndefined();
    expect(await verified(opened, 'svg')).toContain('<svg');
    const [head, ...rows] = (await verified(opened, 'csv')).trimEnd().split('\n');
    expect(head).toBe('severity,rule,message,installation,file,line,mend,waived until');
    expect(rows.some((row) => row.startsWith('error,internal-port-beyond-isolation,'))).toBe(true);
  });
});
