import { parseYaml } from '../../base/yaml/parse';
import { scalarReader } from '../../base/yaml/scalar';
import { readValue } from '../../base/yaml/value';

/** The value of a cell, or what is wrong with it. */
export type Cell = { readonly value: unknown } | { readonly problem: string };

const scalar = scalarReader(undefined);

/** Nesting of a value in a cell. */
const deepest = 20;

/**
 * The value of a cell as YAML has it on one line: a list, map or quoted text if it begins with a bracket or a quote; otherwise a number, true, false,
 * null or a text. In such a text no character is special.
 */
export function readCell(cell: string): Cell {
  const text = cell.trim();
  if (!/^[[{"']/.test(text)) return { value: scalar({ kind: 'scalar', plain: true, start: 0, end: text.length, text }, () => undefined) };
  const parsed = parseYaml(text, deepest);
  if ('mistake' in parsed) return { problem: parsed.mistake.message };
  const [document, ...more] = parsed.documents;
  if (document === undefined || more.length > 0) return { problem: 'expected one value' };
  const { value, problems } = readValue(document, { merge: false, mostRepeated: 0 });
  const [first] = problems;
  if (first) return { problem: first.message };
  return holdsBarred(value) ? { problem: "'__proto__' is a reserved name; choose another" } : { value };
}

/** Whether a map in it has a name that is special in JavaScript, as settings files may not have either. */
const holdsBarred = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (Object.hasOwn(value, '__proto__') || Object.values(value).some(holdsBarred));
