import { csvLine } from '../../base/csv';
import type { DirectionExplanation } from '../../reachability';
import { formatMarkdown } from '../table';
import { type Answer, portsOfAnswer } from './answer';
import { describeVerdict, reasonsOfEnd } from './reasons';

/** A line an answer: who, whom, which ports, the verdict, and why at either end. */
export const formatAnswersMarkdown = (answers: readonly Answer[]): string =>
  formatMarkdown({
    columns: ['Source', 'Destination', 'Ports', 'Verdict', 'Outgoing from the source', 'Incoming to the destination'],
    rows: rowsOf(answers),
  });

/** The same with the line ends and names of columns that lists of connections have. */
export const formatAnswersCsv = (answers: readonly Answer[]): string =>
  [['src', 'dst', 'conn', 'verdict', 'egress', 'ingress'], ...rowsOf(answers)].map((fields) => csvLine(fields)).join('');

const rowsOf = (answers: readonly Answer[]): readonly (readonly string[])[] =>
  answers.map((answer) => {
    const { verdict, egress, ingress } = answer.explanation;
    return [answer.source, answer.destination, portsOfAnswer(answer), describeVerdict(verdict), endOf(egress), endOf(ingress)];
  });

const endOf = (end: DirectionExplanation | undefined): string => (end ? reasonsOfEnd(end).join('; ') : '');
