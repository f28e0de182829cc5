import { InputError } from '../../base/faults';
import { didYouMean } from '../../base/words';
import { catalogueNames } from '../../checks/intent/port-names';
import type { Plan } from '../../plan';
import { findParties, type Model, type NamedParty, type NamedPort, namedPortsOf, type Protocol, parseProtocol } from '../../reachability';

/** A port of a party, as it was asked for. */
export interface Destination extends NamedParty {
  readonly protocol: Protocol;
  readonly port: number;
}

/** `ns/name:5432`, `ns/name:postgresql` or `ns/name:UDP/53`, as written. */
export interface WrittenDestination {
  readonly name: string;
  /** @default - TCP for a number, any for a name */
  readonly protocol?: Protocol;
  readonly port: number | string;
}

const field = 'DESTINATION:PORT';

/**
 * The requested ports: by number, or by their name in containers, Services, settings or BlueMind's catalogue. Several if the name is
 * that of a range, or if several workloads match.
 * @throws InputError if there is none
 */
export function findDestinations(model: Model, plans: readonly Plan[], { name, protocol, port }: WrittenDestination): readonly Destination[] {
  const parties = findParties(model, name);
  if (typeof port === 'number') return parties.map((party) => ({ ...party, protocol: protocol ?? 'TCP', port }));
  const found = parties.flatMap((party) =>
    namesAt(model, plans, party, port)
      .filter((named) => named.name === port && (protocol ?? named.protocol) === named.protocol)
      .map((named) => ({ ...party, protocol: named.protocol, port: named.port })),
  );
  if (found.length === 0) throw new InputError([{ field, message: noSuchPort(model, plans, parties, port, protocol) }]);
  return [...new Map(found.map((one) => [`${one.title} ${one.protocol} ${one.port}`, one])).values()];
}

/** Names of ports at a party; BlueMind's own names only if manifests do not have the name, since manifests know better where a pod listens. */
function namesAt(model: Model, plans: readonly Plan[], { party }: NamedParty, wanted: string): readonly NamedPort[] {
  if (party.kind !== 'pods') return [];
  const given = namedPortsOf(model, party);
  return given.some(({ name }) => name === wanted) ? given : [...given, ...catalogueNames(party, plans)];
}

function noSuchPort(model: Model, plans: readonly Plan[], parties: readonly NamedParty[], port: string, protocol: Protocol | undefined): string {
  const where = parties.map(({ title }) => title).join(', ');
  const ports = parties.flatMap((party) => namesAt(model, plans, party, port)).filter((named) => (protocol ?? named.protocol) === named.protocol);
  const names = [...new Set(ports.map(({ name }) => name))].sort();
  const what = protocol === undefined ? 'port' : `${protocol} port`;
  return names.length === 0
    ? `no ${what} of ${where} has a name, so '${port}' is unknown; give its number`
    : `${where} has no ${what} '${port}'; expected a number${names.length > 12 ? '' : ` or ${names.join(', ')}`}${didYouMean(port, names)}`;
}

/** @throws InputError if a text is not a destination with a port */
export function parseDestination(text: string): WrittenDestination {
  const [, name, protocolText, portText = ''] = /^(.+):(?:([A-Za-z]+)\/)?([A-Za-z0-9-]+)$/.exec(text) ?? [];
  const protocol = protocolText === undefined ? undefined : parseProtocol(protocolText.toUpperCase());
  const port = /^\d+$/.test(portText) ? Number(portText) : portText;
  const isPort = typeof port === 'string' ? port !== '' : port >= 1 && port <= 65535;
  if (name === undefined || !isPort || (protocolText !== undefined && protocol === undefined))
    throw new InputError([
      { field, message: `'${text}': expected a destination and a port, such as mail/postfix:25, mail/database:postgresql or mail/dns:UDP/53` },
    ]);
  return { name, ...(protocol && { protocol }), port };
}
