import type { IConstruct } from 'constructs';
import { type ConnectionEnd, type ConnectionResult, connectionIn, type TestedConnection } from './connection';

/**
 * Fails if something cannot connect, or if this cannot be decided.
 * @param scope the app, or any construct in it
 * @throws Error with the rules that decide it
 *
 * @example
 * expectReachable(app, { from: exporter, to: network.workload('all-in-one'), port: 'postgresql' });
 */
export const expectReachable = (scope: IConstruct, connection: TestedConnection): void => expectVerdict('allowed', scope, connection);

/**
 * Fails if something can connect, or if this cannot be decided.
 * @param scope the app, or any construct in it
 * @throws Error with the rules that decide it
 */
export const expectUnreachable = (scope: IConstruct, connection: TestedConnection): void => expectVerdict('denied', scope, connection);

function expectVerdict(expected: 'allowed' | 'denied', scope: IConstruct, connection: TestedConnection): void {
  const result = connectionIn(scope, connection);
  if (result.verdict !== expected) throw new Error(messageOf(expected, connection, result));
}

/** The message of an expectation that fails. */
export const messageOf = (expected: 'allowed' | 'denied', { from, to, port }: TestedConnection, { verdict, explanation }: ConnectionResult): string =>
  [`expected ${nameOf(from)} ${expected === 'allowed' ? '' : 'not '}to reach ${nameOf(to)}:${port}; it is ${verdict}`, '', explanation].join('\n');

const nameOf = (end: ConnectionEnd): string => (typeof end === 'string' ? end : end.node.path);
