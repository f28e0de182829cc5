import type { Matrix } from '../../cluster/probe/matrix';
import { formatText } from '../table';
import { intentTable, outsideTable, pairTable } from './tables';
import { noteLines, summaryOf, wrongLines } from './words';

/** How many connections are listed; the rest is counted, and complete in the other formats. */
const listed = 20;

/** The results of one installation for people. */
export function formatMatrix(matrix: Matrix, width?: number): string {
  const { installation, observations, outside, diagnoses, notAsked } = matrix;
  return [
    `${installation}: ${summaryOf(matrix)}\n`,
    ...diagnoses.map((diagnosis) => `  ${diagnosis}\n`),
    '\n',
    formatText(intentTable(observations), width),
    '\n',
    formatText(pairTable(observations), width),
    ...(outside.length > 0 ? ['\n', formatText(outsideTable(outside), width)] : []),
    ...section('Not as intended:', wrongLines(matrix)),
    ...section('Notes:', noteLines(matrix)),
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
