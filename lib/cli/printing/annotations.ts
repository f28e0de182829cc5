import type { Assertion, Finding } from '../../checks';
import { portNamesOf } from '../../checks/intent/end-port-names';
import type { Answer } from '../../reports/explanations/answer';
import { answersReport, type Judgement } from '../../reports/explanations/answers-report';
import { formatFindings } from '../../reports/findings';
import type { AnnotationFormat } from '../../reports/findings/formats';
import { settingsPlaceOf } from '../../synth/settings/installations';
import type { State } from '../state';
import { printIn } from './print-in';

/** How answers are printed for pipelines. */
export interface Annotated {
  /** The command's name. */
  readonly command: string;
  readonly format: AnnotationFormat;
  readonly judgement: Judgement;
  /** Further findings about the same state. @default - none */
  readonly besides?: { readonly findings: readonly Finding[]; readonly assertions: readonly Assertion[] };
}

/** Prints answers in a form that pipelines show, with the lines of manifests and settings. */
export function printAnnotations(state: State, answers: readonly Answer[], { command, format, judgement, besides }: Annotated): void {
  const { model, plans, installations, input } = state;
  const { findings, assertions, failOn } = answersReport(answers, {
    model,
    plans,
    judgement,
    portNames: (end) => portNamesOf(model, plans, end),
  });
  const report = {
    command,
    failOn,
    findings: [...findings, ...(besides?.findings ?? [])],
    assertions: [...assertions, ...(besides?.assertions ?? [])],
    settingsPlace: settingsPlaceOf(installations),
    input,
    folder: process.cwd(),
  };
  printIn(format, formatFindings(report, format));
}
