import fc from 'fast-check';
import { parseYaml } from '../../../lib/base/yaml/parse';
import { type PlainBlock, readPlainBlock } from '../../../lib/base/yaml/plain-block';
import { readValue } from '../../../lib/base/yaml/value';
import { writeYaml } from '../../../lib/base/yaml/write';
import { runs } from '../../support/runs';

/** What the parser of all of YAML says of a text; undefined if it finds a mistake, or not one document. */
function wholly(text: string): PlainBlock | undefined {
  const parsed = parseYaml(text, 200);
  const [document, ...more] = 'documents' in parsed ? parsed.documents : [];
  if (document === undefined || more.length > 0) return undefined;
  const { value, problems } = readValue(document, { merge: true, mostRepeated: 1000 });
  const { root } = document;
  const item = root.kind === 'sequence' ? root.items[0]?.start : undefined;
  return problems.length > 0 ? undefined : { value, start: root.start, ...(item !== undefined && { item }) };
}

const keys = ['a', 'b', 'app.kubernetes.io/name', '25', 'null', 'f:x', '<<', '__proto__', '"q"', '-x', '.', 'constructor', ''];
const values = [
  ...['', ' ', 'x', 'x y', '1', '-1', '0x1F', '1e3', '.5', 'true', 'Null', '~', 'yes', 'falsehood', '2024-01-01', '10.0.0.0/8', '--flag', '-', '- x'],
  ...['"x"', '""', '"x', '"a\\n"', '"a"b', "'x'", "''", "'it''s'", "'x' # c", '{}', '[]', '[a]', '{a: b}', '[', 'a: b', 'a:', 'a:b', 'a #b', 'a#b'],
  ...['# c', '&a x', '*a', '!!str 1', '|', '>-', '%x', '@x', '`x', '? x', '?x', ': x', ':x', ', x', 'é', '\tx', 'x ', "x' y", 'a, b]', '<<'],
];

const line = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.tuple(fc.constantFrom(...keys), fc.constantFrom(':', ': ', ':  '), fc.constantFrom(...values)).map((parts) => parts.join('')),
  },
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constant(':')).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.constantFrom(...values, '---', '--- ', '...', '# comment', '') },
);
const indented = fc
  .tuple(fc.constantFrom('', '', '  ', '  ', '    ', ' ', '      '), fc.constantFrom('', '', '', '- ', '- ', '-   ', '- - ', '-'), line)
  .map((parts) => parts.join(''));
const text = fc
  .tuple(fc.constantFrom('', '', '---\n', '# c\n', '\n'), fc.array(indented, { maxLength: 6 }), fc.constantFrom('\n', '', '\n\n'))
  .map(([head, lines, end]) => head + lines.join('\n') + end);

test('reads no text otherwise than the parser of all of YAML does', () => {
  let read = 0;
  let mistaken = 0;
  fc.assert(
    fc.property(text, (given) => {
      const found = readPlainBlock(given);
      const expected = wholly(given);
      if (found !== undefined) expect(found).toEqual(expected);
      read += found === undefined ? 0 : 1;
      mistaken += expected === undefined ? 1 : 0;
    }),
    { numRuns: runs(6_000, 500_000) },
  );
  expect(Math.min(read, mistaken)).toBeGreaterThan(300);
});

test('reads what programs write', () => {
  const leaf = fc.oneof(fc.constantFrom('x', 'true', '10', 'a b', '10.0.0.0/8', 'a:b', '', '-'), fc.integer(), fc.boolean(), fc.constant(null));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(leaf, fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('a', 'b', 'c/d', 'e-f'), tie('value'))),
  }));
  let read = 0;
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('kind', 'spec', 'x'), value, { minKeys: 1 }), (object) => {
      const written = writeYaml(object);
      const found = readPlainBlock(written);
      if (found === undefined) return;
      read++;
      expect(found).toEqual(wholly(written));
      expect(found.value).toEqual(object);
    }),
    { numRuns: runs(500, 20_000) },
  );
  expect(read).toBeGreaterThan(200);
});

test.each([
  ['a list where its map begins', 'a:\n- b\n- c: 1\n  d:\n  - e\nf: g\n'],
  ['an item of a list alone', '  - a: 1\n\n    # comment\n    b: "x"\n'],
  ['empty values', 'a:\nb: {}\nc: []\nd:\n  e:\n'],
])('reads %s', (_, given) => {
  expect(readPlainBlock(given)).toEqual(wholly(given));
  expect(readPlainBlock(given)).toBeDefined();
});

test.each([
  ['a field that appears twice', 'a: 1\na: 2\n'],
  ['a scalar of two lines', 'a: b\n  c\n'],
  ['an anchor', 'a: &x 1\n'],
  ['deep nesting', Array.from({ length: 150 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ['a long key', `${'k'.repeat(2000)}: 1\n`],
])('leaves %s to the parser of all of YAML', (_, given) => expect(readPlainBlock(given)).toBeUndefined());
