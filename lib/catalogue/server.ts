import type { Connection } from './component';
import type { Protocol } from './port';
import type { Evidence, SourceName } from './source';

/** A server beside the main one, as BlueMind's package for it installs it. */
export interface ServerPackage {
  readonly package: string;
  readonly description: string;
  /** Names of the components it brings. */
  readonly components: readonly string[];
  readonly source: SourceName;
}

/** A server that takes web and mail from outside, in a DMZ, and hands both on to the servers inside. */
export interface EdgeServer extends ServerPackage {
  /** Everything that goes over the border between it and the servers inside; it needs nothing else of them, nor they of it. */
  readonly connections: readonly EdgeConnection[];
}

/** A connection between an edge server and a server inside. */
export interface EdgeConnection extends Connection {
  /** Whether the edge server connects, or is connected to. */
  readonly direction: 'inward' | 'outward';
}

/** A connection of a component to something that is no part of BlueMind. */
export interface OutgoingConnection {
  /** Stable name, unique in the catalogue. */
  readonly name: string;
  /** Component that connects. */
  readonly from: string;
  readonly protocol: Protocol;
  readonly ports: readonly number[];
  /** Hosts it connects to. @default - many, or those of one's own */
  readonly hosts?: readonly string[];
  /** External port on which the other side connects here: who is reached from everywhere by it connects to everywhere. @default - none */
  readonly counterpartOf?: string;
  /** What for. */
  readonly description: string;
  readonly evidence: Evidence;
  readonly source: SourceName;
}
