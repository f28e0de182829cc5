import { describe, isObject } from '../input/fields';
import type { Manifest, Misfit, Path } from '../input/manifest';
import { kinds, types } from './known-fields';

/** A type as `known-fields.ts` writes it. */
type TypeExpression = string;

/** Fields of a type by name, read when they are first asked for. */
const fieldsOf: (index: number) => ReadonlyMap<string, TypeExpression> = (() => {
  const known = new Map<number, ReadonlyMap<string, TypeExpression>>();
  return (index) => {
    const fields = known.get(index) ?? new Map((types[index] ?? '').split(' ').map(fieldOf));
    known.set(index, fields);
    return fields;
  };
})();

const fieldOf = (text: string): readonly [string, TypeExpression] => {
  const end = text.search(/[=.[{]/);
  return [text.slice(0, end), text.slice(end)];
};

/**
 * What in an object fits none of the schemas of its kind and version; nothing where these are not known. Which fields there are is known of the
 * releases that `tools/known-fields.js` was given.
 */
export function misfitsOf({ value, reference: { apiVersion, kind } }: Pick<Manifest, 'value' | 'reference'>): readonly Misfit[] {
  const key = `${apiVersion.includes('/') ? '' : '/'}${apiVersion}/${kind}`;
  const root = Object.hasOwn(kinds, key) ? kinds[key] : undefined;
  return root === undefined ? [] : misfitsIn(value, `.${root}`, []);
}

const scalars: Readonly<Record<string, { readonly type: string; readonly expected: string }>> = {
  '=s': { type: 'string', expected: 'text' },
  '=n': { type: 'number', expected: 'a number' },
  '=b': { type: 'boolean', expected: 'true or false' },
};

function misfitsIn(value: unknown, type: TypeExpression, path: Path): readonly Misfit[] {
  // Null is absent, as for the API server.
  if (value === null || value === undefined) return [];
  const refuse = (expected: string): readonly Misfit[] => [{ kind: 'wrong-type', path, expected, found: describe(value) }];
  if (type.startsWith('[]')) {
    if (!Array.isArray(value)) return refuse('a list');
    return value.flatMap((item: unknown, index) => misfitsIn(item, type.slice(2), [...path, index]));
  }
  if (type.startsWith('{}')) {
    if (!isObject(value)) return refuse('an object');
    return Object.entries(value).flatMap(([key, inner]) => misfitsIn(inner, type.slice(2), [...path, key]));
  }
  if (type.startsWith('.')) {
    if (!isObject(value)) return refuse('an object');
    const fields = fieldsOf(Number(type.slice(1)));
    return Object.entries(value).flatMap(([key, inner]): readonly Misfit[] => {
      const field = fields.get(key);
      return field === undefined
        ? [{ kind: 'unknown-field', path: [...path, key], known: [...fields.keys()] }]
        : misfitsIn(inner, field, [...path, key]);
    });
  }
  const scalar = scalars[type];
  return scalar === undefined || typeof value === scalar.type ? [] : refuse(scalar.expected);
}
