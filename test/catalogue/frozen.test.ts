import * as library from '../../lib';
import * as catalogue from '../../lib/catalogue';

/** Paths of values that could be changed. */
function changeable(value: unknown, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return [...(Object.isFrozen(value) ? [] : [path]), ...Object.entries(value).flatMap(([key, part]) => changeable(part, `${path}.${key}`))];
}

test.each([
  ['the library', library],
  ['its catalogue', catalogue],
])('nobody can change what %s exports', (_, exported) => {
  const values = Object.entries(exported);
  expect(values.map(([name]) => name)).toContain('bluemind5');
  expect(values.flatMap(([name, value]) => changeable(value, name))).toEqual([]);
});
