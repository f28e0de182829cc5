import type { Path } from './manifest';

/** A value of any type in an object, with its path. Null is absent, as for the API server. */
export interface Field {
  readonly value: unknown;
  readonly path: Path;
  /** Reports an invalid value in the object. */
  readonly report: (path: Path, message: string) => void;
}

const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null;

/** Whether a value is an object with members (neither list nor null). */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Own member of an object: inherited members (`constructor`, `__proto__`) are not from a manifest. */
export const ownMember = (value: unknown, key: string): unknown => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined);

/** A short form of a value for a message. */
export function describe(value: unknown): string {
  if (isAbsent(value)) return 'nothing';
  if (typeof value === 'string') return `text ${JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value)}`;
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `${typeof value} ${value}`;
}

/** Reports a mistake in a field. */
export const report = (field: Field, message: string): void => field.report(field.path, message);

/** Whether a field is given. */
export const isGiven = (field: Field): boolean => !isAbsent(field.value);

function expected<T>(field: Field, what: string, value: T | undefined): T | undefined {
  if (value === undefined && isGiven(field)) report(field, `expected ${what}, found ${describe(field.value)}`);
  return value;
}

/** A member of an object; absent if the object is absent. A value that is not an object is reported. */
export function member(field: Field, key: string): Field {
  if (!isObject(field.value)) expected(field, 'an object', undefined);
  return { value: ownMember(field.value, key), path: [...field.path, key], report: field.report };
}

/** A nested member. */
export const descend = (field: Field, ...keys: readonly string[]): Field => keys.reduce(member, field);

/** Members of an object with their names; none if it is absent. */
export function members(field: Field): readonly (readonly [string, Field])[] {
  if (!isObject(field.value)) expected(field, 'an object', undefined);
  const { value } = field;
  return isObject(value) ? Object.keys(value).map((key) => [key, { value: value[key], path: [...field.path, key], report: field.report }]) : [];
}

/** Items of a list; none if it is absent. */
export function items(field: Field): readonly Field[] {
  const list: readonly unknown[] | undefined = Array.isArray(field.value) ? field.value : undefined;
  expected(field, 'a list', list);
  return (list ?? []).map((value, index) => ({ value, path: [...field.path, index], report: field.report }));
}

/** A text; undefined if it is absent, or not a text, which is reported. */
export const text = (field: Field): string | undefined => expected(field, 'text', typeof field.value === 'string' ? field.value : undefined);

/** A whole number; undefined if it is absent, or not a number, which is reported. */
export const wholeNumber = (field: Field): number | undefined =>
  expected(field, 'a whole number', typeof field.value === 'number' && Number.isSafeInteger(field.value) ? field.value : undefined);

/** True or false; undefined if it is absent, or neither, which is reported. */
export const flag = (field: Field): boolean | undefined =>
  expected(field, 'true or false', typeof field.value === 'boolean' ? field.value : undefined);

/** Like `read`, but reports if the field is absent. */
export function required<T>(field: Field, read: (field: Field) => T | undefined): T | undefined {
  if (!isGiven(field)) report(field, 'is missing, but the API requires it');
  return read(field);
}

/** One of some words; undefined if it is absent, or another word, which is reported. */
export function choice<T extends string>(field: Field, choices: readonly T[]): T | undefined {
  const word = text(field);
  const found = choices.find((candidate) => candidate === word);
  if (word !== undefined && found === undefined) report(field, `expected ${choices.join(' or ')}, found ${describe(word)}`);
  return found;
}

/** Texts of a list. */
export const texts = (field: Field): readonly string[] => items(field).flatMap((item) => text(item) ?? []);

/** Texts by name, such as labels. */
export const textMap = (field: Field): ReadonlyMap<string, string> =>
  new Map(members(field).flatMap(([key, value]) => (isGiven(value) ? [[key, text(value) ?? ''] as const] : [])));
