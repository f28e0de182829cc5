import '@microsoft/jest-sarif';
import { XMLParser } from 'fast-xml-parser';
import { type Assertion, assertionsOf, type Finding } from '../../../lib/checks';
import { formatFindings } from '../../../lib/reports/findings';
import { findingsFormats } from '../../../lib/reports/findings/formats';
import type { FindingsReport } from '../../../lib/reports/findings/report';
import { hiddenCharacters, hostileNames } from '../../support/hostile-names';
import { junitFaults } from '../../support/junit-faults';
import { parsed } from '../../support/parse-formats';

const objectOf = (name: string, line: number) => ({
  apiVersion: 'v1',
  kind: 'Service',
  namespace: 'mail',
  name,
  position: { file: 'dist/a b:%,.yaml', line, column: 3, end: { line: line + 1, column: 9 } },
});
const findingOf = (name: string, index: number): Finding => ({
  rule: index % 2 === 0 ? 'internal-port-exposed' : 'of-nobody',
  severity: (['error', 'warning', 'info'] as const)[index % 3] ?? 'error',
  message: `Of ${name} it is said.`,
  why: `Why ${name}.`,
  mend: `Mend ${name}.`,
  object: objectOf(name, index + 1),
  related: [objectOf(`${name} behind`, 90)],
  port: 'postgresql',
  ...(index === 1 && { waived: { reason: `Reason ${name}`, until: '2999-12-31' } }),
});
const findings = hostileNames.map(findingOf);
const bare: Finding = { rule: 'waiver-without-effect', severity: 'info', message: 'Nowhere.', why: 'Why.', mend: 'Mend.', setting: ['waivers', 0] };

const reportOf = (list: readonly Finding[], more: Partial<FindingsReport> = {}): FindingsReport => ({
  command: 'verify',
  findings: list,
  assertions: assertionsOf(list, [], ['internal-port-exposed', 'wrong-type']),
  failOn: 'error',
  settingsPlace: ({ setting }) => setting && { file: '/repo/mail.yaml', line: 7, column: 5, end: { line: 7, column: 30 } },
  input: 'dist/all.yaml',
  folder: '/repo',
  ...more,
});
const report = reportOf([...findings, bare]);

test.each(findingsFormats.filter((format) => format !== 'text' && format !== 'json'))('%s holds no hidden character', (format) => {
  expect(formatFindings(report, format)).not.toMatch(hiddenCharacters);
});

describe('SARIF', () => {
  const log = JSON.parse(formatFindings(report, 'sarif'));
  const [run] = log.runs;

  test('fits its schema, with findings and without', () => {
    expect(log).toBeValidSarifLog();
    expect(JSON.parse(formatFindings(reportOf([]), 'sarif'))).toBeValidSarifLog();
    expect({ ...log, runs: [{ ...run, results: [{}] }] }).not.toBeValidSarifLog();
  });

  test('points at exact regions, by paths from the root of the repository', () => {
    expect(run.results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'dist/a%20b%3A%25%2C.yaml' },
      region: { startLine: 1, startColumn: 3, endLine: 2, endColumn: 9 },
    });
    const settings = { artifactLocation: { uri: 'mail.yaml' }, region: { startLine: 7, startColumn: 5, endLine: 7, endColumn: 30 } };
    expect(run.results.at(-1).locations[0].physicalLocation).toEqual(settings);
    expect(run.results.at(-1).relatedLocations[0].physicalLocation).toEqual(settings);
    const [outside] = JSON.parse(formatFindings(reportOf([{ ...bare, position: { file: '/etc/x y.yaml', line: 1, column: 1 } }]), 'sarif')).runs[0]
      .results;
    expect(outside.locations[0].physicalLocation.artifactLocation.uri).toBe('file:///etc/x%20y.yaml');
  });

  test('points at the input where a finding has no place, and never at the standard input', () => {
    const stdin = { file: '<stdin>', line: 4, column: 1 };
    const { results } = JSON.parse(formatFindings(reportOf([{ ...bare, setting: undefined, position: stdin }]), 'sarif')).runs[0];
    expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('dist/all.yaml');
  });

  test('has the help of each rule once, with the texts of the rule', () => {
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['internal-port-exposed', 'of-nobody', 'waiver-without-effect']);
    for (const { id, help, fullDescription, shortDescription } of run.tool.driver.rules)
      expect([id, help.text, help.markdown, fullDescription.text, shortDescription.text].every((text) => text.length > 0)).toBe(true);
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
  });

  test('has the chain of objects as a code flow', () => {
    const flow = run.results[0].codeFlows[0].threadFlows[0].locations;
    expect(
      flow.map(
        ({ location }: { location: { logicalLocations: { fullyQualifiedName: string }[] } }) => location.logicalLocations[0]?.fullyQualifiedName,
      ),
    ).toEqual([`Service mail/${hostileNames[0]}`, `Service mail/${hostileNames[0]} behind`]);
  });

  test('suppresses what is waived', () => {
    expect(run.results[1].suppressions).toEqual([{ kind: 'external', status: 'accepted', justification: 'Reason a|b (until 2999-12-31)' }]);
    expect(run.results[0]).not.toHaveProperty('suppressions');
  });

  test('holds no placeholder and no link in messages', () => {
    expect(run.results[7].message.text).toContain('\\[link\\](https://example.org) &lt; $& {{0}} \\]\\]>');
  });
});

describe('fingerprints', () => {
  const of = (list: readonly Finding[]) =>
    JSON.parse(formatFindings(reportOf(list), 'code-quality')).map(({ fingerprint }: { fingerprint: string }) => fingerprint);
  const moved = findings.map((finding, index) => ({ ...finding, object: objectOf(hostileNames[index] ?? '', index + 500) }));

  test('are the same if lines move, in SARIF and Code Quality alike', () => {
    expect(of(moved)).toEqual(of(findings));
    const { results } = JSON.parse(formatFindings(reportOf(findings), 'sarif')).runs[0];
    expect(results.map((result: { partialFingerprints: object }) => result.partialFingerprints)).toEqual(
      of(findings).map((fingerprint: string) => ({ primaryLocationLineHash: fingerprint })),
    );
  });

  test('are of one finding each', () => {
    const all = of([...findings, ...findings.map((finding) => ({ ...finding, port: 'imap' })), ...findings]);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('Code Quality', () => {
  const issues = JSON.parse(formatFindings(report, 'code-quality'));

  test('has what GitLab asks of every issue', () => {
    expect(issues).toHaveLength(findings.length + 1);
    for (const issue of issues)
      expect(issue).toEqual({
        description: expect.stringMatching(/./),
        check_name: expect.stringMatching(/./),
        fingerprint: expect.stringMatching(/./),
        severity: expect.stringMatching(/^(info|minor|major|critical|blocker)$/),
        location: { path: expect.stringMatching(/^(?!\/|\.\/)./), lines: { begin: expect.any(Number), end: expect.any(Number) } },
      });
    expect(issues.map(({ severity }: { severity: string }) => severity)).toEqual([
      'critical',
      'info',
      'info',
      'critical',
      'major',
      'info',
      'critical',
      'major',
      'info',
    ]);
  });

  test('is an empty list if nothing is found', () => {
    expect(JSON.parse(formatFindings(reportOf([]), 'code-quality'))).toEqual([]);
  });
});

describe('workflow commands of GitHub', () => {
  const lines = formatFindings(report, 'github').trimEnd().split('\n');

  /** A command as the runner reads it. */
  const read = (line: string) => {
    const [, command = '', list = '', data = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
    const decoded = (text: string) => text.replace(/%(25|0D|0A|3A|2C)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    return { command, properties: Object.fromEntries(list.split(',').map((pair) => pair.split('=').map(decoded))), data: decoded(data) };
  };

  test('are one line for each, whatever the names', () => {
    expect(lines).toHaveLength(findings.length + 2);
    expect(lines.slice(0, -1).every((line) => line.startsWith('::'))).toBe(true);
    expect(lines.at(-1)).toMatch(/^verify: 3 errors, 2 warnings, 3 infos, 1 waived\.$/);
  });

  test('name file, lines, title and message', () => {
    expect(read(lines[0] ?? '')).toEqual({
      command: 'error',
      properties: { title: 'Internal port exposed (internal-port-exposed)', file: 'dist/a b:%,.yaml', line: '1', endLine: '2' },
      data: `Of ${hostileNames[0]} it is said.\nMend ${hostileNames[0]}.`,
    });
    expect(read(lines[1] ?? '')).toMatchObject({ command: 'notice', data: 'Waived until 2999-12-31 (Reason a|b): Of a|b it is said.' });
    expect(read(lines[8] ?? '')).toMatchObject({ command: 'notice', properties: { file: 'mail.yaml', line: '7', col: '5', endColumn: '30' } });
  });
});

describe('JUnit', () => {
  const assertions: readonly Assertion[] = [
    { sentence: 'postgresql 5432 is not reachable from the internet', subject: 'postgresql', installation: 'mail', findings: findings.slice(0, 1) },
    { sentence: hostileNames.join(' '), subject: 'postgresql', installation: 'mail', findings: [] },
    { sentence: 'waived', subject: 'rules', findings: findings.slice(1, 2) },
    { sentence: 'worth knowing', subject: 'rules', findings: findings.slice(2, 3) },
    { sentence: 'twice', subject: 'rules', findings: findings.slice(3, 7) },
  ];
  const document = (failOn: FindingsReport['failOn']) => {
    const text = formatFindings(reportOf(findings, { assertions, failOn }), 'junit');
    expect(junitFaults(text)).toEqual([]);
    const list = ['testsuite', 'testcase', 'failure', 'skipped', 'system-out'];
    return new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      isArray: (name, _path, _isLeaf, isAttribute) => !isAttribute && list.includes(name),
      htmlEntities: true,
    }).parse(text).testsuites;
  };

  test.each([
    ['<testsuites><testsuite name="a" tests="1"><testcase/></testsuite></testsuites>', ['testcase has no name']],
    ['<testsuites skipped="1"/>', ['testsuites has no attribute skipped']],
    ['<testsuites><testsuite name="a" tests="2"><testcase name="b"/></testsuite></testsuites>', ['tests of a is 2, not 1']],
    [
      '<testsuites><testsuite name="a" tests="1"><testcase name="b"><system-out/><failure/></testcase></testsuite></testsuites>',
      ['testcase has children that are not known or not in order'],
    ],
    ['<testsuite name="a" tests="0"/>', ['testsuite is no root']],
  ])('is checked with the schema: %s', (xml, faults) => expect(junitFaults(xml)).toEqual(faults));

  test('has a test case for each assertion, in a suite for each component', () => {
    const { testsuite, ...counts } = document('error');
    expect(counts).toMatchObject({ tests: '5', failures: '2', errors: '0' });
    expect(testsuite.map(({ name, tests, failures, skipped }: Record<string, string>) => [name, tests, failures, skipped])).toEqual([
      ['mail.postgresql', '2', '1', '0'],
      ['rules', '3', '1', '1'],
    ]);
    const [first] = testsuite[0].testcase;
    expect(first).toMatchObject({ classname: 'mail.postgresql', name: 'postgresql 5432 is not reachable from the internet' });
    expect(first.failure).toHaveLength(1);
    expect(first.failure[0]).toMatchObject({ type: 'internal-port-exposed', message: `Of ${hostileNames[0]} it is said.` });
    expect(first.failure[0]['#text']).toContain(`Service mail/${hostileNames[0]} dist/a b:%,.yaml:1:3`);
  });

  test('fails by what fails the command, skips what is waived, and mentions the rest', () => {
    const cases = (failOn: FindingsReport['failOn']) =>
      document(failOn).testsuite.flatMap(({ testcase }: { testcase: object[] }) =>
        testcase.map((one) => ['failure', 'skipped', 'system-out'].filter((name) => name in one).join(' ')),
      );
    expect(cases('error')).toEqual(['failure', '', 'skipped', 'system-out', 'failure system-out']);
    expect(cases('info')).toEqual(['failure', '', 'skipped', 'failure', 'failure']);
  });
});

describe('Markdown', () => {
  const text = formatFindings(report, 'markdown');
  const [html = '', none = ''] = parsed({ markdown: [text, formatFindings(reportOf([]), 'markdown')] }).markdown;
  const textOf = (part: string) =>
    part
      .replace(/<!-- -->/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&');

  test('is a summary, a table with a row for each finding, and folded details', () => {
    expect(html).toContain('<strong>cdk8s-bluemind verify: 3 errors, 2 warnings, 3 infos, 1 waived.</strong>');
    expect(html.match(/<tr>/g)).toHaveLength(findings.length + 2);
    expect(html.match(/<td>/g)).toHaveLength((findings.length + 1) * 4);
    expect(html).toMatch(/<details>\n<summary>Details<\/summary>.*<\/details>/s);
    expect(none).toBe('<p><strong>cdk8s-bluemind verify: 0 errors, 0 warnings, 0 infos.</strong></p>\n');
  });

  test('shows names as they are, and none as markup', () => {
    const tags = new Set([...html.matchAll(/<\/?([a-z]\w*)/g)].map(([, name]) => name));
    expect([...tags].sort()).toEqual(['code', 'details', 'li', 'p', 'strong', 'summary', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul']);
    expect(html.match(/<strong>/g)).toHaveLength(1);
    const cells = [...html.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell = '']) => textOf(cell));
    for (const name of hostileNames.filter((one) => !hiddenCharacters.test(one) && !one.includes('\n')))
      expect(cells).toContain(`Of ${name} it is said.`.replace(/\s+/g, ' '));
    const codes = [...html.matchAll(/<code>(.*?)<\/code>/g)].map(([, code = '']) => textOf(code));
    for (const name of [hostileNames[0], hostileNames[5], hostileNames[7]]) expect(codes).toContain(`Service mail/${name}`);
  });
});
