import { protocols } from '../../catalogue';
import type { PortRange } from '../../plan/model';

/** Parts of CEL expressions, which the API server evaluates. Literals of one list or map have one type, as Kubernetes requires. */

/** A value as a literal. Elements of several types are declared as `dyn`. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  if (Array.isArray(value)) return `[${value.map(element(value)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return `${value}`;
  const entries = Object.entries(value);
  const inner = element(entries.map(([, one]) => one));
  return `{${entries.map(([key, one]) => `${literal(key)}: ${inner(one)}`).join(', ')}}`;
}

const element = (values: readonly unknown[]) => (value: unknown) =>
  new Set(values.map(typeOf)).size > 1 ? `dyn(${literal(value)})` : literal(value);

/** The type of a literal. An empty list or map has elements of any type. */
function typeOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value;
  const types = new Set(Object.values(value).map(typeOf));
  const inner = types.size > 1 ? 'dyn' : [...types].join();
  return Array.isArray(value) ? `list(${inner})` : `map(${inner})`;
}

/** All conditions hold. */
export const all = (...conditions: readonly string[]): string => (conditions.length === 0 ? 'true' : conditions.map(inParentheses).join(' && '));

/** One of the conditions holds. */
export const any = (...conditions: readonly string[]): string => (conditions.length === 0 ? 'false' : conditions.map(inParentheses).join(' || '));

export const not = (condition: string): string => `!${inParentheses(condition)}`;

const inParentheses = (condition: string): string => (/^[\w.?]+(\(\))?$/.test(condition) ? condition : `(${condition})`);

/** Ports as a map of protocol to pairs of first and last number, for a literal. */
export const portTable = (ports: readonly PortRange[]): Readonly<Record<string, readonly (readonly [number, number])[]>> =>
  Object.fromEntries(
    protocols
      .map((protocol) => ({ protocol, own: ports.filter((range) => range.protocol === protocol) }))
      .filter(({ own }) => own.length > 0)
      .map(({ protocol, own }) => [protocol, own.map(({ number, endNumber }) => [number, endNumber] as const)]),
  );

/** The pairs of a table for a protocol; none if the table lacks it. */
export const pairsFor = (table: string, protocol: string): string => `${table}[?${protocol}].orValue([])`;

/** Whether a number is in a table. */
export const holds = (table: string, protocol: string, number: string): string =>
  `${pairsFor(table, protocol)}.exists(range, range[0] <= ${number} && ${number} <= range[1])`;
