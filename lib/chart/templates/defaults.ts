import type { ChartValue } from '../values/chart-value';
import { isObject, type Json, sorted } from './json';
import type { Choice, Each, Expression, ListItem, Template } from './template';
import type { ChartThing } from './things';

/**
 * Makes sure that a chart with its default values renders the objects of the plain output: a chart that opened or closed something else would
 * be worse than none.
 * @throws Error if it does not, which is a fault of cdk8s-bluemind and not of the settings
 */
export function checkDefaults(things: readonly ChartThing[], values: readonly ChartValue[], plain: readonly Json[]): void {
  const initial = initialValues(values);
  const rendered = things.map(({ template }) => evaluate(template, initial)).filter((object) => object !== undefined);
  const [ours, theirs] = [rendered, plain].map((objects) => new Set(objects.map((object) => JSON.stringify(sorted(object)))));
  const differing = [...(ours ?? [])].filter((object) => !theirs?.has(object)).concat([...(theirs ?? [])].filter((object) => !ours?.has(object)));
  if (differing.length > 0)
    throw new Error(
      `the chart would not render what the settings say (the plain output is right); please report this with the following: ${differing[0]}`,
    );
}

/** What Helm would find in the values for an expression of the templates. */
interface InitialValues {
  readonly of: ReadonlyMap<string, Json>;
  readonly tests: ReadonlyMap<string, boolean>;
}

const initialValues = (values: readonly ChartValue[]): InitialValues => ({
  of: new Map(values.flatMap(({ markers, initial }) => markers.map(({ of }) => [of, initial]))),
  tests: new Map(values.flatMap(({ cases, initialCase }) => cases.map(({ test }, number) => [test, number <= initialCase]))),
});

function evaluate(template: Template, initial: InitialValues, item = ''): Json | undefined {
  switch (template.kind) {
    case 'literal':
      return template.value;
    case 'text':
      return template.parts.map((part) => (typeof part === 'string' ? part : evaluateText(part, initial, item))).join('');
    case 'map': {
      const own = template.entries.flatMap((entry) => (entry.kind === 'entry' ? [[entry.key, evaluate(entry.value, initial, item)] as const] : []));
      const texts = template.entries.map((entry) => (entry.kind === 'texts' ? (initial.of.get(entry.of) ?? null) : null)).filter(isObject);
      return Object.fromEntries([...own.filter(isThere), ...texts.flatMap((text) => Object.entries(text))]);
    }
    case 'list':
      return template.items.flatMap((one) => evaluateItem(one, initial, item));
    case 'choice':
      return evaluateChoice(template, initial, item);
  }
}

const isThere = (entry: readonly [string, Json | undefined]): entry is readonly [string, Json] => entry[1] !== undefined;

function evaluateChoice({ test, holds, fails }: Choice, initial: InitialValues, item: string): Json | undefined {
  const chosen = initial.tests.get(test) ? holds : fails;
  return chosen && evaluate(chosen, initial, item);
}

function evaluateItem(one: ListItem, initial: InitialValues, item: string): readonly Json[] {
  const items =
    one.kind === 'each' ? elementsOf(one, initial).map((element) => evaluate(one.item, initial, element)) : [evaluate(one, initial, item)];
  return items.filter((value) => value !== undefined);
}

function evaluateText(expression: Expression, initial: InitialValues, item: string): string {
  switch (expression.kind) {
    case 'item':
      return item;
    case 'value':
      return String(initial.of.get(expression.of));
    case 'element':
      return String(elementsOf({ ...expression, sorted: false }, initial)[expression.index]);
    case 'joined':
      return elementsOf(expression, initial).join(expression.separator);
  }
}

function elementsOf({ of, sorted: isSorted }: Pick<Each, 'of' | 'sorted'>, initial: InitialValues): readonly string[] {
  const list = initial.of.get(of);
  const elements = Array.isArray(list) ? list.map(String) : [];
  return isSorted ? elements.sort() : elements;
}
