import { didYouMean, formatPath, listWords, oneOf, show, valueAt } from '../../lib/settings/faults';

test.each([
  [[], ''],
  [['name'], 'name'],
  [['allow', 'backup', 'from', 0, 'cidr'], 'allow.backup.from[0].cidr'],
  [['labels', 'example.org/team'], 'labels["example.org/team"]'],
  [['labels', ''], 'labels[""]'],
  [['labels', 'a"b\u001b'], 'labels["a\\"b\\u001b"]'],
  [['expose', 'x'.repeat(100)], `expose.${'x'.repeat(57)}...`],
])('the path %j is written %s', (path, text) => {
  expect(formatPath(path)).toBe(text);
});

describe('did you mean', () => {
  const ports = ['smtp', 'http', 'pop3', 'imap', 'https', 'submissions', 'submission', 'imaps', 'pop3s', 'xmpp-client'];

  test.each([
    ['imasp', 'imaps'],
    ['stmp', 'smtp'],
    ['IMAPS', 'imaps'],
    ['imap4', 'imap'],
    ['submision', 'submission'],
    ['submissoins', 'submissions'],
    ['xmppclient', 'xmpp-client'],
  ])('%s: %s', (found, meant) => {
    expect(didYouMean(found, ports)).toBe(`; did you mean '${meant}'?`);
  });

  test.each(['', 'x', 'ldap', 'postgresql', 'imapimap', 'x'.repeat(100_000)])('nothing near %.20s', (found) => {
    expect(didYouMean(found, ports)).toBe('');
  });

  test('nothing if there are no names', () => {
    expect(didYouMean('imaps', [])).toBe('');
  });
});

test.each([
  ['mail', "'mail'"],
  ['say "hi"', `'say "hi"'`],
  ['a\nb\u001b[31m', "'a\\nb\\u001b[31m'"],
  ['x'.repeat(61), `'${'x'.repeat(57)}...'`],
  [42, '42'],
  [true, 'true'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
])('%j is shown as %s', (value, text) => {
  expect(show(value)).toBe(text);
});

test('words are listed as in a sentence', () => {
  expect(oneOf([])).toBe('');
  expect(oneOf(['a'])).toBe("'a'");
  expect(oneOf(['a', 'b', 'c'])).toBe("'a', 'b' or 'c'");
  expect(listWords(['a', 'b'])).toBe("'a' and 'b'");
});

test('the value at a path is its own, not what objects inherit', () => {
  const input = { allow: { backup: { from: [{ cidr: 'x' }] } } };
  expect(valueAt(input, [])).toBe(input);
  expect(valueAt(input, ['allow', 'backup', 'from', 0, 'cidr'])).toBe('x');
  expect(valueAt(input, ['allow', 'other', 'from', 0])).toBeUndefined();
  expect(valueAt(input, ['allow', 'constructor'])).toBeUndefined();
  expect(valueAt(input, ['allow', 'backup', 'from', 0, 'cidr', 'length'])).toBeUndefined();
});
