import * as z from 'zod';
import { settingsJsonSchema } from '../json-schema';
import { isMap } from './layers';
import { fleetSchema } from './schema';

type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schema of a fleet file, for editors. */
export function fleetJsonSchema(): JsonSchema {
  const { $schema, properties, ...settings } = settingsJsonSchema();
  const { title: _, description: __, ...form } = settings;
  const { name: ___, ...fields } = isMap(properties) ? properties : {};
  const { properties: own, ...fleet } = z.toJSONSchema(fleetSchema, { io: 'input', target: 'draft-2020-12' });
  return {
    ...fleet,
    $schema,
    title: 'A fleet of BlueMind installations',
    description: 'Read by cdk8s-bluemind; settings of many installations, made of a base and the differences of each.',
    properties: {
      ...own,
      base: { ...ownField(own, 'base'), anyOf: [{ type: 'string' }, { $ref: '#/$defs/base' }] },
      installations: { ...ownField(own, 'installations'), additionalProperties: { anyOf: [{ $ref: '#/$defs/differences' }, { type: 'null' }] } },
    },
    $defs: {
      base: partOf({ ...form, properties }, false),
      differences: partOf({ ...form, properties: fields }, true),
    },
  };
}

/** A schema for a part of the fields of another: no field is required, at any depth of maps. @param nullable whether null removes a field */
function partOf(schema: unknown, nullable: boolean): unknown {
  if (!isMap(schema)) return schema;
  const inner = (value: unknown): unknown => {
    const part = partOf(value, nullable);
    if (!nullable || !isMap(part)) return part;
    const { description, examples, default: standard, ...rest } = part;
    const about = Object.entries({ description, examples, default: standard }).filter(([, text]) => text !== undefined);
    return { ...Object.fromEntries(about), anyOf: [rest, { type: 'null' }] };
  };
  const { required: _, oneOf, anyOf, properties, additionalProperties, ...rest } = schema;
  const ways = [oneOf, anyOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return {
    ...rest,
    ...(ways.length > 0 && { anyOf: ways.map((way) => partOf(way, nullable)) }),
    ...(isMap(properties) && { properties: Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, inner(field)])) }),
    ...(additionalProperties !== undefined && {
      additionalProperties: isMap(additionalProperties) ? inner(additionalProperties) : additionalProperties,
    }),
  };
}

/** What the schema says about a field besides its form. */
function ownField(properties: unknown, name: string): JsonSchema {
  const field = isMap(properties) ? properties[name] : undefined;
  const { description, examples } = isMap(field) ? field : {};
  return { ...(description !== undefined && { description }), ...(examples !== undefined && { examples }) };
}
