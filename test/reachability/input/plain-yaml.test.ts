import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseAllDocuments, parseDocument, stringify } from 'yaml';
import { chunksOf } from '../../../lib/reachability/input/chunks';
import { parsePlainYaml } from '../../../lib/reachability/input/plain-yaml';
import { describeCorpus } from '../corpus';

/** What the full parser makes of a text; undefined where it finds mistakes. */
function fully(text: string): unknown {
  const document = parseDocument(text, { merge: true });
  return document.errors.length > 0 ? undefined : document.toJS();
}

const understood: readonly (readonly [string, string])[] = [
  ['mappings and lists', 'a: 1\nb:\n  - x\n  - y: 2\n    z: 3\nc:\n- 1\n-\n  d: 4\n- - 5\n  - 6\n'],
  ['a document marker and comments', '---\n# before\na: 1 # behind\n  # deeper\nb: 2\n'],
  [
    'words, numbers and text',
    "a: true\nb: null\nc: ~\nd: 1.5\ne: -3\nf: 1e3\ng: 1.2.3\nh: no\ni: 10.0.0.0/8\nj: -x\nk: \"8080\"\nl: 'it''s'\nm: 100m\nn: .5\n",
  ],
  ['empty values', 'a:\nb: {}\nc: []\nd:\n  e:\nf: ""\n'],
  ['quoted keys', '"a b": 1\n\'25\': x\n26: y\n'],
  ['literal blocks', 'a: |\n  one\n    two\n\n  three\nb: |-\n  x\n\nc: |+\n  y\n\nd: 1\n'],
  ['a literal block at the end', 'a: |\n  one\n\n\n'],
  ['text with colons and hashes', 'a: http://x:80/#y\nb: a#b\nc: x:y\n'],
  ['a key __proto__', '__proto__: 1\nconstructor: 2\n'],
  ['keys with colons', 'f:spec:\n  f:containers: {}\n  .: {}\n'],
];

test.each(understood)('reads %s as the full parser does', (_what, text) => {
  expect(parsePlainYaml(text)).toEqual({ value: fully(text) });
});

test('makes a key __proto__ a member', () => {
  const value = parsePlainYaml('__proto__: 1\n')?.value;
  expect(Object.keys(value ?? {})).toEqual(['__proto__']);
});

const beyond: readonly (readonly [string, string])[] = [
  ['flow mappings', 'a: {b: 1}\n'],
  ['flow lists', 'a: [1, 2]\n'],
  ['anchors', 'a: &x 1\n'],
  ['aliases', 'a: *x\n'],
  ['tags', 'a: !!str 1\n'],
  ['folded text', 'a: >\n  b\n'],
  ['text over lines', 'a: one\n  two\n'],
  ['text below its key', 'a:\n  one two\n'],
  ['merge keys', '<<: 1\n'],
  ['keys that are given twice', 'a: 1\na: 2\n'],
  ['tabs', 'a:\t1\n'],
  ['octal numbers', 'a: 0o17\n'],
  ['an indentation between two', 'a:\n    b: 1\n  c: 2\n'],
  ['a mapping in a value', 'a: b: c\n'],
  ['an open quote', 'a: "b\n'],
  ['text behind a quote', 'a: "b" c\n'],
  ['escapes that JSON has not', 'a: "\\x41"\n'],
  ['a list in a mapping', 'a: 1\n- b\n'],
  ['a mapping in a list', '- a\nb: 1\n'],
  ['keys that are words', 'null: 1\n'],
  ['a dash for a value', 'a: -\n'],
  ['reserved signs', 'a: @b\n'],
  ['deep nesting', Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
];

test.each(beyond)('gives up on %s', (_what, text) => expect(parsePlainYaml(text)).toBeUndefined());

test('reads whatever the full parser prints, or gives up', () => {
  let read = 0;
  const key = fc.oneof(fc.constantFrom('a', 'app', 'x/y', '25', 'true', '', 'a b', '__proto__', 'f:x'), fc.string({ maxLength: 6 }));
  const leaf = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.integer(),
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom('line\nline\n', ' x', 'x ', '#x', 'a: b', '- a', '~'),
  );
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(key, tie('value'), { maxKeys: 4 })),
  }));
  fc.assert(
    fc.property(value, (printed) => {
      const text = stringify(printed);
      const plain = parsePlainYaml(text);
      if (plain === undefined) return;
      read++;
      expect(plain.value).toEqual(fully(text));
    }),
    { numRuns: 3000 },
  );
  expect(read).toBeGreaterThan(300);
});

test('agrees with the full parser on damaged text, or gives up', () => {
  let read = 0;
  const text = understood.map(([, example]) => example).join('');
  const damaged = fc
    .tuple(fc.nat(text.length), fc.nat(80), fc.nat(5), fc.constantFrom('', ' ', '  ', '\n', ':', '-', '#', '"', "'", '|', 'x', ': ', '- ', ' #'))
    .map(([start, length, cut, inserted]) => {
      const part = text.slice(start, start + length);
      const middle = Math.floor(part.length / 2);
      return part.slice(0, middle) + inserted + part.slice(middle + cut);
    });
  fc.assert(
    fc.property(damaged, (example) => {
      const plain = parsePlainYaml(example);
      if (plain === undefined) return;
      read++;
      const documents = parseAllDocuments(example, { merge: true });
      const [document] = Array.isArray(documents) ? documents : [];
      expect(document?.errors ?? []).toEqual([]);
      expect(plain.value).toEqual(document?.toJS() ?? null);
    }),
    { numRuns: 5000 },
  );
  expect(read).toBeGreaterThan(500);
});

describeCorpus('plain YAML', (folder) => {
  test('agrees with the full parser on all manifests of the corpus', () => {
    const filesIn = (path: string): readonly string[] =>
      statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => filesIn(join(path, name))) : [path];
    let read = 0;
    for (const file of filesIn(join(folder, 'np-guard/tests')).filter((path) => /\.ya?ml$/.test(path))) {
      const chunks = chunksOf(file, readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
      for (const { text } of chunks.flatMap(({ document, items }) => [document, ...items])) {
        const plain = parsePlainYaml(text);
        if (plain === undefined) continue;
        read++;
        expect(plain.value).toEqual(fully(text));
      }
    }
    expect(read).toBeGreaterThan(300);
  });
});
