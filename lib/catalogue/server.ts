import type { Connection } from './component';
import type { Protocol } from './port';
import type { Evidence, SourceName } from './source';

/** A server in addition to the main one, as BlueMind's package for it installs it. */
export interface ServerPackage {
  readonly package: string;
  readonly description: string;
  /** Names of its components. */
  readonly components: readonly string[];
  readonly source: SourceName;
}

/** A server that takes web and mail from outside, in a DMZ, and forwards both to the servers inside. */
export interface EdgeServer extends ServerPackage {
  /** All connections between it and the servers inside; neither side needs any other. */
  readonly connections: readonly EdgeConnection[];
}

/** A connection between an edge server and a server inside. */
export interface EdgeConnection extends Connection {
  /** Whether the edge server is the client or the server. */
  readonly direction: 'inward' | 'outward';
}

/** A connection of a component to something that is not part of BlueMind. */
export interface OutgoingConnection {
  /** Stable name, unique in the catalogue. */
  readonly name: string;
  /** Component that connects. */
  readonly from: string;
  readonly protocol: Protocol;
  readonly ports: readonly number[];
  /** Hosts it connects to. @default - many, or your own */
  readonly hosts?: readonly string[];
  /** External port on which the other side connects here: a workload that everyone reaches on this port also connects to everyone. @default - none */
  readonly counterpartOf?: string;
  /** Purpose. */
  readonly description: string;
  readonly evidence: Evidence;
  readonly source: SourceName;
}
