import type { Matrix, Outcome } from '../../cluster/probe/matrix';
import type { Outside } from '../../cluster/probe/running/outside';
import { formatJunitDocument, type TestOutcome } from '../junit';
import { lineOf, lineOfOutside } from './words';

/** JUnit for CI systems: one suite for each installation, one case for each connection. A connection without an answer is an error, an undecided one is skipped. */
export const formatProbesJunit = (matrices: readonly Matrix[]): string =>
  formatJunitDocument(
    'cdk8s-bluemind probe',
    matrices.map(({ installation, observations, outside, diagnoses }) => ({
      name: `probe ${installation}`,
      cases: [
        ...observations.map((one) => ({
          classname: one.source.title,
          name: `${one.destination} TCP ${one.port} is ${one.expected}`,
          outcome: testOutcome(one.outcome, lineOf(one)),
        })),
        ...outside.map((one) => ({
          classname: 'outside',
          name: `${one.service} by ${one.address}:${one.port} is ${one.expected}`,
          outcome: testOutcome(one.outcome, lineOfOutside(one)),
        })),
      ],
      output: diagnoses.join('\n'),
    })),
  );

function testOutcome(outcome: Outcome | Outside['outcome'], message: string): TestOutcome {
  switch (outcome) {
    case 'agrees':
      return { kind: 'passed' };
    case 'undecided':
      return { kind: 'skipped', message: 'The objects do not decide it.' };
    case 'unanswered':
      return { kind: 'error', message: 'No client answered.' };
    default:
      return { kind: 'failed', message };
  }
}
