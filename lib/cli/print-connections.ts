import { InputError } from '../base/faults';
import { type Connection, type ConnectionOptions, explainConnection, type Model, portRanges } from '../reachability';
import { formatConnectionList } from '../reports/connections';
import type { ConnectionsFormat } from '../reports/connections/formats';
import { formatAnswers } from '../reports/explanations';
import type { Answer } from '../reports/explanations/answer';
import { formatMap } from '../reports/map';
import { isMapFormat } from '../reports/map/formats';
import { mapOfState } from './connections-map';
import { printIn } from './print-in';
import type { State } from './state';
import { printDocument } from './terminal';

/** How connections are printed. */
export interface PrintedAs {
  readonly format: ConnectionsFormat;
  /** Whether to print the rules that admit each connection. */
  readonly explain: boolean;
  /** The requested connections, by which a map chooses ways in. */
  readonly wanted: ConnectionOptions;
  /** Title of a map. */
  readonly title: string;
}

/** Prints connections as a list, as a map or with their explanations. Lists are printed while they are computed, since there may be millions of connections. */
export async function printConnections(state: State, list: Iterable<Connection>, { format, explain, wanted, title }: PrintedAs): Promise<void> {
  if (explain) {
    const text = await formatAnswers(
      [...list].flatMap((connection) => answersOf(state.model, connection)),
      format,
    );
    printIn(format, text);
  } else if (isMapFormat(format)) printDocument(await formatMap(mapOfState(state, few(list), wanted, title), format));
  else for (const text of formatConnectionList(list, format)) printIn(format, text);
}

/** With more connections a map is unreadable, and there may be millions. */
const mostMapped = 5000;

/** @throws InputError if there are too many for a map */
function few(list: Iterable<Connection>): readonly Connection[] {
  const connections: Connection[] = [];
  for (const connection of list) {
    if (connections.length === mostMapped)
      throw new InputError([
        {
          field: '--format',
          message: `a map of more than ${mostMapped} connections could not be read; ask for less, by --focus or --port, or take the list`,
        },
      ]);
    connections.push(connection);
  }
  return connections;
}

/** Why a connection is possible: one answer for all ports that the same rules admit. */
const answersOf = (model: Model, connection: Connection): readonly Answer[] =>
  explainConnection(model, connection).flatMap(({ from, to, ports, explanation }) =>
    portRanges(ports)
      .slice(0, 1)
      .map(({ protocol, first }) => ({
        source: connection.source.title,
        destination: connection.destination.title,
        from,
        to,
        protocol,
        port: first,
        ports,
        explanation,
        entries: [],
      })),
  );
