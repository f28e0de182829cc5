/**
 * An object in a chart's template: data in which some places are filled from the chart's values. References such as
 * `$.Values.namespace` are Helm expressions.
 */
export type Template =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'text'; readonly parts: readonly TextPart[] }
  | { readonly kind: 'map'; readonly entries: readonly MapEntry[] }
  | { readonly kind: 'list'; readonly items: readonly ListItem[] }
  | Choice;

/** One value or another, or none, by a condition on the values. */
export interface Choice {
  readonly kind: 'choice';
  readonly test: string;
  /** The value if the test is true. @default - nothing */
  readonly holds?: Template;
  /** The value if it is false. @default - nothing */
  readonly fails?: Template;
}

/** A piece of a text: literal, or from the values. */
export type TextPart = string | Expression;

export type Expression =
  | { readonly kind: 'value'; readonly of: string }
  /** The current element of the surrounding `each`. */
  | { readonly kind: 'item' }
  | { readonly kind: 'element'; readonly of: string; readonly index: 0 | 1 }
  | { readonly kind: 'joined'; readonly of: string; readonly separator: string; readonly sorted: boolean };

export type MapEntry =
  | { readonly kind: 'entry'; readonly key: string; readonly value: Template }
  /** Every key and text of a map of the values, which takes precedence over keys beside it. */
  | { readonly kind: 'texts'; readonly of: string };

export type ListItem = Template | Each;

/** An item for each element of a list of the values. */
export interface Each {
  readonly kind: 'each';
  readonly of: string;
  readonly sorted: boolean;
  readonly item: Template;
}

/** A copy with every expression replaced, and every `each` as well. */
export function mapTemplate(
  template: Template,
  replace: { readonly expression: (expression: Expression) => Expression; readonly each?: (each: Each) => ListItem },
): Template {
  const within = (inner: Template): Template => mapTemplate(inner, replace);
  switch (template.kind) {
    case 'literal':
      return template;
    case 'text':
      return { kind: 'text', parts: template.parts.map((part) => (typeof part === 'string' ? part : replace.expression(part))) };
    case 'map':
      return {
        kind: 'map',
        entries: template.entries.map((entry) => (entry.kind === 'entry' ? { ...entry, value: within(entry.value) } : entry)),
      };
    case 'list':
      return {
        kind: 'list',
        items: template.items.map((item) => {
          if (item.kind !== 'each') return within(item);
          const each = { ...item, item: within(item.item) };
          return replace.each ? replace.each(each) : each;
        }),
      };
    case 'choice':
      return {
        ...template,
        ...(template.holds && { holds: within(template.holds) }),
        ...(template.fails && { fails: within(template.fails) }),
      };
  }
}

/** The template if each of these lists has one element. */
export function withOneElement(template: Template, lists: readonly string[]): Template {
  const first = (of: string): Expression => ({ kind: 'element', of, index: 0 });
  return mapTemplate(template, {
    expression: (expression) => (expression.kind === 'joined' && lists.includes(expression.of) ? first(expression.of) : expression),
    each: (each) =>
      lists.includes(each.of)
        ? mapTemplate(each.item, { expression: (expression) => (expression.kind === 'item' ? first(each.of) : expression) })
        : each,
  });
}
