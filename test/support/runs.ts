const { LONG = '' } = process.env;

/**
 * How often a property is tried, or of how much: `few` at each run of the tests, `many` in a long one (npm run test:long, LONG=1). A share such as
 * LONG=0.2 is that far between the two numbers; a value that is not a number means all.
 */
export function runs<T>(few: T, many: T): T;
export function runs(few: unknown, many: unknown): unknown {
  if (LONG === '') return few;
  return typeof few === 'number' && typeof many === 'number' ? Math.round(few + (many - few) * Number(LONG)) : many;
}
