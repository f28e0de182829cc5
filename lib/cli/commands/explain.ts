import { everyResult } from '../../base/faults';
import { entries, explain, findParties, type NamedParty } from '../../reachability';
import { formatEntryChain, formatExplanation } from '../../reports/explanation';
import { type Answer, formatAnswersJson } from '../../reports/explanation-json';
import { type Destination, findDestinations, parseDestination, type WrittenDestination } from '../destination';
import { warnOfMisfits } from '../misfits';
import { reportReadingLater } from '../reading';
import { type EngineOptions, readState, type State, standInNotes } from '../state';
import { print, say } from '../terminal';

export interface ExplainOptions extends EngineOptions {
  /** @default 'text' */
  readonly format?: 'text' | 'json';
}

/** Prints why a source can or cannot connect to a port of a destination, with the rules that say so. @returns the exit code */
export const runExplain = (
  source: string,
  destination: string,
  paths: readonly string[],
  { format = 'text', ...options }: ExplainOptions,
): Promise<number> =>
  reportReadingLater(
    options,
    async (read) => {
      const wanted = parseDestination(destination);
      const state = readState(paths, { ...options, read });
      const answers = answersOf(state, source, wanted);
      if (format === 'json') print(formatAnswersJson(answers));
      else for (const answer of answers) for (const text of formatAnswer(answer)) print(`${text}\n`);
      for (const note of standInNotes(state)) say(`${note}\n`);
      warnOfMisfits(state.model);
      return 0;
    },
    'nothing was explained',
  );

/** What the texts on the command line mean. */
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
      protocol,
      port,
      explanation: explain(model, from.party, party, protocol, port),
      // From outside it is the chain that counts: a pod's own address is mostly not reachable there. The ways are those of all sources, and told once.
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

const formatAnswer = ({ source, destination, protocol, port, explanation, entries: ways }: Answer): readonly string[] => [
  formatExplanation(`${source} => ${destination} : ${protocol} ${port}`, explanation),
  ...ways.map(formatEntryChain),
];
