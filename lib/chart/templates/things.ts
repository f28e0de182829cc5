import type { ChartValue } from '../values/chart-value';
import { isSame } from './json';
import { mergeVariants } from './merge';
import type { Template } from './template';
import type { RenderVariant } from './variants';

/** Something that the chart renders, with all variants for its values. */
export interface ChartThing {
  readonly id: string;
  readonly file: string;
  readonly template: Template;
}

/**
 * Everything that a chart can render. Entry points rarely change each other's objects, so each is rendered in all combinations of its own cases
 * while the others stay as in the settings; only objects that several of them change are then rendered in combinations of these.
 */
export function chartThings(values: readonly ChartValue[], render: RenderVariant): readonly ChartThing[] {
  const initial = values.map(({ initialCase }) => initialCase);
  const tables = [...new Set(values.map(({ entryPoint }) => entryPoint))].map((entryPoint) => {
    const own = values.flatMap((value, index) => (value.entryPoint === entryPoint ? [index] : []));
    return { own, combinations: combinations(values, own, initial) };
  });
  const files = new Map<string, string>();
  for (const cases of [initial, ...tables.flatMap((table) => table.combinations)])
    for (const { id, file } of render(cases).values()) if (!files.has(id)) files.set(id, file);

  return [...files].flatMap(([id, file]) => {
    const matters = tables.flatMap((table) => table.own.filter((index) => isChangedBy(id, index, table.combinations, render)));
    const template = mergeVariants(
      combinations(values, matters, initial).map((cases) => {
        const thing = render(cases).get(id);
        return { cases: matters.map((index) => cases[index] ?? 0), ...(thing && { template: thing.template }) };
      }),
      matters.flatMap((index) => values[index] ?? []),
    );
    return template ? [{ id, file, template }] : [];
  });
}

/** Every combination of the cases of some values, with the others unchanged. */
function combinations(values: readonly ChartValue[], some: readonly number[], initial: readonly number[]): readonly (readonly number[])[] {
  return some.reduce<readonly (readonly number[])[]>(
    (all, index) => (values[index]?.cases ?? []).flatMap((_, number) => all.map((cases) => cases.with(index, number))),
    [initial],
  );
}

/** Whether two combinations that differ only in this value give different results. */
function isChangedBy(id: string, index: number, all: readonly (readonly number[])[], render: RenderVariant): boolean {
  const templates = (cases: readonly number[]) => render(cases).get(id)?.template;
  return all.some((cases) => {
    const number = cases[index] ?? 0;
    return number > 0 && !isSame(templates(cases), templates(cases.with(index, number - 1)));
  });
}
