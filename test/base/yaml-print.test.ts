import { parse } from 'yaml';
import { parseYaml } from '../../lib/base/yaml/parse';
import { asItem, printNode } from '../../lib/base/yaml/print';

function printed(text: string): string {
  const parsed = parseYaml(text, 100);
  const root = 'documents' in parsed ? parsed.documents[0]?.root : undefined;
  if (root === undefined) throw new Error('no document');
  return `${printNode(root).join('\n')}\n`;
}

test.each([
  'a: 0o14\nb: 1e3\nc: yes\nd: 12345678901234567890\ne: ~\nf: "yes"\n',
  'a:\n  b: []\n  c: {}\n  d:\n    - 1\n    - - 2\n      - x: 3\n        y: ""\n',
  '{"a":{"b":[1,{"c":null}]},"long":"x\\ny\\u0000\\u2028"}',
  "block: |\n  one\n   two\n\nfolded: >-\n  one\n  two\nplain: one\n  two\n\n  three\nquoted: 'it''s # no comment'\n",
  'a: !!str 5\nb: !!int "7"\nc: !!map\n  d: 1\n- x',
  `"${'k'.repeat(1500)}": {a: [1, 2]}\nb: 1\n`,
  `list:\n  - "${'k'.repeat(1500)}": 1\n    b: 2\n`,
  'base: &base {a: 1}\ncopy: *base\n',
  'plain: a:b#c\nminus: -1\ndate: 2001-01-01\n',
])('means what it meant: %j', (text) => {
  for (const version of ['1.1', '1.2'] as const) {
    let meant: unknown;
    try {
      meant = parse(text, { version });
    } catch {
      return;
    }
    expect(parse(printed(text), { version })).toEqual(meant);
  }
});

test('plain texts stay letter by letter', () => {
  expect(printed('{a: 0o14, b: [yes, 1.10]}')).toBe('a: 0o14\nb:\n  - yes\n  - 1.10\n');
});

test('items of a list are indented as a whole', () => {
  expect(asItem(['a: 1', 'b:', '  c: 2'])).toEqual(['- a: 1', '  b:', '    c: 2']);
});
