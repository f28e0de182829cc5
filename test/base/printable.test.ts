import { hiddenCharacter, printable } from '../../lib/base/printable';

test.each([
  ['the escape character', '\u001b[31mred', '\\u001b[31mred'],
  ['C1 controls', '\u009b31m', '\\u009b31m'],
  ['DEL', 'a\u007f', 'a\\u007f'],
  ['a carriage return, which hides what stands before it', 'a\rb', 'a\\u000db'],
  ['separators of lines', 'a\u2028b\u2029', 'a\\u2028b\\u2029'],
  ['zero-width characters', 'a\u200bb\u2060c\ufeff', 'a\\u200bb\\u2060c\\ufeff'],
  ['directions of writing', '\u202eabc\u2066', '\\u202eabc\\u2066'],
  ['characters beyond the basic plane, as JSON writes them', '\u{e0041}', '\\udb40\\udc41'],
  ['half of a character', 'a\ud800', 'a\\ud800'],
])('%s cannot reach a terminal', (_, text, shown) => {
  expect(printable(text)).toBe(shown);
  expect(hiddenCharacter(text)).toBeDefined();
});

test('what people write stays unchanged', () => {
  const text = 'Größe: 5 €\n\tжизнь 日本 🙂 «x»';
  expect(printable(text)).toBe(text);
  expect(hiddenCharacter(text)).toBeUndefined();
});

test('JSON reads what is printed as the same', () => {
  const value = { name: '\u009b\u202e\u{e0041}\u200b' };
  expect(JSON.parse(printable(JSON.stringify(value)))).toEqual(value);
});
