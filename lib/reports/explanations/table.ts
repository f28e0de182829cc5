import { csvLine } from '../../base/csv';
import type { DirectionExplanation } from '../../reachability';
import { answersMap } from '../map/answers-map';
import { mapInMarkdown } from '../map/markdown';
import { fenced, folded } from '../markdown';
import { formatMarkdown } from '../table';
import { type Answer, portsOfAnswer } from './answer';
import { describeVerdict, itselfReason, reasonsOfEnd } from './reasons';
import { formatAnswersText } from './text';

/** A summary, a line for each answer (source, destination, ports, verdict, and the reason at either end), a map, and all facts in a folded section. */
export const formatAnswersMarkdown = (answers: readonly Answer[]): string =>
  [
    `**${summaryOf(answers)}**\n`,
    formatMarkdown({
      columns: ['Source', 'Destination', 'Ports', 'Verdict', 'Outgoing from the source', 'Incoming to the destination'],
      rows: rowsOf(answers),
    }),
    ...mapInMarkdown(answersMap(answers)),
    ...(answers.length > 0 ? [folded('Details', fenced('text', formatAnswersText(answers)))] : []),
  ].join('\n');

/** `3 answers: 1 allowed, 2 denied, 0 unknown.` */
function summaryOf(answers: readonly Answer[]): string {
  const counts = (['allowed', 'denied', 'unknown'] as const).map(
    (kind) => `${answers.filter(({ explanation }) => explanation.verdict.kind === kind).length} ${kind}`,
  );
  return `${answers.length} ${answers.length === 1 ? 'answer' : 'answers'}: ${counts.join(', ')}.`;
}

/** The same with the line ends and column names of lists of connections. */
export const formatAnswersCsv = (answers: readonly Answer[]): string =>
  [['src', 'dst', 'conn', 'verdict', 'egress', 'ingress'], ...rowsOf(answers)].map((fields) => csvLine(fields)).join('');

const rowsOf = (answers: readonly Answer[]): readonly (readonly string[])[] =>
  answers.map((answer) => {
    const { verdict, self, egress, ingress } = answer.explanation;
    const ends = self ? [itselfReason, itselfReason] : [endOf(egress), endOf(ingress)];
    return [answer.source, answer.destination, portsOfAnswer(answer), describeVerdict(verdict), ...ends];
  });

const endOf = (end: DirectionExplanation | undefined): string => (end ? reasonsOfEnd(end).join('; ') : '');
