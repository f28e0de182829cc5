import { formatXml, type XmlElement } from './xml';

/** The result of a test case. */
export type TestOutcome =
  | { readonly kind: 'passed' }
  /** `type` is the rule that it breaks; `text` contains all that you need to correct it. */
  | { readonly kind: 'failed'; readonly message: string; readonly type?: string; readonly text?: string }
  /** It could not be run. */
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'skipped'; readonly message: string };

/** A sentence that should be true. */
export interface TestCase {
  readonly classname: string;
  readonly name: string;
  readonly outcome: TestOutcome;
  /** What else is worth knowing. @default - nothing */
  readonly output?: string;
}

/** Test cases that belong together. */
export interface TestSuite {
  readonly name: string;
  readonly cases: readonly TestCase[];
  /** What is worth knowing about all of them. @default - nothing */
  readonly output?: string;
}

/** JUnit's XML, in the form that Jenkins, GitLab and Azure DevOps read. Nothing in it depends on time: every case takes 0 seconds. */
export function formatJunitDocument(name: string, suites: readonly TestSuite[]): string {
  // The schema of Jenkins has the number of skipped cases only for each suite.
  const { skipped: _, ...counts } = countsOf(suites.flatMap(({ cases }) => cases));
  return formatXml({ name: 'testsuites', attributes: { name, ...counts }, content: suites.map(suiteElement) });
}

const suiteElement = ({ name, cases, output }: TestSuite): XmlElement => ({
  name: 'testsuite',
  attributes: { name, ...countsOf(cases) },
  content: [...cases.map(caseElement), ...outputElement(output)],
});

const caseElement = ({ classname, name, outcome, output }: TestCase): XmlElement => ({
  name: 'testcase',
  attributes: { classname, name, time: 0 },
  content: [...outcomeElement(outcome), ...outputElement(output)],
});

function outcomeElement(outcome: TestOutcome): readonly XmlElement[] {
  switch (outcome.kind) {
    case 'passed':
      return [];
    case 'failed': {
      const { type, message, text = '' } = outcome;
      return [{ name: 'failure', attributes: { ...(type !== undefined && { type }), message }, content: text }];
    }
    case 'error':
    case 'skipped':
      return [{ name: outcome.kind, attributes: { message: outcome.message } }];
  }
}

const outputElement = (output = ''): readonly XmlElement[] => (output === '' ? [] : [{ name: 'system-out', content: output }]);

function countsOf(cases: readonly TestCase[]) {
  const count = (kind: TestOutcome['kind']) => cases.filter(({ outcome }) => outcome.kind === kind).length;
  return { tests: cases.length, failures: count('failed'), errors: count('error'), skipped: count('skipped') };
}
