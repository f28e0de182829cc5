import { distance } from 'fastest-levenshtein';
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
 * Parts of an object that fit none of the schemas of its kind and version; nothing if these are not known. Fields are known from the
 * releases that `tools/known-fields.js` was given.
 */
export function misfitsOf({ value, reference: { apiVersion, kind } }: Pick<Manifest, 'value' | 'reference'>): readonly Misfit[] {
  const key = `${apiVersion.includes('/') ? '' : '/'}${apiVersion}/${kind}`;
  const root = Object.hasOwn(kinds, key) ? kinds[key] : undefined;
  return root === undefined ? unknownVersion(apiVersion, kind) : misfitsIn(value, `.${root}`, []);
}

const groupOf = (apiVersion: string): string => (apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.lastIndexOf('/')) : '');

/** A version that no schema of the kind has, although there are schemas of other versions. */
function unknownVersion(apiVersion: string, kind: string): readonly Misfit[] {
  const known = Object.keys(kinds)
    .filter((key) => key.endsWith(`/${kind}`) && groupOf(key.slice(0, -kind.length - 1)) === groupOf(apiVersion))
    .map((key) => key.slice(0, -kind.length - 1).replace(/^\//, ''));
  return known.length === 0 ? [] : [{ kind: 'unknown-kind', path: ['apiVersion'], found: apiVersion, known }];
}

/** Typing mistakes up to which a kind counts as a mistyped one: with more, the two are different words, and short names are too similar. */
const mostSlips = 2;
const shortest = 6;

/** The kind of the same group that may be meant by an unknown kind. */
export function misspelt({ reference: { apiVersion, kind } }: Pick<Manifest, 'reference'>, read: Iterable<string>): readonly Misfit[] {
  const group = `${groupOf(apiVersion)}/`;
  const known = [...read]
    .filter((name) => name.startsWith(group))
    .map((name) => name.slice(group.length))
    .filter((name) => name.length >= shortest && distance(name.toLowerCase(), kind.toLowerCase()) <= mostSlips);
  return known.length === 0 ? [] : [{ kind: 'unknown-kind', path: ['kind'], found: kind, known }];
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
