import '@microsoft/jest-sarif';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { printable } from '../../lib/base/printable';
import { connectionsFormats } from '../../lib/reports/connections/formats';
import { differenceFormats } from '../../lib/reports/difference/formats';
import { findingsFormats } from '../../lib/reports/findings/formats';
import { mapFormats } from '../../lib/reports/map/formats';
import { codeQualityFaults } from '../support/code-quality-faults';
import { hiddenCharacters, hostileNames } from '../support/hostile-names';
import { junitFaults } from '../support/junit-faults';
import { type DrawnGraph, parsed, type ReadGraph } from '../support/parse-formats';
import { type Ran, ranMain } from '../support/run';

const folder = mkdtempSync(join(tmpdir(), 'hostile-names-'));
afterAll(() => rmSync(folder, { recursive: true }));

const podOf = (name: string, index: number) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'mail', labels: { 'app.kubernetes.io/name': 'bluemind', number: `${index}` } },
  spec: { containers: [{ name: 'main', ports: [{ containerPort: 5432 }] }] },
});
const policyOf = (name: string, index: number) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'mail' },
  spec: {
    podSelector: { matchLabels: { number: `${index}` } },
    ingress: [{ from: [{ ipBlock: { cidr: '192.0.2.0/24' } }, { podSelector: { matchLabels: { number: '0' } } }], ports: [{ port: 5432 }] }],
  },
});
const serviceOf = (name: string, index: number) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'mail' },
  spec: { type: 'LoadBalancer', selector: { number: `${index}` }, ports: [{ port: 5432 }] },
});
const write = (name: string, objects: readonly object[]): string => {
  const file = join(folder, name);
  writeFileSync(file, objects.map((object) => JSON.stringify(object)).join('\n---\n'));
  return file;
};
const pods = hostileNames.map(podOf);
const closed = write('closed.yaml', [...pods, { ...policyOf('deny', 0), spec: { podSelector: {}, policyTypes: ['Ingress'] } }]);
const opened = write('opened.yaml', [...pods, ...hostileNames.flatMap((name, index) => [policyOf(name, index), serviceOf(name, index)])]);

writeFileSync(join(folder, 'mail.yaml'), 'name: mail\n');
const settings = join(folder, 'mail.yaml');

const commands: readonly { readonly words: readonly string[]; readonly formats: readonly string[] }[] = [
  { words: ['verify', opened], formats: [...findingsFormats, ...mapFormats] },
  { words: ['diff', closed, opened], formats: [...differenceFormats, 'svg', 'html'] },
  { words: ['reach', opened], formats: connectionsFormats },
  { words: ['drift', settings, '--from', opened], formats: findingsFormats },
  { words: ['reach', opened, '--explain'], formats: connectionsFormats },
  { words: ['exposure', opened], formats: connectionsFormats },
  { words: ['explain', 'external', 'mail/*:5432', opened], formats: connectionsFormats },
  { words: ['explain', 'external', 'mail/*:5432', opened, '--expect', 'denied'], formats: connectionsFormats },
];
const cases = commands.flatMap(({ words, formats }) =>
  formats.map((format) => ({
    format,
    words: [...words, '--pod-cidr', '10.0.0.0/8', '--format', format],
    title: `${words.map((word) => word.split('/').at(-1)).join(' ')} --format ${format}`,
  })),
);

const onOneLine = (text: string): string => printable(text).trim().replace(/\s+/g, ' ');

/** What each name must become if everything except a name is on one line. */
const expected = hostileNames.map(onOneLine);

const unescapeHtml = (html: string): string =>
  html
    .replace(/<!-- -->/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');

/** Elements that the reports themselves write, and what GFM makes of them. */
const elements = /^<\/?(p|strong|table|thead|tbody|tr|th|td|details|summary|ul|li|code|pre)( class="language-\w+")?>$/;

/** Fields of comma-separated values. */
const csvFields = (text: string): readonly string[] =>
  [...text.matchAll(/"((?:[^"]|"")*)"|([^",\n\r]+)/g)].map(([, quoted, bare = '']) => (quoted === undefined ? bare : quoted.replaceAll('""', '"')));

/** What the tools of Markdown and maps read of it. */
interface Read {
  readonly html: string;
  readonly graph?: ReadGraph | DrawnGraph;
}

/** That a document of JSON says every name, with hidden characters written out. */
const saysAll = (document: unknown): void => {
  const said = JSON.stringify(document);
  for (const name of hostileNames) expect(said).toContain(JSON.stringify(printable(name)).slice(1, -1));
};

/** A message of SARIF without the escapes that keep its brackets from being links and its braces from being placeholders. */
const asViewersShow = (message: string): string => message.replace(/([{}])\1/g, '$1').replace(/\\([\\[\]])/g, '$1');

/** That a text is sound in its form, says the names, and does nothing that they ask for. */
const checks: Readonly<Record<string, (text: string, read: Read) => void>> = {
  text: (text) => expect(text.replace(/\s+/g, ' ')).toContain(expected[0]),
  markdown: (_, { html }) => {
    const tags = html.match(/<(?!!-- -->)[^>]*>/g) ?? [];
    expect(tags.filter((tag) => !elements.test(tag))).toEqual([]);
    const said = unescapeHtml(html.replace(/<(?!!-- -->)[^>]*>/g, ''));
    for (const name of expected) expect(said).toContain(name);
  },
  csv: (text) => {
    const fields = csvFields(text).map(onOneLine);
    for (const name of expected) expect(fields.some((field) => field.replace(/^'/, '').includes(name))).toBe(true);
  },
  json: (text) => {
    const document = JSON.stringify(JSON.parse(text));
    for (const name of hostileNames) expect(document).toContain(JSON.stringify(name).slice(1, -1));
  },
  sarif: (text) => {
    expect(JSON.parse(text)).toBeValidSarifLog();
    saysAll(JSON.parse(text, (key, value) => (key === 'text' ? asViewersShow(value) : value)));
  },
  junit: (text) => {
    expect(junitFaults(text)).toEqual([]);
    const said = text.replace(/&#(\d+);/g, (_, number: string) => String.fromCharCode(Number(number)));
    for (const name of hostileNames) expect(said).toContain(printable(name));
  },
  'code-quality': (text) => {
    expect(codeQualityFaults(text)).toEqual([]);
    saysAll(JSON.parse(text));
  },
  github: (text) => {
    const lines = text.trimEnd().split('\n');
    expect(lines.slice(0, -1).filter((line) => !/^::(error|warning|notice) title=[^:]*::/.test(line))).toEqual([]);
    const said = text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
    for (const name of hostileNames) expect(said).toContain(printable(name));
    expect(lines.at(-1)).toMatch(/^(verify|diff|reach|exposure|explain|drift): \d+ errors?, /);
  },
  html: (text) => {
    expect(text).not.toMatch(/<script>alert|<img/i);
    expect(text.match(/<script\b/g)).toHaveLength(2);
  },
  svg: (text) => {
    expect(XMLValidator.validate(text)).toBe(true);
    expect(text).not.toMatch(/<script|<foreignObject|<a\b/i);
  },
  mermaid: (_, { graph }) => expect([graph?.error, graph?.edges?.length === 0]).toEqual([undefined, false]),
  dot: (_, { graph }) => expect([graph?.error, graph?.edges?.length === 0]).toEqual([undefined, false]),
};

/** All of them are read at once, since the tools take their time to begin. */
const outputs = new Map<string, Ran & Read>();
beforeAll(async () => {
  const printed: { readonly title: string; readonly format: string; readonly result: Ran }[] = [];
  for (const { title, words, format } of cases) printed.push({ title, format, result: await ranMain(...words) });
  const of = (wanted: string) => printed.filter(({ format }) => format === wanted);
  const texts = (wanted: string) => of(wanted).map(({ result }) => result.stdout);
  const { markdown, mermaid, dot } = parsed({ markdown: texts('markdown'), mermaid: texts('mermaid'), dot: texts('dot') });
  const read = (title: string): Read => {
    const place = (format: string) => of(format).findIndex((one) => one.title === title);
    const graph = mermaid[place('mermaid')] ?? dot[place('dot')];
    return { html: markdown[place('markdown')] ?? '', ...(graph && { graph }) };
  };
  for (const { title, result } of printed) outputs.set(title, { ...result, ...read(title) });
}, 60_000);

test.each(cases)('$title', ({ title, format }) => {
  const output = outputs.get(title);
  if (output === undefined) throw new Error('it was not run');
  const { status, stdout, stderr } = output;
  expect(status).toBeLessThanOrEqual(1);
  expect(stderr).not.toMatch(hiddenCharacters);
  expect(stdout).not.toBe('');
  expect(stdout).not.toMatch(hiddenCharacters);
  checks[format]?.(stdout, output);
});

test('each form is looked at', () => {
  expect([...new Set(cases.map(({ format }) => format))].filter((format) => checks[format] === undefined)).toEqual([]);
});
