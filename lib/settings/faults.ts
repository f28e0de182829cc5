import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';

/** Keys and indexes that lead from the root of the settings to a value. */
export type FieldPath = readonly (string | number)[];

/** A fault of the settings, at a field. */
export interface FieldFault {
  readonly path: FieldPath;
  readonly message: string;
}

/** `allow.backup.from[0].cidr`; keys that are no plain words in quotes. */
export function formatPath(path: FieldPath): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!/^[\w-]+$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}

/** `; did you mean 'imaps'?`, where one of the words is near enough, else nothing. */
export function didYouMean(found: string, words: readonly string[]): string {
  if (words.length === 0) return '';
  const nearest = closest(found.toLowerCase(), [...words]);
  return distance(found.toLowerCase(), nearest) <= Math.max(2, Math.floor(nearest.length / 3)) ? `; did you mean '${nearest}'?` : '';
}

/** `'a', 'b' or 'c'`. */
export const oneOf = (words: readonly unknown[]): string => {
  const quoted = words.map((word) => (typeof word === 'string' ? `'${word}'` : String(word)));
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
};

/** A value as a reader would recognise it, cut short. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
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

/** Messages for the faults that the schema finds by itself; the sentences within the schema win over these. */
export function schemaMessage(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `is missing; expected ${typeNames[issue.expected] ?? issue.expected}`
        : `expected ${typeNames[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${oneOf(issue.values)}${didYouMean(String(issue.input), issue.values.map(String))}`;
    case 'unrecognized_keys':
      // One line a key, in their order: `schemaFaults` makes one fault of each.
      return issue.keys.map((key) => `no such field${didYouMean(key, fieldsOf(issue.inst))}`).join('\n');
    case 'invalid_union':
      return issue.discriminator === undefined
        ? undefined
        : `expected ${oneOf(toArray(issue.options))}${didYouMean(discriminatorValue(issue), toArray(issue.options).map(String))}`;
    default:
      return undefined;
  }
}

const toArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function discriminatorValue(issue: z.core.$ZodRawIssue): string {
  const { input } = issue;
  const key = 'discriminator' in issue ? String(issue.discriminator) : '';
  return typeof input === 'object' && input !== null && key in input ? String(Object.entries(input).find(([name]) => name === key)?.[1]) : '';
}

function fieldsOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null || !('shape' in schema)) return [];
  return typeof schema.shape === 'object' && schema.shape !== null ? Object.keys(schema.shape) : [];
}

/** The schema's issues as faults, one for each thing to mend, with what was found. */
export function schemaFaults(issues: readonly z.core.$ZodIssue[], input: unknown): readonly FieldFault[] {
  return issues.flatMap((issue) => issueFaults(issue, [], input));
}

function issueFaults(issue: z.core.$ZodIssue, base: FieldPath, input: unknown): readonly FieldFault[] {
  const path = [...base, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
  if (issue.code === 'unrecognized_keys') {
    const messages = issue.message.split('\n');
    return issue.keys.map((key, index) => ({ path: [...path, key], message: messages[index] ?? issue.message }));
  }
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => ({ path, message }));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // The branch that fits best is the one whose faults lie deepest: a wrong key of a map, not "this is no list".
    const depth = (branch: readonly z.core.$ZodIssue[]) =>
      Math.min(...branch.map((inner) => inner.path.length + (inner.code === 'invalid_type' ? 0 : 0.5)));
    const best = [...issue.errors].sort((a, b) => depth(b) - depth(a))[0] ?? [];
    const alternatives = issue.errors.flatMap((branch) => branch.filter((inner) => inner.path.length === 0).map((inner) => inner.message));
    if (depth(best) >= 1) return best.flatMap((inner) => issueFaults(inner, path, input));
    return [{ path, message: withFound([...new Set(alternatives)].join(', or ').replaceAll(', or expected', ', or'), valueAt(input, path)) }];
  }
  return [{ path, message: withFound(issue.message, valueAt(input, path)) }];
}

const withFound = (message: string, found: unknown): string =>
  found === undefined || typeof found === 'object' ? message : `${show(found)}: ${message}`;

/** The value at a path, undefined where there is none. */
export function valueAt(input: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((value, part) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.entries(value).find(([key]) => key === String(part))?.[1];
  }, input);
}
