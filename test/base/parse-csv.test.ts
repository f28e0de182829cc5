import fc from 'fast-check';
import { parseCsv } from '../../lib/base/csv';

const texts = (csv: string) => {
  const parsed = parseCsv(csv);
  return 'lines' in parsed ? parsed.lines.map((line) => line.map(({ text }) => text)) : parsed.mistake;
};

test.each<readonly [string, unknown]>([
  ['', []],
  [
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a,b\nc,',
    [
      ['a', 'b'],
      ['c', ''],
    ],
  ],
  ['a\n\n\r\nb', [['a'], ['b']]],
  ['a\rb', [['a'], ['b']]],
  ['"a ""b"", c","d\ne"\n', [['a "b", c', 'd\ne']]],
  [',\n', [['', '']]],
  ['a,b"c\n', { offset: 3, message: expect.stringContaining('a quote is only at the beginning') }],
  ['"a"b,c\n', { offset: 3, message: expect.stringContaining('text after the closing quote') }],
  ['a,"b\n', { offset: 2, message: expect.stringContaining('a quote is only') }],
])('%j', (csv, expected) => {
  expect(texts(csv)).toEqual(expected);
});

test('reads what others write, and knows where each cell begins', () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('"', ',', '\r\n', '\n', ''));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 })), fc.constantFrom('\n', '\r\n'), (lines, end) => {
      const csv = lines.map((line) => line.map((text) => `"${text.replaceAll('"', '""')}"`).join(',') + end).join('');
      expect(texts(csv)).toEqual(lines);
      const parsed = parseCsv(csv);
      for (const { start } of 'lines' in parsed ? parsed.lines.flat() : []) expect(csv[start]).toBe('"');
    }),
  );
});
