import { everyResult } from '../../base/faults';
import type { Plan } from '../../plan';
import { entries, explain, findParties, type Model, type NamedParty } from '../../reachability';
import type { Answer } from './answer';
import { type Destination, findDestinations, type WrittenDestination } from './destination';

/** The meaning of the texts. */
interface Found {
  readonly sources?: readonly NamedParty[];
  readonly destinations?: readonly Destination[];
}

/**
 * What a model says about a source and a port of a destination, both as text.
 * @throws InputError with what cannot be found of both
 */
export function answersOf(model: Model, plans: readonly Plan[], source: string, destination: WrittenDestination): readonly Answer[] {
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
