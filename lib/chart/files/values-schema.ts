import type { JsonObject } from '../templates/json';
import type { ChartValue } from '../values/chart-value';

/** The JSON Schema against which Helm checks the values before it renders anything. */
export const valuesSchema = (values: readonly ChartValue[]): string =>
  `${JSON.stringify(
    {
      $schema: 'http://json-schema.org/draft-07/schema#',
      ...objectSchema(
        values.map((value) => ({ path: value.path, value })),
        // Helm passes the values of a parent chart under this key.
        { global: { type: 'object' } },
      ),
    },
    null,
    2,
  )}\n`;

interface ValueBelow {
  /** Path of keys from here to it. */
  readonly path: readonly string[];
  readonly value: ChartValue;
}

/** A map that has these keys and no others. */
function objectSchema(values: readonly ValueBelow[], further: JsonObject = {}): JsonObject {
  const keys = [...new Set(values.flatMap(({ path }) => path.slice(0, 1)))];
  const properties = keys.map((key): [string, JsonObject] => {
    const below = values.filter(({ path }) => path[0] === key).map(({ path, value }) => ({ path: path.slice(1), value }));
    const [first] = below;
    return [key, first && first.path.length === 0 ? { description: first.value.description, ...first.value.schema } : objectSchema(below)];
  });
  return { type: 'object', additionalProperties: false, required: keys, properties: { ...Object.fromEntries(properties), ...further } };
}
