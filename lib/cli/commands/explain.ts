import type { ConnectionsFormat } from '../../reports/connections/formats';
import { formatAnswers } from '../../reports/explanations';
import { answersOf } from '../../reports/explanations/answers';
import { isAsExpected, type Judgement } from '../../reports/explanations/answers-report';
import { parseDestination } from '../../reports/explanations/destination';
import { isAnnotationFormat } from '../../reports/findings/formats';
import { exitCodes } from '../exit-code';
import { printAnnotations } from '../printing/annotations';
import { warnOfMisfits } from '../printing/misfits';
import { printIn } from '../printing/print-in';
import { reportReadingLater } from '../reading';
import { type EngineOptions, readState, standInNotes } from '../state';
import { say } from '../terminal';

export interface ExplainOptions extends EngineOptions {
  /** @default 'text' */
  readonly format?: ConnectionsFormat;
  /** The answer that you expect for every connection. @default - nothing is expected */
  readonly expect?: 'allowed' | 'denied';
}

/** Prints why a source can or cannot connect to a port of a destination, with the rules that decide it. @returns the exit code: 1 if an answer is not as expected */
export const runExplain = (
  source: string,
  destination: string,
  paths: readonly string[],
  { format = 'text', expect, ...options }: ExplainOptions,
): Promise<number> =>
  reportReadingLater(
    options,
    async (read) => {
      const wanted = parseDestination(destination);
      const state = readState(paths, { ...options, read });
      const answers = answersOf(state.model, state.plans, source, wanted);
      const judgement: Judgement = expect ? { kind: 'expectation', verdict: expect } : { kind: 'question' };
      if (isAnnotationFormat(format)) printAnnotations(state, answers, { command: 'explain', format, judgement });
      else printIn(format, await formatAnswers(answers, format));
      for (const note of standInNotes(state)) say(`${note}\n`);
      warnOfMisfits(state.model);
      if (expect === undefined || isAsExpected(answers, expect)) return exitCodes.fine;
      say(`Not as expected: '--expect ${expect}'.\n`);
      return exitCodes.findings;
    },
    'nothing was explained',
  );
