import type { Matrix, Observation, Outcome } from '../cluster/probe/matrix';
import type { Outside } from '../cluster/probe/outside';
import { formatDocument } from './json/document';
import { formatJunitDocument, type TestOutcome } from './junit';
import { formatText } from './table';

export const probeFormats = ['text', 'json', 'junit'] as const;
export type ProbeFormat = (typeof probeFormats)[number];

/**
 * The results of probes, for people, programs and CI systems.
 * @param width characters that a line of text has. @default - lines are as long as they are
 */
export function formatProbes(matrices: readonly Matrix[], format: ProbeFormat, width?: number): string {
  switch (format) {
    case 'text':
      return matrices.map((matrix) => formatMatrix(matrix, width)).join('\n');
    case 'json':
      return formatDocument({ probes: matrices.map(matrixJson) });
    case 'junit':
      return formatJunit(matrices);
  }
}

/** How many connections are listed; the rest is counted, and complete in JSON and JUnit. */
const listed = 20;

function formatMatrix(matrix: Matrix, width?: number): string {
  const { installation, observations, outside, diagnoses, notAsked } = matrix;
  const wrong = observations.filter(({ outcome }) => outcome === 'open' || outcome === 'closed');
  const wrongOutside = outside.filter(({ outcome }) => outcome !== 'agrees' && outcome !== 'undecided');
  const notes = [...new Set(observations.flatMap((one) => one.notes.map((note) => `${note} (${titleOf(one)})`)))];
  return [
    `${installation}: ${summaryOf(matrix)}\n`,
    ...diagnoses.map((diagnosis) => `  ${diagnosis}\n`),
    '\n',
    intentTable(observations, width),
    '\n',
    pairTable(observations, width),
    ...(outside.length > 0 ? ['\n', outsideTable(outside, width)] : []),
    ...section('Not as intended:', [...wrong.map(lineOf), ...wrongOutside.map(lineOfOutside)]),
    ...section('Notes:', notes),
    ...section('Not asked:', notAsked),
  ].join('');
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0
    ? []
    : [
        `\n${title}\n`,
        ...lines.slice(0, listed).map((line) => `  ${line}\n`),
        ...(lines.length > listed ? [`  … and ${lines.length - listed} more; --format json lists all\n`] : []),
      ];

const count = (observations: readonly Observation[], outcome: Outcome): number => observations.filter((one) => one.outcome === outcome).length;

function summaryOf({ observations, outside }: Matrix): string {
  const wrong =
    count(observations, 'open') +
    count(observations, 'closed') +
    outside.filter(({ outcome }) => outcome !== 'agrees' && outcome !== 'undecided').length;
  const undecided = count(observations, 'undecided') + outside.filter(({ outcome }) => outcome === 'undecided').length;
  const agrees = count(observations, 'agrees') + outside.filter(({ outcome }) => outcome === 'agrees').length;
  return `${observations.length + outside.length} connections: ${agrees} as intended, ${wrong} not, ${undecided} undecided, ${count(observations, 'unanswered')} without an answer`;
}

/** Intent × observed. */
function intentTable(observations: readonly Observation[], width?: number): string {
  const rows = (['open', 'closed', 'undecided'] as const)
    .map((expected) => {
      const some = observations.filter((one) => one.expected === expected);
      const observed = (answer: string) => String(some.filter(({ outcome, told }) => outcome !== 'unanswered' && told?.answer === answer).length);
      return { some, row: [expected, observed('open'), observed('closed'), String(count(some, 'unanswered'))] };
    })
    .filter(({ some }) => some.length > 0)
    .map(({ row }) => row);
  return formatText({ columns: ['intended', 'found open', 'found closed', 'no answer'], rows }, width);
}

/** One line for each source and kind of destination. */
function pairTable(observations: readonly Observation[], width?: number): string {
  const pairs = new Map<string, Observation[]>();
  for (const one of observations) {
    const key = `${one.source.title}\n${one.kind === 'service' ? 'Services' : one.destination}`;
    const list = pairs.get(key);
    if (list) list.push(one);
    else pairs.set(key, [one]);
  }
  const rows = [...pairs].map(([key, some]) => {
    const [source = '', destination = ''] = key.split('\n');
    const found = (answer: string) => String(some.filter(({ told }) => told?.answer === answer).length);
    const wrong = some.filter(({ outcome }) => outcome !== 'agrees' && outcome !== 'undecided').length;
    return [source, destination, found('open'), found('closed'), wrong === 0 ? '' : String(wrong)];
  });
  return formatText({ columns: ['from', 'to', 'open', 'closed', 'not as intended'], rows }, width);
}

const outsideTable = (outside: readonly Outside[], width?: number): string =>
  formatText(
    {
      columns: ['from outside to', 'policy', 'intended', 'found', 'seen as'],
      rows: outside.map(({ service, address, port, policy, expected, outcome, seen }) => [
        `${service} ${address}:${port}`,
        policy,
        expected,
        outcome === 'agrees' ? expected : outcome === 'lost' ? 'open' : outcome,
        seen ?? '',
      ]),
    },
    width,
  );

const titleOf = ({ source, destination, port }: Observation): string => `${source.title} => ${destination} : TCP ${port}`;

const lineOf = (one: Observation): string =>
  `${titleOf(one)}: should be ${one.expected}${one.closedBy === undefined ? '' : ` (${byWhom[one.closedBy]})`}, is ${one.told?.answer ?? 'unknown'} (${one.told?.word ?? ''})`;

const byWhom = {
  ingress: 'by policies of the destination',
  egress: 'by policies of the source',
  both: 'by policies of both ends',
} as const;

const lineOfOutside = ({ service, address, port, expected, outcome, seen }: Outside): string =>
  outcome === 'lost'
    ? `outside => ${service} by ${address}:${port}: the pod sees ${seen}, a node, instead of the client`
    : `outside => ${service} by ${address}:${port}: should be ${expected}, is ${outcome}`;

function matrixJson(matrix: Matrix) {
  const { installation, observations, outside, diagnoses, notAsked } = matrix;
  return {
    installation,
    summary: {
      asked: observations.length + outside.length,
      agree: count(observations, 'agrees') + outside.filter(({ outcome }) => outcome === 'agrees').length,
      open: count(observations, 'open') + outside.filter(({ outcome }) => outcome === 'open').length,
      closed: count(observations, 'closed') + outside.filter(({ outcome }) => outcome === 'closed').length,
      lostAddress: outside.filter(({ outcome }) => outcome === 'lost').length,
      undecided: count(observations, 'undecided') + outside.filter(({ outcome }) => outcome === 'undecided').length,
      unanswered: count(observations, 'unanswered'),
    },
    diagnoses,
    connections: observations.map(({ source, destination, kind, host, port, expected, closedBy, outcome, told, notes }) => ({
      source: source.title,
      sourceKind: source.kind,
      destination,
      by: kind,
      host,
      protocol: 'TCP',
      port,
      expected,
      ...(closedBy !== undefined && { closedBy }),
      ...(told && { observed: told.answer, answer: told.word }),
      outcome,
      ...(notes.length > 0 && { notes }),
    })),
    outside: outside.map(({ tellsAddress: _, ...rest }) => rest),
    notAsked,
  };
}

/** JUnit for CI systems: one suite for each installation, one case for each connection. A connection without an answer is an error, an undecided one is skipped. */
const formatJunit = (matrices: readonly Matrix[]): string =>
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
