import type { ChartValue } from '../values/chart-value';
import { isSame } from './json';
import { mergeVariants } from './merge';
import type { Template } from './template';
import type { RenderVariant } from './variants';

/** A thing that the chart renders, with all that its values can make of it. */
export interface ChartThing {
  readonly id: string;
  readonly file: string;
  readonly template: Template;
}

/**
 * Everything that a chart can render. Entry points hardly meddle with each other's objects, so each is looked at in all its combinations of cases
 * while the others are as the settings say; only what several of them change is then looked at in combinations of these.
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

/** Every combination of the cases of some values, the others as they are. */
function combinations(values: readonly ChartValue[], some: readonly number[], initial: readonly number[]): readonly (readonly number[])[] {
  return some.reduce<readonly (readonly number[])[]>(
    (all, index) => (values[index]?.cases ?? []).flatMap((_, number) => all.map((cases) => cases.with(index, number))),
    [initial],
  );
}

/** Whether two combinations that differ in this value alone make different things. */
function isChangedBy(id: string, index: number, all: readonly (readonly number[])[], render: RenderVariant): boolean {
  const templates = (cases: readonly number[]) => render(cases).get(id)?.template;
  return all.some((cases) => {
    const number = cases[index] ?? 0;
    return number > 0 && !isSame(templates(cases), templates(cases.with(index, number - 1)));
  });
}
