import type { ChartValue } from '../values/chart-value';
import { isSame } from './json';
import { type ListItem, type MapEntry, type Template, withOneElement } from './template';

/** An object in one combination of cases: the number of the case for each value on which it depends. */
export interface Variant {
  readonly cases: readonly number[];
  /** @default - there is no such object then */
  readonly template?: Template;
}

/**
 * One template from the variants of an object: common parts appear once, differences become a condition, as deep in the object as possible.
 * @param variants every combination of the cases of `values`
 */
export function mergeVariants(variants: readonly Variant[], values: readonly ChartValue[]): Template | undefined {
  const all = coveringAll(variants, values);
  if (all) return all.template;
  return mergeMaps(variants, values) ?? mergeLists(variants, values) ?? choose(variants, values);
}

/** The variant that is equivalent to all of them: one written element is the same as a range over a list with one element. */
function coveringAll(variants: readonly Variant[], values: readonly ChartValue[]): Variant | undefined {
  const widest = variants.reduce((wide, variant) => (variant.cases.every((number, index) => number >= (wide.cases[index] ?? 0)) ? variant : wide));
  return variants.every((variant) => isCovered(variant, widest, values)) ? widest : undefined;
}

function isCovered(variant: Variant, by: Variant, values: readonly ChartValue[]): boolean {
  if (isSame(variant.template, by.template)) return true;
  const lists = values
    .filter((value, index) => caseName(value, variant.cases[index]) === 'one' && caseName(value, by.cases[index]) === 'several')
    .map(({ markers }) => markers[0]?.of ?? '');
  return by.template !== undefined && isSame(variant.template, withOneElement(by.template, lists));
}

const caseName = ({ cases }: ChartValue, number: number | undefined) => cases[number ?? 0]?.name;

/** Maps are merged key by key, unless that could leave an empty map, which YAML would read as null. */
function mergeMaps(variants: readonly Variant[], values: readonly ChartValue[]): Template | undefined {
  const maps = variants.map(({ template }) => (template?.kind === 'map' ? template.entries : undefined));
  const entries = [...new Map(maps.flatMap((one) => one ?? []).map((entry) => [keyOf(entry), entry])).values()].sort((a, b) =>
    keyOf(a) < keyOf(b) ? -1 : 1,
  );
  const has = (key: string) => maps.every((one) => one?.some((entry) => keyOf(entry) === key));
  if (maps.includes(undefined) || !entries.some((entry) => entry.kind === 'entry' && has(entry.key))) return undefined;
  if (entries.some((entry) => entry.kind === 'texts' && !has(keyOf(entry)))) return undefined;
  return {
    kind: 'map',
    entries: entries.flatMap((entry): readonly MapEntry[] => {
      if (entry.kind === 'texts') return [entry];
      const value = mergeVariants(
        variants.map(({ cases, template }) => ({ cases, ...valueAt(template, entry.key) })),
        values,
      );
      return value ? [{ ...entry, value }] : [];
    }),
  };
}

const keyOf = (entry: MapEntry): string => (entry.kind === 'entry' ? entry.key : `\uffff${entry.of}`);

function valueAt(template: Template | undefined, key: string): Pick<Variant, 'template'> {
  const entry = template?.kind === 'map' ? template.entries.find((one) => one.kind === 'entry' && one.key === key) : undefined;
  return entry?.kind === 'entry' ? { template: entry.value } : {};
}

/** Lists of the same length are merged item by item. */
function mergeLists(variants: readonly Variant[], values: readonly ChartValue[]): Template | undefined {
  const lists = variants.map(({ template }) => (template?.kind === 'list' ? template.items : undefined));
  const length = lists[0]?.length ?? 0;
  if (lists.some((items) => items?.length !== length || items.some(({ kind }) => kind === 'each'))) return undefined;
  const items = Array.from({ length }, (_, index): ListItem | undefined =>
    mergeVariants(
      variants.map(({ cases, template }) => ({ cases, ...itemAt(template, index) })),
      values,
    ),
  );
  return { kind: 'list', items: items.filter((item) => item !== undefined) };
}

function itemAt(template: Template | undefined, index: number): Pick<Variant, 'template'> {
  const item = template?.kind === 'list' ? template.items[index] : undefined;
  return item && item.kind !== 'each' ? { template: item } : {};
}

/** Splits at the first case that makes a difference. */
function choose(variants: readonly Variant[], values: readonly ChartValue[]): Template {
  for (const [index, value] of values.entries())
    for (const [number, { test }] of value.cases.entries()) {
      if (!makesDifference(variants, index, number, values)) continue;
      const holds = mergeVariants(
        variants.filter(({ cases }) => (cases[index] ?? 0) >= number),
        values,
      );
      const fails = mergeVariants(
        variants.filter(({ cases }) => (cases[index] ?? 0) < number),
        values,
      );
      return { kind: 'choice', test, ...(holds && { holds }), ...(fails && { fails }) };
    }
  throw new Error('variants differ, but no value makes the difference');
}

/** Whether variants with this case of a value differ from those with the previous case, with all other cases equal. */
function makesDifference(variants: readonly Variant[], index: number, number: number, values: readonly ChartValue[]): boolean {
  return variants.some((low) => {
    if (low.cases[index] !== number - 1) return false;
    const wanted = low.cases.with(index, number).join();
    return variants.some((high) => high.cases.join() === wanted && !isCovered(low, high, values));
  });
}
