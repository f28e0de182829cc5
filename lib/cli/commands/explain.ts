import { everyResult } from '../../base/faults';
import { entries, explain, findParties, type NamedParty } from '../../reachability';
import type { ConnectionsFormat } from '../../reports/connections/formats';
import { formatAnswers } from '../../reports/explanations';
import type { Answer } from '../../reports/explanations/answer';
import { isAsExpected, type Judgement } from '../../reports/explanations/answers-report';
import { isAnnotationFormat } from '../../reports/findings/formats';
import { type Destination, findDestinations, parseDestination, type WrittenDestination } from '../destination';
import { exitCodes } from '../exit-code';
import { warnOfMisfits } from '../misfits';
import { printAnnotations } from '../print-annotations';
import { printIn } from '../print-in';
import { reportReadingLater } from '../reading';
import { type EngineOptions, readState, type State, standInNotes } from '../state';
import { say } from '../terminal';

export interface ExplainOptions extends EngineOptions {
  /** @default 'text' */
  readonly format?: ConnectionsFormat;
  /** What each answer is to be. @default - nothing is expected */
  readonly expect?: 'allowed' | 'denied';
}

/** Prints why a source can or cannot connect to a port of a destination, with the rules that decide it. @returns the exit code: 1 where an answer is not as expected */
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
      const answers = answersOf(state, source, wanted);
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

/** The meaning of the texts on the command line. */
interface Found {
  readonly sources?: readonly NamedParty[];
  readonly destinations?: readonly Destination[];
}

function answersOf({ model, plans }: State, source: string, destination: WrittenDestination): readonly Answer[] {
  const found = everyResult<Found>([
    () => ({ sources: findParties(model, source) }),
    () => ({ destinations: findDestinations(model, plans, destination) }),
  ]);
  const sources = found.flatMap((one) => one.sources ?? []);
  const destinations = found.flatMap((one) => one.destinations ?? []);
  return destinations.flatMap(({ title, party, protocol, port }) =>
    sources.map((from, index) => ({
      source: from.title,
      destination: title,
      from: from.party,
      to: party,
      protocol,
      port,
      explanation: explain(model, from.party, party, protocol, port),
      // From outside, the whole path counts: a pod's own address is usually not reachable there. The ways in are the same for all sources and are printed once.
      entries:
        source === 'external' && index === sources.length - 1
          ? entries(model).filter(
              (entry) =>
                entry.destination.kind === 'pods' &&
                entry.destination.end.groups.some((group) => group === party) &&
                entry.destination.port === port &&
                entry.protocol === protocol,
            )
          : [],
    })),
  );
}
