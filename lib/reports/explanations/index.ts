import { formatMap } from '../map';
import { answersMap } from '../map/answers-map';
import type { Answer } from './answer';
import type { ExplanationFormat } from './formats';
import { formatAnswersJson } from './json';
import { formatAnswersCsv, formatAnswersMarkdown } from './table';
import { formatAnswersText } from './text';

const formats = {
  text: formatAnswersText,
  csv: formatAnswersCsv,
  json: formatAnswersJson,
  markdown: formatAnswersMarkdown,
  dot: (answers) => formatMap(answersMap(answers), 'dot'),
  mermaid: (answers) => formatMap(answersMap(answers), 'mermaid'),
  svg: (answers) => formatMap(answersMap(answers), 'svg'),
} as const satisfies Readonly<Record<ExplanationFormat, (answers: readonly Answer[]) => string | Promise<string>>>;

/** Explanations in one of the formats. */
export const formatAnswers = async (answers: readonly Answer[], format: ExplanationFormat): Promise<string> => formats[format](answers);
