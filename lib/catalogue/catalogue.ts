import type { Component, Connection, ServerRole } from './component';
import { type ExternalPort, type InternalPort, isExternal, isInternal, type Port } from './port';
import type { EdgeServer, OutgoingConnection, ServerPackage } from './server';

/** BlueMind's major releases with a catalogue. */
export type Release = '4' | '5';

/** All known facts about one BlueMind release, independent of Kubernetes. */
export interface Catalogue {
  readonly release: Release;
  readonly ports: readonly Port[];
  readonly components: readonly Component[];
  readonly connections: readonly Connection[];
  readonly roles: readonly ServerRole[];
  /** The server for a DMZ. */
  readonly edge: EdgeServer;
  /** A further server for mailboxes. @default - the release has none */
  readonly mailboxServer?: ServerPackage;
  /** Outgoing connections of the installation. */
  readonly outgoing: readonly OutgoingConnection[];
}

/** Parts of a catalogue that an installation adds: an add-on, an exporter. */
export type CatalogueAdditions = Partial<Pick<Catalogue, 'ports' | 'components' | 'connections'>>;

/** The catalogue, followed by the installation's own ports, components and connections. */
export const extendCatalogue = (catalogue: Catalogue, additions: CatalogueAdditions = {}): Catalogue => ({
  ...catalogue,
  ports: [...catalogue.ports, ...(additions.ports ?? [])],
  components: [...catalogue.components, ...(additions.components ?? [])],
  connections: [...catalogue.connections, ...(additions.connections ?? [])],
});

/** The ports that may be exposed. */
export const externalPorts = (catalogue: Catalogue): readonly ExternalPort[] => catalogue.ports.filter(isExternal);
/** The ports that stay inside. */
export const internalPorts = (catalogue: Catalogue): readonly InternalPort[] => catalogue.ports.filter(isInternal);
/** The ports on which a component listens, including those on 127.0.0.1. */
export const portsOf = (catalogue: Catalogue, component: string): readonly Port[] => catalogue.ports.filter((port) => port.component === component);
