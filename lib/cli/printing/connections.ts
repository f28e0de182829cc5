import { InputError } from '../../base/faults';
import { type Connection, type ConnectionOptions, explainConnection, type Model, portRanges } from '../../reachability';
import { formatConnectionList } from '../../reports/connections';
import type { ConnectionsFormat } from '../../reports/connections/formats';
import { connectionsSummary } from '../../reports/connections/markdown';
import { formatAnswers } from '../../reports/explanations';
import type { Answer } from '../../reports/explanations/answer';
import { isAnnotationFormat } from '../../reports/findings/formats';
import { formatMap } from '../../reports/map';
import { isMapFormat } from '../../reports/map/formats';
import { mapInMarkdown } from '../../reports/map/markdown';
import type { State } from '../state';
import { print, printDocument } from '../terminal';
import { type Annotated, printAnnotations } from './annotations';
import { mapOfState } from './connections-map';
import { printIn } from './print-in';

/** How connections are printed. */
export interface PrintedAs {
  readonly format: ConnectionsFormat;
  /** Whether to print the rules that admit each connection. */
  readonly explain: boolean;
  /** The requested connections, by which a map chooses ways in. */
  readonly wanted: ConnectionOptions;
  /** Title of a map. */
  readonly title: string;
  readonly command: string;
  /** See `Annotated`. */
  readonly besides?: Annotated['besides'];
}

/** Prints connections as a list, as a map or with their explanations. Lists are printed while they are computed, since there may be millions of connections. */
export async function printConnections(
  state: State,
  list: Iterable<Connection>,
  { format, explain, wanted, title, command, besides }: PrintedAs,
): Promise<void> {
  if (isAnnotationFormat(format)) {
    const answers = few(list, mostAnnotated, 'report').flatMap((connection) => answersOf(state.model, connection));
    printAnnotations(state, answers, { command, format, judgement: { kind: 'list' }, ...(besides && { besides }) });
  } else if (explain) {
    const text = await formatAnswers(
      [...list].flatMap((connection) => answersOf(state.model, connection)),
      format,
    );
    printIn(format, text);
  } else if (isMapFormat(format)) printDocument(await formatMap(mapOfState(state, few(list, mostMapped, 'map'), wanted, title), format));
  else if (format === 'markdown') printMarkdown(state, list, wanted, title);
  else for (const text of inPieces(formatConnectionList(list, format))) printIn(format, text);
}

/** Characters to print at once: each call of the system takes as long as many lines. */
const pieceSize = 65_536;

/** The same text in fewer and larger pieces, without waiting for all of it. */
function* inPieces(texts: Iterable<string>): Generator<string> {
  let piece = '';
  for (const text of texts) {
    piece += text;
    if (piece.length < pieceSize) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** Prints a table; of no more connections than a map shows, a summary before it and the map behind it. */
function printMarkdown(state: State, list: Iterable<Connection>, wanted: ConnectionOptions, title: string): void {
  const { first, all } = begun(list, mostMapped);
  const isWhole = first.length <= mostMapped;
  if (isWhole) print(`${connectionsSummary(first)}\n`);
  for (const text of formatConnectionList(all, 'markdown')) print(text);
  const drawn = isWhole ? mapInMarkdown(mapOfState(state, first, wanted, title)) : [`No map is drawn of more than ${mostMapped} connections.\n`];
  for (const text of drawn) print(`\n${text}`);
}

/** The beginning of a list, one more than asked for if there are more, and all of it. */
function begun<Item>(list: Iterable<Item>, most: number): { readonly first: readonly Item[]; readonly all: Iterable<Item> } {
  const first: Item[] = [];
  const rest = list[Symbol.iterator]();
  for (let next = rest.next(); !next.done; next = rest.next()) {
    first.push(next.value);
    if (first.length > most) break;
  }
  return {
    first,
    all: (function* () {
      yield* first;
      for (let next = rest.next(); !next.done; next = rest.next()) yield next.value;
    })(),
  };
}

/** With more connections a map is unreadable, and there may be millions. */
const mostMapped = 5000;

/** GitHub accepts at most this many results in a run of SARIF. */
const mostAnnotated = 25_000;

/** @throws InputError if there are too many for a form that is written as a whole */
function few(list: Iterable<Connection>, most: number, what: string): readonly Connection[] {
  const connections: Connection[] = [];
  for (const connection of list) {
    if (connections.length === most)
      throw new InputError([
        {
          field: '--format',
          message: `a ${what} of more than ${most} connections would be unreadable; ask for fewer with --focus or --port, or print the list`,
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
