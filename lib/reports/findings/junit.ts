import { type Assertion, type Finding, failing } from '../../checks';
import { formatReference, groupBy } from '../../reachability';
import { formatXml, type XmlElement } from '../xml';
import { type FindingsReport, pathFrom, placeOf } from './report';

/** A test case for each assertion, a suite for each component; it fails by the findings that fail the command, and is skipped where all are waived. */
export function formatJunit(report: FindingsReport): string {
  const suites = [...groupBy(report.assertions, suiteOf)].map(([name, assertions]) => suite(name, assertions, report));
  // The schema that Jenkins checks knows what is skipped of each suite alone.
  const { skipped: _, ...counts } = countsOf(report.assertions, report);
  return formatXml({
    name: 'testsuites',
    attributes: { name: `cdk8s-bluemind ${report.command}`, ...counts },
    content: suites,
  });
}

const suiteOf = ({ installation, subject }: Assertion): string => (installation === undefined ? subject : `${installation}.${subject}`);

const suite = (name: string, assertions: readonly Assertion[], report: FindingsReport): XmlElement => ({
  name: 'testsuite',
  attributes: { name, ...countsOf(assertions, report), time: 0 },
  content: assertions.map((assertion) => testCase(name, assertion, report)),
});

function testCase(classname: string, assertion: Assertion, report: FindingsReport): XmlElement {
  const against = failing(assertion.findings, report.failOn);
  const rest = assertion.findings.filter((finding) => !against.includes(finding));
  const isSkipped = against.length === 0 && isWaived(assertion);
  const [first, ...others] = against;
  return {
    name: 'testcase',
    attributes: { classname, name: assertion.sentence, time: 0 },
    content: [
      // One alone, since some readers see no second.
      ...(first
        ? [
            {
              name: 'failure',
              attributes: { type: first.rule, message: others.length === 0 ? first.message : `${first.message} (and ${others.length} more)` },
              content: against.map((finding) => described(finding, report)).join('\n\n'),
            },
          ]
        : []),
      ...(isSkipped ? [{ name: 'skipped', attributes: { message: rest.map(waiverOf).join(' ') } }] : []),
      ...(rest.length > 0 && !isSkipped ? [{ name: 'system-out', content: rest.map((finding) => described(finding, report)).join('\n\n') }] : []),
    ],
  };
}

const isWaived = ({ findings }: Assertion): boolean => findings.length > 0 && findings.every(({ waived }) => waived);

const waiverOf = ({ waived, message }: Finding): string => (waived ? `Waived until ${waived.until} (${waived.reason}): ${message}` : '');

/** What a person needs to mend it: the chain of objects with the places of each. */
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

const countsOf = (assertions: readonly Assertion[], { failOn }: FindingsReport) => {
  const failed = assertions.filter(({ findings }) => failing(findings, failOn).length > 0);
  return {
    tests: assertions.length,
    failures: failed.length,
    errors: 0,
    skipped: assertions.filter((assertion) => !failed.includes(assertion) && isWaived(assertion)).length,
  };
};
