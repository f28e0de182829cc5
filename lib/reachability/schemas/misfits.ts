import { distance } from 'fastest-levenshtein';
import { describe, isObject } from '../input/fields';
import type { Manifest, Misfit } from '../input/manifest';
import { kinds, types } from './known-fields';

/** The requirement of a type, as `known-fields.ts` writes it, for a value. */
type Shape =
  | { readonly kind: 'list' | 'map'; readonly inner: Shape }
  | { readonly kind: 'object'; readonly type: number }
  | { readonly kind: 'scalar'; readonly type: string; readonly expected: string }
  | { readonly kind: 'any' };

const scalars: Readonly<Record<string, Shape>> = {
  '=s': { kind: 'scalar', type: 'string', expected: 'text' },
  '=n': { kind: 'scalar', type: 'number', expected: 'a number' },
  '=b': { kind: 'scalar', type: 'boolean', expected: 'true or false' },
};

function shapeOf(written: string): Shape {
  if (written.startsWith('[]')) return { kind: 'list', inner: shapeOf(written.slice(2)) };
  if (written.startsWith('{}')) return { kind: 'map', inner: shapeOf(written.slice(2)) };
  if (written.startsWith('.')) return { kind: 'object', type: Number(written.slice(1)) };
  return scalars[written] ?? { kind: 'any' };
}

/** Fields of a type by name, read when they are first asked for. */
const fieldsOf: (type: number) => ReadonlyMap<string, Shape> = (() => {
  const known = new Map<number, ReadonlyMap<string, Shape>>();
  return (type) => {
    const fields = known.get(type) ?? new Map((types[type] ?? '').split(' ').map(fieldOf));
    known.set(type, fields);
    return fields;
  };
})();

const fieldOf = (text: string): readonly [string, Shape] => {
  const end = text.search(/[=.[{]/);
  return [text.slice(0, end), shapeOf(text.slice(end))];
};

/**
 * Parts of an object that fit none of the schemas of its kind and version; nothing if these are not known. Fields are known from the
 * releases that `tools/known-fields.js` was given.
 */
export function misfitsOf({ value, reference: { apiVersion, kind } }: Pick<Manifest, 'value' | 'reference'>): readonly Misfit[] {
  const key = `${apiVersion.includes('/') ? '' : '/'}${apiVersion}/${kind}`;
  const root = Object.hasOwn(kinds, key) ? kinds[key] : undefined;
  if (root === undefined) return unknownVersion(apiVersion, kind);
  const found: Misfit[] = [];
  collect(value, { kind: 'object', type: root }, [], found);
  return found;
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

/** Adds the misfits in a value at a path. Most values fit, so the path is one list that grows and shrinks, copied only for a misfit. */
function collect(value: unknown, shape: Shape, path: (string | number)[], found: Misfit[]): void {
  // Null is absent, as for the API server.
  if (value === null || value === undefined || shape.kind === 'any') return;
  const refuse = (expected: string): void => {
    found.push({ kind: 'wrong-type', path: [...path], expected, found: describe(value) });
  };
  const inside = (step: string | number, inner: unknown, innerShape: Shape): void => {
    path.push(step);
    collect(inner, innerShape, path, found);
    path.pop();
  };
  if (shape.kind === 'scalar') {
    if (typeof value !== shape.type) refuse(shape.expected);
  } else if (shape.kind === 'list') {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) inside(index, item, shape.inner);
    else refuse('a list');
  } else if (!isObject(value)) refuse('an object');
  else {
    const fields = shape.kind === 'object' ? fieldsOf(shape.type) : undefined;
    for (const key of Object.keys(value)) {
      const inner = shape.kind === 'map' ? shape.inner : fields?.get(key);
      if (inner) inside(key, value[key], inner);
      else found.push({ kind: 'unknown-field', path: [...path, key], known: [...(fields?.keys() ?? [])] });
    }
  }
}
