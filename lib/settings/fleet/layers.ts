import type { SourcePosition } from '../../base/faults';
import { didYouMean } from '../../base/words';
import { type FieldFault, type FieldPath, valueAt } from '../faults';

/** Some fields of settings, with the place where each is written. */
export interface Layer {
  /** A map of fields. */
  readonly value: unknown;
  /** Position of the field, or of the nearest existing field that contains it. */
  readonly locate: (path: FieldPath) => SourcePosition;
}

/**
 * Settings with a patch (JSON Merge Patch, RFC 7396): maps are merged field by field, null removes a field, everything else replaces the
 * value. Neither is changed; parts without changes are shared.
 */
export function merge(base: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch;
  const fields = Object.entries(patch);
  const result = new Map<string, unknown>(isMap(base) ? Object.entries(base) : []);
  for (const [name, value] of fields)
    if (value === null) result.delete(name);
    else result.set(name, merge(result.get(name), value));
  return Object.fromEntries(result);
}

/** Whether the value at a path, or the nearest around it, is that of the base: the patch ends before, in a map that leaves the rest as it is. */
export function isOfBase(base: unknown, patch: unknown, path: FieldPath): boolean {
  const depth = depthOf(patch, path);
  return depth < path.length && isMap(valueAt(patch, path.slice(0, depth))) && depthOf(base, path) > depth;
}

/** How many steps of a path exist. */
function depthOf(value: unknown, path: FieldPath): number {
  let inner = value;
  for (const [depth, step] of path.entries()) {
    inner = valueAt(inner, [step]);
    if (inner === undefined) return depth;
  }
  return path.length;
}

/** Nulls of a patch that remove nothing, since the base has no such field; a mistyped name would silently keep the field. */
export function uselessNulls(base: unknown, patch: unknown, path: FieldPath = []): readonly FieldFault[] {
  if (!isMap(patch)) return [];
  return Object.entries(patch).flatMap(([name, value]): readonly FieldFault[] => {
    const inner = [...path, name];
    if (value !== null) return uselessNulls(valueAt(base, [name]), value, inner);
    if (isMap(base) && Object.hasOwn(base, name)) return [];
    const hint = didYouMean(name, isMap(base) ? Object.keys(base) : []);
    return [{ path: inner, message: `null removes a field of the base, which has no such field${hint}` }];
  });
}

/** Whether a value is a map of fields. */
export const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
