import type { Matrix } from '../../cluster/probe/matrix';
import { folded, markdownText } from '../markdown';
import { formatMarkdown } from '../table';
import { intentTable, outsideTable, pairTable } from './tables';
import { noteLines, summaryOf, wrongLines } from './words';

/** The results of probes for a pull request: a summary, what is not as intended, intent × observed, and the rest folded. */
export const formatProbesMarkdown = (matrices: readonly Matrix[]): string => matrices.map(formatMatrix).join('\n');

function formatMatrix(matrix: Matrix): string {
  const { installation, observations, outside, diagnoses, notAsked } = matrix;
  return [
    `**cdk8s-bluemind probe ${markdownText(installation)}: ${summaryOf(matrix)}.**\n`,
    ...list(diagnoses),
    ...titled('Not as intended', wrongLines(matrix)),
    formatMarkdown(intentTable(observations)),
    ...(outside.length > 0 ? [formatMarkdown(outsideTable(outside))] : []),
    folded('Sources and destinations', formatMarkdown(pairTable(observations))),
    ...titled('Notes', noteLines(matrix)),
    ...titled('Not asked', notAsked),
  ].join('\n');
}

/** Most lines that are not folded. */
const most = 20;

const titled = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length > most ? [folded(`${title} ${lines.length}`, list(lines).join(''))] : lines.length === 0 ? [] : [`**${title}**\n`, ...list(lines)];

const list = (lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : [lines.map((line) => `- ${markdownText(line)}\n`).join('')]);
