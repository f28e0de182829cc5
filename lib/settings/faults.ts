import * as z from 'zod';
import { didYouMean, oneOf } from '../base/words';

export { didYouMean, listWords, oneOf } from '../base/words';

/** Keys and indexes that lead from the root of the settings to a value. */
export type FieldPath = readonly (string | number)[];

/** A fault of the settings, at a field. */
export interface FieldFault {
  readonly path: FieldPath;
  readonly message: string;
}

const longestShown = 60;

/** `allow.backup.from[0].cidr`; keys that are not plain words are quoted. */
export function formatPath(path: FieldPath): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      const name = part.length > longestShown ? `${part.slice(0, longestShown - 3)}...` : part;
      if (!/^[\w-]+$/.test(part)) return `[${JSON.stringify(name)}]`;
      return index === 0 ? name : `.${name}`;
    })
    .join('');
}

/** A single value in a form that a reader recognises, shortened. */
export function show(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"') : String(value);
  const short = text.length > longestShown ? `${text.slice(0, longestShown - 3)}...` : text;
  return typeof value === 'string' ? `'${short}'` : short;
}

const typeNames: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a map of fields',
  record: 'a map of names to values',
  string: 'a text',
};

/** Messages for the faults that the schema finds by itself; messages within the schema take precedence. */
export function schemaMessage(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return expected(issue.input, typeNames[issue.expected] ?? issue.expected);
    case 'invalid_value':
      return expectedOneOf(issue.input, issue.values);
    case 'unrecognized_keys':
      // One line for each key, in their order: `schemaFaults` makes one fault of each.
      return issue.keys.map((key) => `no such field${didYouMean(key, fieldsOf(issue.inst))}`).join('\n');
    case 'invalid_union':
      return typeof issue.discriminator === 'string' ? expectedOneOf(valueAt(issue.input, [issue.discriminator]), toArray(issue.options)) : undefined;
    default:
      return undefined;
  }
}

const expected = (input: unknown, what: string): string => (input === undefined ? `is missing; expected ${what}` : `expected ${what}`);

function expectedOneOf(input: unknown, values: readonly unknown[]): string {
  // A text and a number with the same characters count as equal.
  const words = [...new Set(values.map(String))];
  const hint = typeof input === 'string' && words.length > 1 ? didYouMean(input, words) : '';
  return `${expected(input, oneOf(words))}${hint}`;
}

const toArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function fieldsOf(schema: unknown): readonly string[] {
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum) return schema.keyType.options.map(String);
  if (typeof schema !== 'object' || schema === null || !('shape' in schema)) return [];
  return typeof schema.shape === 'object' && schema.shape !== null ? Object.keys(schema.shape) : [];
}

/** The schema's issues as faults, one for each correction to make, with what was found. */
export function schemaFaults(issues: readonly z.core.$ZodIssue[], input: unknown): readonly FieldFault[] {
  const faults = issues.flatMap((issue) => issueFaults(issue, [], input));
  const unknown = faults.filter(({ code }) => code === 'unrecognized_keys');
  const meant = new Set(unknown.flatMap(({ path, message }) => meantPath(path, message)));
  const around = new Set(unknown.map(({ path }) => JSON.stringify(path.slice(0, -1))));
  // If a field is mistyped, the intended field is missing, too; that is not reported, nor what its map lacks.
  return faults
    .filter(
      ({ code, path }) => !(code === 'invalid_type' && meant.has(JSON.stringify(path))) && !(code === 'custom' && around.has(JSON.stringify(path))),
    )
    .map(({ path, message }) => ({ path, message }));
}

/** The intended field of a mistyped one, from the message that names it. */
const meantPath = (path: FieldPath, message: string): readonly string[] => {
  const word = /; did you mean '(.*)'\?$/.exec(message)?.[1];
  return word === undefined ? [] : [JSON.stringify([...path.slice(0, -1), word])];
};

interface SchemaFault extends FieldFault {
  readonly code: z.core.$ZodIssue['code'];
}

function issueFaults(issue: z.core.$ZodIssue, base: FieldPath, input: unknown): readonly SchemaFault[] {
  const { code } = issue;
  const path = [...base, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
  if (code === 'unrecognized_keys') {
    const messages = issue.message.split('\n');
    return issue.keys.map((key, index) => ({ code, path: [...path, key], message: messages[index] ?? issue.message }));
  }
  if (code === 'invalid_key') return issue.issues.map(({ message }) => ({ code, path, message }));
  if (code === 'invalid_union' && issue.errors.length > 0) {
    const ofItsKind = issue.errors.find((branch) => branch.every((inner) => inner.path.length > 0 || !saysWrongKind(inner)));
    if (ofItsKind) return ofItsKind.flatMap((inner) => issueFaults(inner, path, input));
    const alternatives = issue.errors.flatMap((branch) => branch.filter((inner) => inner.path.length === 0).map((inner) => inner.message));
    return [{ code, path, message: withFound(joinAlternatives(alternatives), valueAt(input, path)) }];
  }
  return [{ code, path, message: withFound(issue.message, valueAt(input, path)) }];
}

/** Whether the value has another type: a list instead of a map, or a word that is not among those listed. */
const saysWrongKind = ({ code }: z.core.$ZodIssue): boolean => code === 'invalid_type' || code === 'invalid_value';

/** `expected a text, or a map of fields`, from messages that `expected` wrote; hints go to the end. */
function joinAlternatives(messages: readonly string[]): string {
  const parts = messages.map((message) => /^(is \w+; )?expected (.*?)(; did you mean .*)?$/.exec(message) ?? ['', '', message, '']);
  const first = (index: number) => parts.map((part) => part[index]).find(Boolean) ?? '';
  return `${first(1)}expected ${[...new Set(parts.map((part) => part[2]))].join(', or ')}${first(3)}`;
}

/** What was found, then the message, unless the message contains it; maps and lists are too long to show. */
function withFound(message: string, found: unknown): string {
  if (found === null || (typeof found === 'string' && found.trim() === '')) return message.startsWith('expected ') ? `is empty; ${message}` : message;
  if (found === undefined || typeof found === 'object' || (typeof found === 'string' && message.includes(show(found)))) return message;
  return message.startsWith('is ') ? `${show(found)} ${message}` : `${show(found)}: ${message}`;
}

/** The value at a path; undefined if there is none. Members that JavaScript objects inherit do not count. */
export function valueAt(input: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(
    (value, part) => (typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, part)?.value : undefined),
    input,
  );
}
