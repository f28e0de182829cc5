import { deepFrozen } from '../base/frozen';
import type { Evidence, SourceName } from './source';

/** Transport protocols of BlueMind's ports, in the order in which they are listed. */
export const protocols = deepFrozen(['TCP', 'UDP'] as const);

/** A transport protocol of BlueMind's ports. */
export type Protocol = (typeof protocols)[number];

interface ListeningPort {
  /** Stable name, unique in the catalogue; the IANA service name if there is one. Valid as a Kubernetes port name (15 characters at most). */
  readonly name: string;
  /** Number it listens on, or the first of a range. */
  readonly number: number;
  /** Last number of a range, included. @default - a single port */
  readonly endNumber?: number;
  readonly protocol: Protocol;
  /** Component that listens. */
  readonly component: string;
  /** What it is for. */
  readonly description: string;
  /** Where the port is documented. */
  readonly source: SourceName;
  /** Whether the port itself was read there. @default 'confirmed' */
  readonly evidence?: Evidence;
  /** What the source gets wrong or leaves out. */
  readonly note?: string;
  /** Where the note's fact is documented. @default - in the port's own source */
  readonly noteSource?: SourceName;
}

/** Transport security as on the "Ports" page: SSL is TLS only, TLS is opportunistic. */
export type TransportSecurity = 'PLAIN' | 'PLAIN/TLS' | 'SSL' | 'TLS';

/** What a client meets in practice. */
export type Encryption = 'none' | 'optional-starttls' | 'required-starttls' | 'implicit-tls';

/** A port that mail clients, browsers and other servers use: it may be exposed. */
export interface ExternalPort extends ListeningPort {
  readonly audience: 'external';
  /** Whether BlueMind can work without it. */
  readonly need: 'mandatory' | 'optional';
  readonly transportSecurity: TransportSecurity;
  readonly encryption: Encryption;
  /** @default - not an SMTP port */
  readonly smtpAuthentication?: 'supported' | 'required';
  /** Oldest TLS version accepted, and the BlueMind version since which this is true. @default - not documented */
  readonly minimumTls?: { readonly version: '1.2'; readonly since: string };
  /** BlueMind trusts, blocks or bans by the client address on this port: if the address is lost, BlueMind becomes an open relay or locks everyone out. @default false */
  readonly trustsClientAddress?: boolean;
  /** Port to which clients are redirected; nothing else is served. @default - serves by itself */
  readonly redirectsTo?: string;
  /** Why BlueMind advises against it. @default - recommended */
  readonly notRecommended?: string;
}

/** A port between BlueMind's components: never reachable from outside the cluster. */
export interface InternalPort extends ListeningPort {
  readonly audience: 'internal';
  /** Members of one cluster find each other on this port, so they need each other's own addresses. @default false */
  readonly betweenMembers?: boolean;
  /** Documented, but nothing of this release listens on it. @default false */
  readonly obsolete?: boolean;
}

/** A port bound to 127.0.0.1: it never leaves the pod and is rendered nowhere. */
export interface LoopbackPort extends ListeningPort {
  readonly audience: 'loopback';
}

export type Port = ExternalPort | InternalPort | LoopbackPort;

/** A port that is reached over the network. */
export type NetworkPort = ExternalPort | InternalPort;

export const isExternal = (port: Port): port is ExternalPort => port.audience === 'external';
export const isInternal = (port: Port): port is InternalPort => port.audience === 'internal';
export const isNetworkPort = (port: Port): port is NetworkPort => port.audience !== 'loopback';

/** Last number of a port or range. */
export const lastNumber = (port: Pick<ListeningPort, 'number' | 'endNumber'>): number => port.endNumber ?? port.number;

/** `443`, or `5701-5715` for a range. */
export const formatNumbers = (port: Pick<ListeningPort, 'number' | 'endNumber'>): string =>
  port.endNumber === undefined ? `${port.number}` : `${port.number}-${port.endNumber}`;
