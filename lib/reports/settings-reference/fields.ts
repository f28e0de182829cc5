/** The parts of a JSON Schema that the reference reads. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** One field of the settings, for the reference. */
export interface FieldReference {
  /** Dotted path; `NAME` means a name of your own and `[]` an item of a list. */
  readonly field: string;
  /** Kind of the entry point that has it; empty elsewhere. */
  readonly variant: string;
  readonly type: string;
  readonly required: boolean;
  readonly hasDefault: boolean;
  readonly default: string;
  readonly description: string;
  readonly example?: unknown;
}

/** Every field of a settings schema, in its order, the fields of lists and maps below them. */
export function settingsFields(schema: Schema, prefix = '', variant = ''): readonly FieldReference[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = prefix ? `${prefix}.${name}` : name;
    return [{ field: path, variant, ...fieldFacts(schema, name, field) }, ...below(field, path, variant)];
  });
}

/** Facts about a field from the schema. */
export function fieldFacts(schema: Schema, name: string, field: Schema): Omit<FieldReference, 'field' | 'variant'> {
  const required = (schema.required ?? []).includes(name);
  const prose = /Default: (.*)$/s.exec(field.description ?? '')?.[1];
  return {
    type: typeOf(field),
    required,
    hasDefault: required || field.default !== undefined || prose !== undefined,
    default: required ? 'required' : field.default === undefined ? (prose ?? '') : code(field.default),
    description: (field.description ?? '').replace(/ ?Default: .*$/s, ''),
    example: field.examples?.[0],
  };
}

function below(schema: Schema, path: string, variant: string): readonly FieldReference[] {
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return branches.flatMap((branch) => below(branch, path, branch.title ?? variant));
  if (schema.properties) return settingsFields(schema, path, variant);
  if (schema.items) return below(schema.items, `${path}[]`, variant);
  if (typeof schema.additionalProperties === 'object') return below(schema.additionalProperties, `${path}.NAME`, variant);
  return [];
}

function typeOf(schema: Schema): string {
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return [...new Set(branches.map(typeOf))].join(' or ');
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum) return schema.enum.map(code).join(', ');
  if (schema.type === 'array') return `list of ${schema.items ? typeOf(schema.items) : 'values'}`;
  if (schema.type === 'object')
    return typeof schema.additionalProperties === 'object' ? `map of name to ${typeOf(schema.additionalProperties)}` : 'fields';
  if (schema.type === 'integer')
    return schema.maximum === Number.MAX_SAFE_INTEGER ? `number, ${schema.minimum} or more` : `number ${schema.minimum}-${schema.maximum}`;
  return { string: 'text', boolean: 'true, false', number: 'number' }[String(schema.type)] ?? String(schema.type);
}

/** A value as code in Markdown. */
export const code = (value: unknown): string => `\`${JSON.stringify(value)}\``;
