import type { ResolvedSettings } from '../../settings';
import type { JsonObject } from '../templates/json';
import { type ChartValue, reference, type ValueCase } from './chart-value';
import type { Field, ListExamples, ListField, TextField, TextsField } from './field';
import { orEmpty } from './value-schemas';

interface Context {
  readonly entryPoint: string;
  /** Texts that represent the value. */
  readonly examples: ListExamples;
  /** Whether the plan accepts the settings with this change. */
  readonly isSound: (change: ValueCase['apply']) => boolean;
}

/** The chart's value for a field; none if it could not be changed. */
export function valueOfField(field: Field, context: Context): readonly ChartValue[] {
  switch (field.kind) {
    case 'text':
      return textValue(field, context);
    case 'list':
      return listValue(field, context);
    case 'texts':
      return [textsValue(field, context)];
  }
}

const common = ({ path, description }: Field, { entryPoint }: Context) => ({ path: ['entryPoints', entryPoint, ...path], entryPoint, description });

/** The settings with another value of a field. */
const changing =
  <T>(
    { set }: { readonly set: (settings: ResolvedSettings['entryPoints'][string], value: T) => ResolvedSettings['entryPoints'][string] },
    name: string,
    value: T,
  ) =>
  (settings: ResolvedSettings): ResolvedSettings => {
    const current = settings.entryPoints[name];
    return current ? { ...settings, entryPoints: { ...settings.entryPoints, [name]: set(current, value) } } : settings;
  };

function textValue(field: TextField, context: Context): readonly ChartValue[] {
  const own = common(field, context);
  const of = reference(own.path);
  const marker = context.examples.only;
  const initialName = field.value === undefined ? 'unset' : 'set';
  const candidates: readonly ValueCase[] = [
    ...(field.whenEmpty === undefined ? [] : [{ name: 'unset' as const, test: '', apply: changing(field, context.entryPoint, undefined) }]),
    { name: 'set', test: of, apply: changing(field, context.entryPoint, marker) },
  ];
  const cases = offered(candidates, initialName, context);
  if (!cases.some(({ name }) => name === 'set')) return [];
  const mayBeEmpty = cases.some(({ name }) => name === 'unset');
  return [
    {
      ...own,
      description: mayBeEmpty ? `${field.description} ${field.whenEmpty}` : field.description,
      initial: field.value ?? '',
      schema: mayBeEmpty ? orEmpty(field.schema) : field.schema,
      cases,
      initialCase: numberOf(cases, initialName),
      markers: [{ text: marker, of, kind: 'value' }],
    },
  ];
}

function listValue(field: ListField, context: Context): readonly ChartValue[] {
  const own = common(field, context);
  const of = reference(own.path);
  const { only, first, second } = field.examples ?? context.examples;
  const withElements = (...elements: string[]) => changing(field, context.entryPoint, elements);
  const initialName = field.value.length === 0 ? 'none' : !field.isCounted ? 'some' : field.value.length === 1 ? 'one' : 'several';
  const candidates: readonly ValueCase[] = [
    ...(field.isNeeded ? [] : [{ name: 'none' as const, test: '', apply: withElements() }]),
    ...(field.isCounted
      ? [
          { name: 'one' as const, test: of, apply: withElements(only) },
          { name: 'several' as const, test: `gt (len ${of}) 1`, apply: withElements(first, second) },
        ]
      : [{ name: 'some' as const, test: of, apply: withElements(first, second) }]),
  ];
  const cases = offered(candidates, initialName, context);
  if (cases.every(({ name }) => name === 'none')) return [];
  return [
    {
      ...own,
      initial: field.value,
      schema: { type: 'array', items: field.schema, uniqueItems: true, ...numberOfItems(cases, field.most) },
      cases,
      initialCase: numberOf(cases, initialName),
      markers: [
        { text: only, of, kind: 'only' },
        { text: first, of, kind: 'first' },
        { text: second, of, kind: 'second' },
      ],
    },
  ];
}

/** How many items the cases allow. */
function numberOfItems(cases: readonly ValueCase[], most: number | undefined): JsonObject {
  const has = (...names: readonly ValueCase['name'][]) => cases.some(({ name }) => names.includes(name));
  const upper: JsonObject = has('some', 'several') ? (most === undefined ? {} : { maxItems: most }) : { maxItems: 1 };
  const least = has('some', 'one') ? 1 : 2;
  if (!has('none')) return { ...upper, minItems: least };
  return least === 1 ? upper : { ...upper, anyOf: [{ maxItems: 0 }, { minItems: least }] };
}

function textsValue(field: TextsField, context: Context): ChartValue {
  const own = common(field, context);
  const marker = context.examples.only;
  return {
    ...own,
    initial: field.value,
    schema: field.schema,
    cases: [{ name: 'set', test: '', apply: changing(field, context.entryPoint, { [marker]: '' }) }],
    initialCase: 0,
    markers: [{ text: marker, of: reference(own.path), kind: 'texts' }],
  };
}

/** The value of the settings is always possible; others, if the plan accepts them. */
const offered = (candidates: readonly ValueCase[], initial: ValueCase['name'], { isSound }: Context): readonly ValueCase[] =>
  candidates.filter(({ name, apply }) => name === initial || isSound(apply));

const numberOf = (cases: readonly ValueCase[], initial: ValueCase['name']): number => cases.findIndex(({ name }) => name === initial);
