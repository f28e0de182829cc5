import { deepFrozen } from '../base/frozen';

/** Names of the ports that the outside may reach, of both releases; TypeScript completes them, and a test holds them against the catalogues. */
export const externalPortNames = deepFrozen([
  'http',
  'https',
  'imap',
  'imaps',
  'pop3',
  'pop3s',
  'smtp',
  'submission',
  'submissions',
  'xmpp-client',
  'xmpp-server',
  'xmpps-client',
] as const);

/** Names of the ports that are reachable only inside the cluster, of both releases. */
export const internalPortNames = deepFrozen([
  'chronograf',
  'core',
  'core-imap',
  'core-pop3',
  'core-sync',
  'cyrus-imap',
  'cyrus-lmtp',
  'cyrus-pop3',
  'cyrus-sieve',
  'cyrus-sync',
  'elasticsearch',
  'es-transport',
  'hazelcast',
  'hps',
  'influxdb',
  'influxdb-admin',
  'influxdb-http',
  'influxdb-peers',
  'influxdb-raft',
  'kapacitor',
  'keycloak',
  'keydb',
  'lmtp',
  'locator',
  'mapi',
  'memcached',
  'milter',
  'node-http',
  'node-https',
  'postgresql',
  'push',
  'sds-proxy',
  'tika',
  'webmail',
  'webserver',
  'xmpp-bosh',
  'xmpp-websocket',
] as const);

/** A port that the outside may reach. An installation's own ports have further names. */
export type ExternalPortName = (typeof externalPortNames)[number];

/** A port that is reached over the network. */
export type NetworkPortName = ExternalPortName | (typeof internalPortNames)[number];
