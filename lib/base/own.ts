/** Own member of a record under a name that comes from an input: what every object inherits (`constructor`) was never put there. */
export const own = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
