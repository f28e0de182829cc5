/** The own member of a record under a name that comes from an input. Members that every object inherits (`constructor`) do not count. */
export const own = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
