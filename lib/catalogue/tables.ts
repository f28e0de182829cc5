import type { Component, Connection } from './component';
import type { ExternalPort, InternalPort, LoopbackPort } from './port';
import type { EdgeConnection, OutgoingConnection } from './server';
import type { Evidence, SourceName } from './source';

/** Values that all rows of a table share are given once, above them. No port of BlueMind was found to use UDP. */
type Common = 'audience' | 'protocol' | 'source';
const protocol = 'TCP';

/** External ports from one source. */
export const externalTable = (source: SourceName, rows: readonly Omit<ExternalPort, Common>[]): readonly ExternalPort[] =>
  rows.map((row) => ({ audience: 'external', protocol, source, ...row }));

/** Internal ports from one source. */
export const internalTable = (source: SourceName, rows: readonly Omit<InternalPort, Common>[]): readonly InternalPort[] =>
  rows.map((row) => ({ audience: 'internal', protocol, source, ...row }));

/** Ports bound to 127.0.0.1, from one source. */
export const loopbackTable = (source: SourceName, rows: readonly Omit<LoopbackPort, Common>[]): readonly LoopbackPort[] =>
  rows.map((row) => ({ audience: 'loopback', protocol, source, ...row }));

/** A component on the servers of one role. */
export const on = (role: string): Component['placement'] => ({ kind: 'role', role });

/** A component beside, or inside, each of some others. */
export const beside = (...components: readonly string[]): Component['placement'] => ({ kind: 'with', components });

/** A component on every server. */
export const everywhere: Component['placement'] = { kind: 'everywhere' };

/** A connection as a row: source, destination, port, purpose; confirmed unless the row says otherwise. */
type ConnectionRow = readonly [from: string, to: string, port: string, description: string, evidence?: Evidence];

/** Connections between servers, from one source. */
export const overNetwork = (source: SourceName, rows: readonly ConnectionRow[]): readonly Connection[] =>
  rows.map(([from, to, port, description, evidence = 'confirmed']) => ({ from, to, port, description, evidence, source }));

/** Connections to 127.0.0.1, from one source. */
export const overLoopback = (source: SourceName, rows: readonly ConnectionRow[]): readonly Connection[] =>
  overNetwork(source, rows).map((connection) => ({ ...connection, loopback: true }));

/** Connections of an edge server to the servers inside, from one source. */
export const inward = (source: SourceName, rows: readonly ConnectionRow[]): readonly EdgeConnection[] =>
  overNetwork(source, rows).map((connection) => ({ ...connection, direction: 'inward' }));

/** Connections of the servers inside to an edge server, from one source. */
export const outward = (source: SourceName, rows: readonly ConnectionRow[]): readonly EdgeConnection[] =>
  overNetwork(source, rows).map((connection) => ({ ...connection, direction: 'outward' }));

/** Outgoing connections of the installation, from one source; TCP and confirmed unless the row says otherwise. */
export const outOf = (
  source: SourceName,
  rows: readonly (Omit<OutgoingConnection, 'source' | 'protocol' | 'evidence'> & Partial<Pick<OutgoingConnection, 'protocol' | 'evidence'>>)[],
): readonly OutgoingConnection[] => rows.map((row) => ({ protocol, evidence: 'confirmed', source, ...row }));
