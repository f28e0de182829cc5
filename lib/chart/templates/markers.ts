import { isSame, type Json } from './json';
import { type Expression, type ListItem, type MapEntry, mapTemplate, type Template, type TextPart } from './template';

/**
 * A text in the settings that marks the place of a chart value: where it appears in the objects, the template inserts the value. So values go
 * the same way as settings, and no object has a template of its own.
 */
export interface Marker {
  readonly text: string;
  /** Place of the value, as a Helm expression. */
  readonly of: string;
  readonly kind: MarkerKind;
}

export type MarkerKind =
  /** A text. */
  | 'value'
  /** The key that represents a whole map of texts. */
  | 'texts'
  /** The only element of a list with one element. */
  | 'only'
  /** Elements of a list of two: the first sorts after the second, which shows whether the objects sort them. */
  | 'first'
  | 'second';

/** An object with markers as a template. */
export function templateOf(value: Json, markers: readonly Marker[]): Template {
  if (typeof value === 'string') return text(value, markers);
  if (Array.isArray(value)) return { kind: 'list', items: ranges(value.map((item: Json) => templateOf(item, markers))) };
  if (typeof value !== 'object' || value === null) return { kind: 'literal', value };
  return {
    kind: 'map',
    entries: Object.entries(value).map(([key, inner]): MapEntry => {
      const marker = markers.find((one) => key.includes(one.text));
      if (!marker) return { kind: 'entry', key, value: templateOf(inner, markers) };
      if (marker.kind === 'texts' && marker.text === key) return { kind: 'texts', of: marker.of };
      throw new Error(`${marker.of} becomes part of the key '${key}', for which a chart has no place`);
    }),
  };
}

function text(value: string, markers: readonly Marker[]): Template {
  const pieces = split(value, markers);
  if (!pieces.some((piece) => typeof piece !== 'string')) return { kind: 'literal', value };
  const parts: TextPart[] = [];
  for (let index = 0; index < pieces.length; index++) {
    const [piece, separator, next] = pieces.slice(index, index + 3);
    if (piece === undefined || typeof piece === 'string') {
      if (piece) parts.push(piece);
    } else if (typeof separator === 'string' && typeof next === 'object' && isPair(piece, next)) {
      parts.push({ kind: 'joined', of: piece.of, separator, sorted: piece.kind === 'second' });
      index += 2;
    } else {
      parts.push(
        piece.kind === 'value' ? { kind: 'value', of: piece.of } : { kind: 'element', of: piece.of, index: piece.kind === 'second' ? 1 : 0 },
      );
    }
  }
  return { kind: 'text', parts };
}

const isPair = (a: Marker, b: Marker): boolean => a.of === b.of && [a.kind, b.kind].sort().join() === 'first,second';

/** The text and the markers in it, alternating. */
function split(value: string, markers: readonly Marker[]): readonly (string | Marker)[] {
  const [marker, ...others] = markers;
  if (!marker) return [value];
  return value.split(marker.text).flatMap((piece, index) => [...(index > 0 ? [marker] : []), ...split(piece, others)]);
}

/** Two items that differ only in the element of a list become one item for each element. */
function ranges(items: readonly Template[]): readonly ListItem[] {
  const [first, second, ...others] = items;
  if (!first) return [];
  if (!second) return [first];
  for (const { of, index } of elementsOf(first)) {
    const item = withItem(first, of, index);
    if (isSame(item, withItem(second, of, index === 0 ? 1 : 0))) return [{ kind: 'each', of, sorted: index === 1, item }, ...ranges(others)];
  }
  return [first, ...ranges([second, ...others])];
}

type ElementExpression = Extract<Expression, { kind: 'element' }>;

function elementsOf(template: Template): readonly ElementExpression[] {
  const elements: ElementExpression[] = [];
  mapTemplate(template, {
    expression: (expression) => {
      if (expression.kind === 'element') elements.push(expression);
      return expression;
    },
  });
  return elements;
}

const withItem = (template: Template, of: string, index: 0 | 1): Template =>
  mapTemplate(template, {
    expression: (expression) => (expression.kind === 'element' && expression.of === of && expression.index === index ? { kind: 'item' } : expression),
  });
