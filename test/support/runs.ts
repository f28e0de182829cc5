/** How often a property is tried: `few` at each run of the tests, `many` where LONG=1 asks for a long one (npm run test:long). */
export const runs = (few: number, many: number): number => (process.env.LONG === '1' ? many : few);
