import { everyResult, InputError } from '../../base/faults';
import { entries, explain, findParties, type Model, type Protocol, parseProtocol } from '../../reachability';
import { formatEntryChain, formatExplanation } from '../../reports/explanation';
import { warnOfMisfits } from '../misfits';
import { reportReading } from '../reading';
import { type EngineOptions, readState, standInNotes } from '../state';
import { print, say } from '../terminal';

/** Prints why a source can or cannot connect to a port of a destination, with the rules that say so. @returns the exit code */
export const runExplain = (source: string, destination: string, paths: readonly string[], options: EngineOptions): number =>
  reportReading(
    options,
    (read) => {
      const { name, protocol, port } = parseDestination(destination);
      const state = readState(paths, { ...options, read });
      for (const text of explanations(state.model, source, name, protocol, port)) print(`${text}\n`);
      for (const note of standInNotes(state)) say(`${note}\n`);
      warnOfMisfits(state.model);
      return 0;
    },
    'nothing was explained',
  );

function* explanations(model: Model, source: string, destination: string, protocol: Protocol, port: number): Generator<string> {
  const [sources = [], destinations = []] = everyResult([source, destination].map((name) => () => findParties(model, name)));
  for (const to of destinations) {
    for (const from of sources)
      yield formatExplanation(`${from.title} => ${to.title} : ${protocol} ${port}`, explain(model, from.party, to.party, protocol, port));
    if (source !== 'external') continue;
    // From outside it is the chain that counts: a pod's own address is mostly not reachable there.
    for (const entry of entries(model))
      if (
        entry.destination.kind === 'pods' &&
        entry.destination.end.groups.some((group) => group === to.party) &&
        entry.destination.port === port &&
        entry.protocol === protocol
      )
        yield formatEntryChain(entry);
  }
}

/** `ns/name:5432` or `ns/name:UDP/53`. */
function parseDestination(text: string): { readonly name: string; readonly protocol: Protocol; readonly port: number } {
  const [, name, protocolText = 'TCP', portText] = /^(.+):(?:([A-Za-z]+)\/)?(\d+)$/.exec(text) ?? [];
  const protocol = parseProtocol(protocolText.toUpperCase());
  const port = Number(portText);
  if (name === undefined || protocol === undefined || !(port >= 1 && port <= 65535))
    throw new InputError([
      { field: 'DESTINATION:PORT', message: `'${text}': expected a destination and a port, such as mail/postfix:25 or mail/dns:UDP/53` },
    ]);
  return { name, protocol, port };
}
