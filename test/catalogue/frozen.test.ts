import * as library from '../../lib';
import * as catalogue from '../../lib/catalogue';
import * as testing from '../../lib/testing';

/** Paths of values that could be changed. */
function changeable(value: unknown, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return [...(Object.isFrozen(value) ? [] : [path]), ...Object.entries(value).flatMap(([key, part]) => changeable(part, `${path}.${key}`))];
}

test.each([
  ['the library', library, 'bluemind5'],
  ['its catalogue', catalogue, 'bluemind5'],
  ['its help for tests', testing, 'networkMatchers'],
])('nobody can change what %s exports', (_, exported, one) => {
  const values = Object.entries(exported);
  expect(values.map(([name]) => name)).toContain(one);
  expect(values.flatMap(([name, value]) => changeable(value, name))).toEqual([]);
});
