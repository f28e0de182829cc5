import fc from 'fast-check';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { parseYaml } from '../../lib/base/yaml/parse';
import { readValue } from '../../lib/base/yaml/value';
import { writeSortedYaml, writeYaml, writeYamlInLines } from '../../lib/base/yaml/write';
import { runs } from '../support/runs';

/** What a text means here; undefined if it has faults. */
function ours(text: string, merge = true): readonly unknown[] | undefined {
  const parsed = parseYaml(text, 200);
  if ('mistake' in parsed) return undefined;
  const values = parsed.documents.map((document) => readValue(document, { merge, mostRepeated: 1000 }));
  return values.some(({ problems }) => problems.length > 0) ? undefined : values.map(({ value }) => value);
}

/** What another library makes of it; undefined if it finds mistakes or warns. */
function theirs(text: string): readonly unknown[] | undefined {
  const documents = parseAllDocuments(text, { merge: true, stringKeys: true, logLevel: 'silent' });
  if (!Array.isArray(documents)) return [];
  if (documents.some(({ errors, warnings }) => errors.length + warnings.length > 0)) return undefined;
  try {
    return documents.map((document): unknown => document.toJS({ maxAliasCount: -1 }));
  } catch {
    return undefined;
  }
}

const understood: readonly (readonly [string, string])[] = [
  ['mappings and lists', 'a: 1\nb:\n  - x\n  - y: 2\n    z: 3\nc:\n- 1\n-\n  d: 4\n- - 5\n  - 6\n'],
  ['a document marker and comments', '---\n# before\na: 1 # behind\n  # deeper\nb: 2\n'],
  ['several documents', 'a: 1\n---\nb: 2\n...\n---\n- c\n'],
  ['words', 'a: true\nb: null\nc: ~\nd: False\ne: yes\nf: on\ng: NO\nh: y\ni: "true"\nj: !!str true\n'],
  ['numbers', 'a: 1.5\nb: -3\nc: 1e3\nd: 0o17\ne: 0x1F\nf: 017\ng: 1_000\nh: 1:30\ni: .5\nj: +1\nk: .inf\n'],
  ['texts like numbers', "a: 1.2.3\nb: 10.0.0.0/8\nc: -x\nd: \"8080\"\ne: 'it''s'\nf: 100m\ng: 2024-01-01\n"],
  ['empty values', 'a:\nb: {}\nc: []\nd:\n  e:\nf: ""\n'],
  ['quoted keys', '"a b": 1\n\'25\': x\n26: y\n'],
  ['blocks of text', 'a: |\n  one\n    two\n\n  three\nb: |-\n  x\n\nc: |+\n  y\n\nd: >\n  folded\n  text\n\n  more\n'],
  ['text with colons and hashes', 'a: http://x:80/#y\nb: a#b\nc: x:y\n'],
  ['anchors, aliases and merges', 'a: &a {x: 1, y: 2}\nb: *a\nc:\n  <<: *a\n  y: 3\nd: {<<: [*a, {z: 4}], x: 0}\n'],
  ['keys with colons', 'f:spec:\n  f:containers: {}\n  .: {}\n'],
  ['flow', 'a: {b: [1, {c: d}], "e": f, g: }\nh: [a, b: c]\n'],
];

test.each(understood)('reads %s as another library does', (_, text) => {
  expect(ours(text)).toEqual(theirs(text));
  expect(ours(text)).toBeDefined();
});

test('yes and old octal numbers are read as such if a text says that it is YAML 1.1', () => {
  expect(ours('%YAML 1.1\n---\na: yes\nb: 017\n')).toEqual([{ a: true, b: 15 }]);
});

test('a key __proto__ is one like any other', () => {
  expect(Object.entries(ours('__proto__: 1\nconstructor: 2\n')?.[0] ?? {})).toEqual([
    ['__proto__', 1],
    ['constructor', 2],
  ]);
  expect(Object.keys(ours('a: &a {__proto__: 1}\nb: {<<: *a}\n')?.[0] ?? {})).toEqual(['a', 'b']);
});

test('reads whatever another library prints', () => {
  const key = fc
    .oneof(fc.constantFrom('a', 'app', 'x/y', '25', 'true', 'a b', 'f:x'), fc.string({ minLength: 1, maxLength: 6 }))
    .filter((name) => name !== '<<');
  const leaf = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom('line\nline\n', ' x', 'x ', '#x', 'a: b', '- a', '~'),
  );
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(key, tie('value'), { maxKeys: 4 })),
  }));
  fc.assert(
    fc.property(value, (printed) => {
      const text = stringify(printed, { aliasDuplicateObjects: false });
      expect(ours(text, false)).toEqual(theirs(text));
    }),
    { numRuns: runs(150, 5000) },
  );
});

test('agrees with another library on damaged text, or finds fault with it', () => {
  let read = 0;
  const text = understood.map(([, example]) => example).join('---\n');
  const damaged = fc
    .tuple(fc.nat(text.length), fc.nat(80), fc.nat(5), fc.constantFrom('', ' ', '  ', '\n', ':', '-', '#', '"', "'", '|', 'x', ': ', '- ', ' #'))
    .map(([start, length, cut, inserted]) => {
      const part = text.slice(start, start + length);
      const middle = Math.floor(part.length / 2);
      return part.slice(0, middle) + inserted + part.slice(middle + cut);
    });
  fc.assert(
    fc.property(damaged, (example) => {
      const [own, other] = [ours(example), theirs(example)];
      if (own === undefined || other === undefined) return;
      read++;
      expect(own.filter((value) => value !== null)).toEqual(other.filter((value) => value !== null));
    }),
    { numRuns: runs(500, 20000) },
  );
  expect(read).toBeGreaterThan(75);
});

describe('what is written', () => {
  const awkward = fc.constantFrom(
    ...[
      'yes',
      'no',
      'on',
      'y',
      '~',
      'null',
      '017',
      '0o17',
      '1_000',
      '1:30',
      '1e3',
      '.5',
      '0x1F',
      '2024-01-01',
      '=',
      '<<',
      '- a',
      'a: b',
      '#a',
      ' a',
      'a ',
    ],
    ...[
      '',
      '\n',
      'a\nb',
      'a\nb\n',
      '\ta',
      '"',
      "'",
      '\\',
      '\u0085',
      '\u2028',
      '\ufeff',
      '\u0007',
      '{a}',
      '[a]',
      '@a',
      '`a',
      '%a',
      '!a',
      '&a',
      '*a',
      '---',
      '...',
    ],
  );
  // The other parser reads these as numbers of YAML 1.1; neither its specification nor Helm's parser does.
  const noNumber = (word: string) => word === '' || !/^[-+]?[._]*(?:[eE][-+]?\d+)?$/.test(word);
  const text = fc.oneof(awkward, fc.string({ maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 100 })).filter(noNumber);
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      text,
      fc.integer(),
      fc.boolean(),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));

  test.each([
    ['in blocks', writeYaml],
    ['sorted', writeSortedYaml],
    ['in lines', writeYamlInLines],
  ])('%s is read the same by parsers of YAML 1.1 and 1.2', (_, write) => {
    fc.assert(
      fc.property(value, (written) => {
        const yaml = write({ a: written });
        for (const version of ['1.1', '1.2'] as const) expect(parse(yaml, { version, merge: true })).toEqual({ a: written });
        expect(ours(yaml)).toEqual([{ a: written }]);
      }),
      { numRuns: runs(100, 3000) },
    );
  });

  test('in lines has a line for every text', () => {
    fc.assert(
      fc.property(text, (written) => {
        expect(writeYamlInLines([written]).split('\n')).toHaveLength(2);
      }),
    );
  });
});
