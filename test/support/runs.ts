/** How often a property is tried, or of how much: `few` at each run of the tests, `many` where LONG=1 asks for a long one (npm run test:long). */
export const runs = <T>(few: T, many: T): T => (process.env.LONG === '1' ? many : few);
