import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printable } from '../../../lib/base/printable';
import { runReach } from '../../../lib/cli/commands/reach';
import { runVerify } from '../../../lib/cli/commands/verify';
import { kindsRead } from '../../../lib/reachability/objects/kinds';
import { type Ran, ran, ranLater } from '../../support/run';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Objects that are wrong whatever their kind, with other values instead of `metadata` and all below it. */
const neverValid: readonly (readonly [string, string])[] = [
  ['no metadata', ''],
  ['a tag', 'metadata: !secret {name: a}'],
  ['an alias of nothing', 'metadata: {name: *nowhere}'],
  ['an alias of itself', 'metadata: &a {name: a, labels: *a}'],
  ['a field twice', 'metadata: {name: a, name: b}'],
  ['a list as a key', 'metadata: {name: a, ? [x] : y}'],
  ['an open list', 'metadata: {name: a}\nspec: ['],
  ['an open text', 'metadata: {name: "a'],
  ['a reserved sign', 'metadata: {name: @a}'],
  ['a name that is a list', 'metadata: {name: [a]}'],
  ['a name that is nothing', 'metadata: {name: ~}'],
  ['a namespace that is a number', 'metadata: {name: a, namespace: 1}'],
  ['metadata that are a list', 'metadata: [{name: a}]'],
  ['metadata of JavaScript', 'metadata: {__proto__: {name: a}}'],
  ['a control character', 'metadata: {name: "a\u001b[31m"}\nspec: ['],
  ['a merge of a text', '<<: x\nmetadata: {name: a}'],
  ['deep nesting', `metadata: {name: a}\nspec: ${'['.repeat(300)}${']'.repeat(300)}`],
  ['aliases that explode', `metadata: {name: a}\nspec:\n${explosion(8)}`],
  ['a tab', 'metadata:\n\tname: a'],
  ['a template', 'metadata: {name: {{ .Values.name }}}'],
];

function explosion(levels: number): string {
  const line = (level: number) => `  a${level}: &a${level} [${Array(9).fill(level === 0 ? 'x' : `*a${level - 1}`)}]\n`;
  return Array.from({ length: levels }, (_, level) => line(level)).join('');
}

const cases = kindsRead.flatMap((kind, index) => {
  const [group = '', name = ''] = kind.split('/');
  return [0, 1, 2, 3, 4, 5, 6].map((turn) => {
    const [what, rest] = neverValid[(index * 7 + turn * 3) % neverValid.length] ?? ['', ''];
    return { title: `${name}: ${what}`, text: `apiVersion: ${group === '' ? 'v1' : `${group}/v1`}\nkind: ${name}\n${rest}\n` };
  });
});

async function outcomesOf(text: string): Promise<readonly Ran[]> {
  const file = join(folder, 'hostile.yaml');
  writeFileSync(file, text);
  return [
    ran(() => runVerify([file], { release: '4', format: 'text', failOn: 'error', allowEmpty: true })),
    await ranLater(() => runReach([file], { format: 'text' })),
  ];
}

const isFine = ({ status, stdout, stderr }: Ran): boolean => {
  const lines = stderr
    .replaceAll(`${folder}/`, '')
    .split('\n')
    .filter((line) => line !== '');
  return (
    status === 2 &&
    stdout === '' &&
    lines.length >= 2 &&
    lines.slice(0, -1).every((line) => /^hostile\.yaml:\d+:\d+: \S/.test(line)) &&
    lines.every((line) => line === printable(line)) &&
    !/undefined|\[object|NaN|\bat .*:\d+:\d+\)|TypeError|RangeError/.test(stderr)
  );
};

test('there are three hundred of them', () => expect(cases.length).toBeGreaterThanOrEqual(300));

test('each is refused in lines that name a place, without a trace and without raw control characters', async () => {
  const wrong = [];
  for (const { title, text } of cases) for (const outcome of await outcomesOf(text)) if (!isFine(outcome)) wrong.push({ title, text, ...outcome });
  expect(wrong).toEqual([]);
});

/** Values that no field of a specification takes. */
const odd = ['-1.5', '[[1]]', '{"": {}}', '"\u009b31m"', '{constructor: {prototype: 1}}', '[~]', 'constructor', '99999999999999999999'];

test('odd values of every kind give lines and not a trace, never silence, and nothing is printed raw', async () => {
  const texts = kindsRead.flatMap((kind, index) => {
    const [group = '', name = ''] = kind.split('/');
    const fields = ['spec', 'data', 'subsets', 'rules', 'endpoints', 'ports', 'selector', 'ingress', 'listeners', 'template', 'parentRefs'];
    return fields.map((field, turn) => {
      const value = odd[(index + turn) % odd.length];
      const within = field === 'spec' || turn % 2 === 0 ? `${field}: ${value}` : `spec: {${field}: ${value}}`;
      return `apiVersion: ${group === '' ? 'v1' : `${group}/v1`}\nkind: ${name}\nmetadata: {name: a, labels: {constructor: x}}\n${within}\n`;
    });
  });
  const wrong = [];
  for (const text of texts)
    for (const outcome of await outcomesOf(text)) {
      const said = `${outcome.stdout}${outcome.stderr}`;
      if (said === '' || said !== printable(said) || outcome.status > 2) wrong.push({ text, ...outcome });
    }
  expect(wrong).toEqual([]);
});
