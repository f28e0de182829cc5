import * as z from 'zod';
import { classNameSchema, dnsLabelSchema, dnsNameSchema } from '../../settings/schema/values';
import { type JsonObject, toJson } from '../templates/json';

/** The rules of the settings as JSON Schema, in the draft that every Helm 3 supports. */
function jsonSchema(schema: z.ZodType): JsonObject {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
  return Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, toJson(value)]));
}

const patternOf = (schema: z.ZodType): string => `${jsonSchema(schema).pattern}`;

const block = { IPv4: patternOf(z.cidrv4()), IPv6: patternOf(z.cidrv6()) };
const address = { IPv4: patternOf(z.ipv4()), IPv6: patternOf(z.ipv6()) };

export const className = jsonSchema(classNameSchema);
export const dnsLabel = jsonSchema(dnsLabelSchema);
export const dnsName = jsonSchema(dnsNameSchema);

/** A block of addresses. */
export const cidr: JsonObject = { type: 'string', anyOf: [{ pattern: block.IPv4 }, { pattern: block.IPv6 }] };

/** An IP address of one of these families. */
export const ipAddress = (families: readonly ('IPv4' | 'IPv6')[]): JsonObject => ({
  type: 'string',
  anyOf: families.map((family) => ({ pattern: address[family] })),
});

/** A text of this form, or an empty one. */
export const orEmpty = (schema: JsonObject): JsonObject => ({ anyOf: [{ const: '' }, schema] });
