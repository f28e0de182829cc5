import { code, fieldFacts, type Schema } from './fields';
import { fieldText } from './text';

/** An interface or a union of the settings' types. */
interface Declaration {
  readonly name: string;
  readonly text: string;
}

/** Where a part of the schema is, which gives the part its name if it needs a type. */
interface Place {
  /** Dotted path; `NAME` means a name of your own and `[]` an item of a list. */
  readonly path: string;
  /** Which of several forms it is, as words: `load balancer`. */
  readonly variant: string;
}

/**
 * The types of the settings as a module of TypeScript: lib/settings/props.ts. Editors show for every field the text of docs/settings.md, which
 * they do not find if types are derived from a schema.
 * @throws Error if two parts of the schema would have the same name
 */
export function formatSettingsProps(schema: Schema): string {
  const declarations = new Map<string, Declaration>();
  const context: Context = { declarations, nameOf: namer() };
  const add = (name: string, head: string, part: Schema) => declarations.set(name, { name, text: declaration(context, part, root, head) });
  const isCommon = (field: string) => field !== 'name' && !retypedFields.includes(field);
  add('CommonFields', 'CommonFields', { ...partOf(schema, isCommon), description: 'Fields of all forms of the settings.' });
  add('InstallationProps', 'InstallationProps extends CommonFields', {
    ...partOf(schema, (field) => !isCommon(field)),
    description: `${schema.title}: a file of \`installations/\`, or the props of the construct.`,
  });
  const byId = { ...partOf(schema, (field) => field === 'name'), required: [], description: '`name`, which a construct has by its id.' };
  add('NameField', 'NameField', byId);
  for (const field of retypedFields) {
    const part = { ...partOf(schema, (name) => name === field), description: `\`${field}\` of the settings, for a type that says more.` };
    const name = `${pascal(field)}Field`;
    const text = declaration(context, part, root, `${name}<Type>`).replace(/^( {2}readonly \w+\?): .*;$/m, '$1: Type;');
    declarations.set(name, { name, text });
  }
  return [
    '// Made from the schema by `npm run docs`; change lib/settings/schema/, where every field has its meaning.',
    ...[...declarations.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ text }) => text),
    '',
  ].join('\n');
}

const root: Place = { path: '', variant: '' };

/**
 * Fields to which lib/network/props.ts gives types by release. Editors find what a field means only where it is declared: not through `Omit` or `Pick`,
 * and not if a derived interface declares it again.
 */
const retypedFields = ['release', 'expose', 'allow', 'additions'];

const partOf = ({ properties = {}, required = [] }: Schema, isIn: (field: string) => boolean): Schema => ({
  properties: Object.fromEntries(Object.entries(properties).filter(([field]) => isIn(field))),
  required,
});

interface Context {
  readonly declarations: Map<string, Declaration>;
  nameOf(shape: string, place: Place): string;
}

/** Gives parts of the same form the same name, and others the name of their place, with the name of their variant before it if that name exists already. */
function namer(): Context['nameOf'] {
  const shapes = new Map<string, string>();
  const taken = new Map<string, string>();
  return (shape, { path, variant }) => {
    const known = shapes.get(shape);
    if (known !== undefined) return known;
    const own = pascal(singular(path));
    const candidates = path.endsWith(variantsHere)
      ? [`${pascal(variant)}${pascal(singular(path.slice(0, -variantsHere.length)))}`]
      : [own, `${pascal(variant)}${own}`];
    const name = candidates.map((candidate) => `${candidate}Props`).find((candidate) => !taken.has(candidate));
    if (name === undefined) throw new Error(`two parts of the settings would be called ${candidates.join(' or ')}`);
    shapes.set(shape, name);
    taken.set(name, shape);
    return name;
  };
}

/** Marks the place of one of several forms, whose variant is the first word of its name. */
const variantsHere = '|';

const singular = (path: string): string =>
  path
    .replace(/ies(\[\]|\.NAME)/g, 'y')
    .replace(/s(\[\]|\.NAME)/g, '')
    .replace(/(\[\]|\.NAME)/g, '');

const pascal = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** The type of a part of the schema; objects are declared as interfaces on the way. */
function typeAt(context: Context, schema: Schema, place: Place): string {
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return unionAt(context, branches, place);
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum) return schema.enum.map(literal).join(' | ');
  if (schema.properties) return declare(context, schema, place);
  if (schema.type === 'array')
    return `readonly ${inParentheses(schema.items ? typeAt(context, schema.items, { ...place, path: `${place.path}[]` }) : 'unknown')}[]`;
  if (schema.type === 'object') return mapAt(context, schema, place);
  return { string: 'string', boolean: 'boolean', integer: 'number', number: 'number' }[String(schema.type)] ?? 'unknown';
}

function mapAt(context: Context, { propertyNames, additionalProperties }: Schema, place: Place): string {
  const values =
    typeof additionalProperties === 'object' ? typeAt(context, additionalProperties, { ...place, path: `${place.path}.NAME` }) : 'unknown';
  if (!propertyNames?.enum) return `Readonly<Record<string, ${values}>>`;
  return `Readonly<Partial<Record<${propertyNames.enum.map(literal).join(' | ')}, ${values}>>>`;
}

/** A union; if several of its forms are objects, it has a name too. */
function unionAt(context: Context, branches: readonly Schema[], place: Place): string {
  const objects = branches.filter(({ properties }) => properties);
  const several = objects.length > 1;
  const types = branches.map((branch) =>
    typeAt(context, branch, several && branch.properties ? { path: `${place.path}${variantsHere}`, variant: variantOf(branch, branches) } : place),
  );
  const union = [...new Set(types)].join(' | ');
  if (objects.length < branches.length || !several) return union;
  const name = context.nameOf(union, { ...place, path: place.path });
  context.declarations.set(name, { name, text: ['', doc([`One of the forms of \`${place.path}\`.`]), `export type ${name} = ${union};`].join('\n') });
  return name;
}

/** The word that distinguishes a form from the others: its title, or the value of the field that is different in every form. */
function variantOf({ title, properties = {} }: Schema, branches: readonly Schema[]): string {
  const telling = Object.entries(properties).find(
    ([name, { const: value }]) => value !== undefined && branches.every((branch) => branch.properties?.[name]?.const !== undefined),
  );
  return title ?? String(telling?.[1].const ?? '');
}

function declare(context: Context, schema: Schema, place: Place): string {
  const { title: _title, description: _description, default: _default, examples: _examples, ...shape } = schema;
  const name = context.nameOf(JSON.stringify(shape), place);
  if (context.declarations.has(name)) return name;
  context.declarations.set(name, { name, text: '' });
  context.declarations.set(name, { name, text: declaration(context, schema, place, name) });
  return name;
}

/** @param head name of the interface, with what it extends */
function declaration(context: Context, schema: Schema, place: Place, head: string): string {
  const within: Place = place.path.endsWith(variantsHere) ? { path: place.path.slice(0, -variantsHere.length), variant: place.variant } : place;
  const fields = Object.entries(schema.properties ?? {}).map(([key, field]) => {
    const facts = fieldFacts(schema, key, field);
    const type = typeAt(context, field, { ...within, path: within.path ? `${within.path}.${key}` : key });
    const byDefault = facts.required
      ? []
      : [`@default ${field.default === undefined ? `- ${facts.default.replace(/\.$/, '')}` : facts.default.replace(/^`|`$/g, '')}`];
    return `${doc([fieldText(facts), ...byDefault], '  ')}\n  readonly ${key}${facts.required ? '' : '?'}: ${type};`;
  });
  const about = place.path === '' || place.path.endsWith(variantsHere) ? (schema.description ?? '') : '';
  const summary = about.replace(/ ?Default: .*$/s, '') || `Fields of \`${within.path}\` in the settings.`;
  return ['', doc([summary]), `export interface ${head} {`, ...fields, '}'].join('\n');
}

const literal = (value: unknown): string => (typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : code(value).replaceAll('`', ''));

const inParentheses = (type: string): string => (type.includes(' | ') ? `(${type})` : type);

/** A comment for editors; a text in it cannot end it. */
const doc = (paragraphs: readonly string[], indent = ''): string => {
  const lines = paragraphs.map((paragraph) => `${indent} * ${paragraph.replaceAll('*/', '*\\/').replaceAll('\n', ' ')}`);
  return paragraphs.length === 1 ? `${indent}/** ${lines[0]?.trim().slice(2)} */` : [`${indent}/**`, ...lines, `${indent} */`].join('\n');
};
