import { deepFrozen } from '../base/frozen';
import type { Release } from './catalogue';

/**
 * Names of the ports that are reached over the network, by who may reach them and in which releases they are: TypeScript completes them and refuses
 * others. A test compares them with the catalogues.
 */
const names = deepFrozen({
  external: {
    both: ['http', 'https', 'imap', 'imaps', 'pop3', 'pop3s', 'smtp', 'submission', 'submissions'],
    '4': ['xmpp-client', 'xmpp-server', 'xmpps-client'],
    '5': [],
  },
  internal: {
    both: [
      'chronograf',
      'core',
      'elasticsearch',
      'es-transport',
      'hazelcast',
      'influxdb',
      'kapacitor',
      'lmtp',
      'mapi',
      'memcached',
      'milter',
      'node-http',
      'node-https',
      'postgresql',
      'push',
      'tika',
      'webmail',
      'webserver',
    ],
    '4': [
      'core-sync',
      'cyrus-imap',
      'cyrus-lmtp',
      'cyrus-pop3',
      'cyrus-sieve',
      'cyrus-sync',
      'hps',
      'influxdb-admin',
      'influxdb-http',
      'influxdb-peers',
      'influxdb-raft',
      'locator',
      'sds-proxy',
      'xmpp-bosh',
      'xmpp-websocket',
    ],
    '5': ['core-imap', 'core-pop3', 'keycloak', 'keydb'],
  },
} as const);

type Names = typeof names;

/** A port of a release that the outside may reach, of either release if none is given. Those of an installation's own are further names. */
export type ExternalPortName<Of extends Release = Release> = Names['external']['both' | Of][number];

/** A port of a release that is reached only inside the cluster, of either release if none is given. */
export type InternalPortName<Of extends Release = Release> = Names['internal']['both' | Of][number];

/** A port of a release that is reached over the network, of either release if none is given. */
export type NetworkPortName<Of extends Release = Release> = ExternalPortName<Of> | InternalPortName<Of>;

/** Names of the ports that the outside may reach, of both releases, sorted. */
export const externalPortNames: readonly ExternalPortName[] = deepFrozen(Object.values(names.external).flat().sort());

/** Names of the ports that are reached only inside the cluster, of both releases, sorted. */
export const internalPortNames: readonly InternalPortName[] = deepFrozen(Object.values(names.internal).flat().sort());

/** Names of the ports of a release that are reached over the network, sorted. */
export const networkPortNames = (release: Release): readonly NetworkPortName[] =>
  Object.values(names)
    .flatMap((audience): readonly NetworkPortName[] => [...audience.both, ...audience[release]])
    .sort();
