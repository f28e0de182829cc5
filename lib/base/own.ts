/** The own member of a record under a name that comes from an input. Members that every object inherits (`constructor`) do not count. */
export const own = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** Gives an object a member, whatever its name: in JavaScript an assignment to `__proto__` sets no member. */
export function setOwn(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  else object[name] = value;
}
