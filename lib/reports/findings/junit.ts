import { type Assertion, type Finding, failing } from '../../checks';
import { formatReference, groupBy } from '../../reachability';
import { formatJunitDocument, type TestCase, type TestOutcome } from '../junit';
import { type FindingsReport, pathFrom, placeOf } from './report';

/** A test case for each assertion, a suite for each component; it fails with the findings that fail the command, and is skipped if all are waived. */
export const formatJunit = (report: FindingsReport): string =>
  formatJunitDocument(
    `cdk8s-bluemind ${report.command}`,
    [...groupBy(report.assertions, suiteOf)].map(([name, assertions]) => ({
      name,
      cases: assertions.map((assertion) => testCase(name, assertion, report)),
    })),
  );

const suiteOf = ({ installation, subject }: Assertion): string => (installation === undefined ? subject : `${installation}.${subject}`);

function testCase(classname: string, assertion: Assertion, report: FindingsReport): TestCase {
  const against = failing(assertion.findings, report.failOn);
  const rest = assertion.findings.filter((finding) => !against.includes(finding));
  const outcome = outcomeOf(assertion, against, report);
  const output = outcome.kind === 'skipped' ? '' : rest.map((finding) => described(finding, report)).join('\n\n');
  return { classname, name: assertion.sentence, outcome, ...(output !== '' && { output }) };
}

/** It fails once, since some readers see no second failure. */
function outcomeOf(assertion: Assertion, against: readonly Finding[], report: FindingsReport): TestOutcome {
  const [first, ...others] = against;
  if (first)
    return {
      kind: 'failed',
      type: first.rule,
      message: others.length === 0 ? first.message : `${first.message} (and ${others.length} more)`,
      text: against.map((finding) => described(finding, report)).join('\n\n'),
    };
  return isWaived(assertion) ? { kind: 'skipped', message: assertion.findings.map(waiverOf).join(' ') } : { kind: 'passed' };
}

const isWaived = ({ findings }: Assertion): boolean => findings.length > 0 && findings.every(({ waived }) => waived);

const waiverOf = ({ waived, message }: Finding): string => (waived ? `Waived until ${waived.until} (${waived.reason}): ${message}` : '');

/** What you need to correct it: the chain of objects with their positions. */
function described(finding: Finding, report: FindingsReport): string {
  const { severity, rule, message, why, mend, object, related = [], waived } = finding;
  const place = placeOf(finding, report);
  const at = (position: typeof place) => (position ? `${pathFrom(report.folder, position.file)}:${position.line}:${position.column}` : '');
  const chain = [...(object ? [object] : []), ...related];
  return [
    `${waived ? waiverOf(finding) : `${severity}: ${message}`} [${rule}]`,
    `${why} ${mend}`,
    ...(place ? [`at ${at(place)}`] : []),
    ...chain.map((reference) => `  ${formatReference(reference)} ${at(reference.position)}`.trimEnd()),
  ].join('\n');
}
