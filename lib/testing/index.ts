export { type ConnectionEnd, type ConnectionResult, connectionIn, type TestedConnection } from './connection';
export { expectReachable, expectUnreachable } from './expectations';
export { type MatcherContext, type MatcherResult, type NetworkMatchers, networkMatchers } from './matchers';
