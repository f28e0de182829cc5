import type { IConstruct } from 'constructs';
import { connectionIn, type TestedConnection } from './connection';
import { messageOf } from './expectations';

/** The answer of a matcher, in the form of jest and vitest. */
export interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

/** What jest and vitest give to a matcher. */
export interface MatcherContext {
  /** Whether it follows `.not`. */
  readonly isNot?: boolean;
}

/** A connection that cannot be decided fails the matcher, with `.not` and without. */
const matcher = (expected: 'allowed' | 'denied') =>
  function matches(this: MatcherContext, connection: TestedConnection, scope: IConstruct): MatcherResult {
    const result = connectionIn(scope, connection);
    const pass = result.verdict === 'unknown' ? this.isNot === true : result.verdict === expected;
    const other = expected === 'allowed' ? 'denied' : 'allowed';
    return { pass, message: () => messageOf(this.isNot ? other : expected, connection, result) };
  };

/**
 * Matchers for `expect.extend` of jest and vitest.
 *
 * @example
 * expect.extend(networkMatchers);
 * expect({ from: exporter, to: network.workload('all-in-one'), port: 'postgresql' }).toBeReachableIn(app);
 * expect({ from: 'external', to: network.workload('all-in-one'), port: 'postgresql' }).toBeUnreachableIn(app);
 */
export const networkMatchers = Object.freeze({ toBeReachableIn: matcher('allowed'), toBeUnreachableIn: matcher('denied') });

/** The matchers that `expect(…)` has; declare them for the `expect` of another library by `declare module`. */
export interface NetworkMatchers<Result> {
  /** Whether the connection `{ from, to, port }` is possible by all objects of the app. */
  toBeReachableIn(scope: IConstruct): Result;
  /** Whether the connection `{ from, to, port }` is impossible by all objects of the app. */
  toBeUnreachableIn(scope: IConstruct): Result;
}

declare global {
  // The form of @types/jest, whose interface this one is merged with.
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: every declaration of an interface has the same parameters.
    interface Matchers<R, T = {}> extends NetworkMatchers<R> {}
  }
}
