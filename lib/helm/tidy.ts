import type { HelmMap, HelmValue } from './chart';

/** A map without empty maps and lists, at any depth: they would have no effect, or override another file. */
export const tidy = (map: HelmMap): HelmMap => Object.fromEntries(Object.entries(map).flatMap(([key, value]) => tidyEntry(key, value)));

function tidyEntry(key: string, value: HelmValue): readonly [string, HelmValue][] {
  if (typeof value !== 'object') return [[key, value]];
  if (isList(value)) return value.length > 0 ? [[key, value]] : [];
  const map = tidy(value);
  return Object.keys(map).length > 0 ? [[key, map]] : [];
}

const isList = (value: HelmValue): value is readonly HelmValue[] => Array.isArray(value);
