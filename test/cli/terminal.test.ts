import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { fitted, painted, wantsColour } from '../../lib/cli/printing/paint';
import { formatText } from '../../lib/reports/table';
import { ranMain } from '../support/run';

const introducer = '\u001b[';

describe('colours', () => {
  test.each<[string, boolean, Record<string, string>, boolean]>([
    ['a terminal', true, {}, true],
    ['no terminal', false, {}, false],
    ['NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR', true, { NO_COLOR: '' }, true],
    ['FORCE_COLOR without a terminal', false, { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR that says no', true, { FORCE_COLOR: '0' }, false],
    ['both', false, { NO_COLOR: '1', FORCE_COLOR: '1' }, true],
    ['a dumb terminal', true, { TERM: 'dumb' }, false],
  ])('%s', (_name, isTerminal, environment, expected) => expect(wantsColour({ isTerminal, environment })).toBe(expected));

  test.each([
    ['a.yaml:3:1: error: It is open. [internal-port-exposed]\n', ['31', '2']],
    ['warning: It may be open. [of-nobody]\n', ['33', '2']],
    ['diff-type: added, source: a, destination: b, ref1: No Connections, ref2: TCP 25, severity: error\n', ['31']],
    ['a => b : TCP 25: denied\n', ['31']],
    ['a => b : TCP 25: allowed\n', ['32']],
    ['a => b : unknown TCP 25 (reason)\n', ['33']],
    ['Ways in from outside:\n', ['1']],
    ['2 errors, 0 warnings, 1 to know.\n', ['1']],
    ['a => b : TCP 25\n', []],
  ])('%s', (line, numbers) => {
    const text = painted(line);
    expect(stripVTControlCharacters(text)).toBe(line);
    const numbersIn = text
      .split(introducer)
      .slice(1)
      .map((piece) => piece.split('m')[0]);
    expect(numbersIn.filter((_, index) => index % 2 === 0)).toEqual(numbers);
  });
});

describe('the width', () => {
  const words = 'mail/core[Deployment] => mail/database[StatefulSet] : TCP 5432 which is a long line that goes on and on';
  test.each([20, 40, 60, 200])('of %i characters is kept, and no word is lost', (width) => {
    const text = fitted(words, width);
    expect(text.split(/\s+/)).toEqual(words.split(/\s+/));
    for (const line of text.split('\n')) expect(line.trim().includes(' ') ? line.length : 0).toBeLessThanOrEqual(width);
  });

  const table = {
    columns: ['Port', 'Description'],
    rows: [
      ['25', 'Mail of other servers comes in here, and some more words'],
      ['5432', 'short'],
    ],
  };
  test.each([20, 30, 45])('of %i characters has a table, aligned, with all words', (width) => {
    const lines = formatText(table, width).trimEnd().split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    for (const line of lines) expect(line.slice(4, 6).trim()).toBe('');
    expect(
      lines
        .map((line) => line.slice(6))
        .join(' ')
        .split(/\s+/)
        .filter((word) => word !== ''),
    ).toEqual(['Description', ...table.rows.map(([, text]) => text)].join(' ').split(' '));
  });

  test('that is not known breaks nothing', () =>
    expect(formatText(table).split('\n')[1]).toBe('25    Mail of other servers comes in here, and some more words'));
});

describe('a command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'terminal-'));
  const file = join(folder, 'mail.yaml');
  writeFileSync(file, 'apiVersion: v1\nkind: Pod\nmetadata: { name: "a\\e[31mb", namespace: mail }\nspec: { containers: [{ name: main }] }\n');
  const { isTTY, columns } = process.stdout;
  afterEach(() => {
    Object.assign(process.stdout, { isTTY, columns });
    delete process.env.FORCE_COLOR;
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const explained = async (...words: readonly string[]) => (await ranMain('explain', 'external', 'mail/*:25', file, ...words)).stdout;

  test('colours its text on request, nothing else, and never text from an input', async () => {
    expect(await explained()).not.toContain(introducer);
    process.env.FORCE_COLOR = '1';
    const text = await explained();
    expect(text).toContain(`TCP 25: ${introducer}32mallowed${introducer}39m\n`);
    expect(text).toContain('a\\u001b[31mb');
    for (const format of ['json', 'csv', 'markdown', 'dot', 'mermaid', 'svg']) expect(await explained('--format', format)).not.toContain(introducer);
  });

  test.each([
    ['catalogue', []],
    ['catalogue', ['--diff', '4', '5']],
  ])('%s %p: a table that fits a terminal, in every word', async (name, more) => {
    const words = (text: string) => text.split(/\s+/).sort();
    const whole = (await ranMain(name, ...more)).stdout;
    Object.assign(process.stdout, { isTTY: true, columns: 150 });
    process.env.NO_COLOR = '1';
    const { stdout } = await ranMain(name, ...more);
    delete process.env.NO_COLOR;
    expect(stdout).not.toContain(introducer);
    expect(words(stdout)).toEqual(words(whole));
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(150);
    expect(Math.max(...whole.split('\n').map((line) => line.length))).toBeGreaterThan(150);
  });

  test('ends the lines of comma-separated values as RFC 4180 does, and writes nothing out', async () => {
    const { stdout } = await ranMain('catalogue', '--format', 'csv');
    expect(stdout.split('\r\n').length).toBeGreaterThan(50);
    expect(stdout).not.toContain('\\u000d');
  });

  test('breaks its lines only on a narrow terminal', async () => {
    const whole = await explained();
    Object.assign(process.stdout, { isTTY: true, columns: 40 });
    process.env.FORCE_COLOR = '0';
    const narrow = await explained();
    expect(narrow.split(/\s+/)).toEqual(whole.split(/\s+/));
    expect(narrow.split('\n').length).toBeGreaterThan(whole.split('\n').length);
  });
});
