import { deepFrozen } from '../base/frozen';
import { bluemind4 } from './bluemind-4';
import { sharedComponents, sharedConnections, sharedRoles } from './bluemind-4-and-5';
import { type Catalogue, externalPorts, internalPorts } from './catalogue';
import type { Component, Connection, ServerRole } from './component';
import { type ExternalPort, type InternalPort, isNetworkPort, type Port } from './port';
import type { EdgeServer, OutgoingConnection } from './server';
import type { SourceName } from './source';
import { beside, internalTable, inward, on, overLoopback, overNetwork } from './tables';

// No "Ports" page of release 5 was found; its facts come from the firewall and code of 5.0 and 5.1. Ports that are the same as in 4 are taken from there by name,
// without the notes, which are about release 4's page.

/** External ports that release 5 still has, each with what has changed. */
const stillExternal = (changes: Readonly<Record<string, Partial<ExternalPort>>>): readonly ExternalPort[] =>
  externalPorts(bluemind4)
    .filter(({ name }) => name in changes)
    .map(({ note, noteSource, ...port }) => ({ ...port, source: 'code', ...changes[port.name] }));

/** Internal ports that release 5 has unchanged. */
const stillInternal = (source: SourceName, names: readonly string[]): readonly InternalPort[] =>
  internalPorts(bluemind4)
    .filter(({ name }) => names.includes(name))
    .map(({ note, noteSource, ...port }) => ({ ...port, source }));

/** The mail proxy has dropped TLS 1.0 and 1.1 for 1.3. */
const newTls = { minimumTls: { version: '1.2', since: '5.0' } } as const;
const proxyProtocol = { note: 'can accept the PROXY protocol; off by default (bm-mail-proxy.conf)' } as const;
const unchanged = {};

const external: readonly ExternalPort[] = stillExternal({
  smtp: unchanged,
  http: unchanged,
  pop3: { ...newTls, ...proxyProtocol },
  imap: { ...newTls, ...proxyProtocol },
  https: unchanged,
  submissions: unchanged,
  submission: { note: 'the packaged Postfix requires STARTTLS (smtpd_tls_security_level=encrypt in master.cf)' },
  imaps: newTls,
  pop3s: newTls,
});

/**
 * What the core took over from Cyrus and lmtpd, what is unchanged, what is new. The firewall still lists 24, 2000, 2501 and 2502 of Cyrus, where
 * nothing listens any longer.
 */
const internal: readonly InternalPort[] = [
  ...internalTable('firewall', [
    { name: 'core-pop3', number: 1110, component: 'core', description: 'POP behind the proxy' },
    { name: 'core-imap', number: 1143, component: 'core', description: 'IMAP behind the proxy' },
    {
      name: 'lmtp',
      number: 2400,
      component: 'core',
      description: 'Delivery from Postfix into the mailboxes (LMTP)',
      note: 'the core listens in the code of 5.0 and 5.1; the list of services of 5.2 has a bm-lmtpd again',
      noteSource: 'documentation',
    },
  ]),
  ...stillInternal('firewall', ['milter', 'mapi', 'postgresql', 'hazelcast', 'node-https', 'webserver', 'push', 'tika', 'core', 'influxdb']),
  ...stillInternal('firewall', ['elasticsearch', 'es-transport', 'chronograf', 'kapacitor', 'memcached']),
  ...stillInternal('code', ['node-http']),
  ...internalTable('firewall', [
    {
      name: 'webmail',
      number: 81,
      component: 'webmail',
      description: 'Roundcube webmail behind the proxies',
      note: 'the firewall guards it; not documented whether later versions still ship this webmail',
    },
    { name: 'keycloak', number: 8099, component: 'keycloak', description: 'Logins and single sign-on (OpenID Connect)' },
  ]),
  ...internalTable('documentation', [
    {
      name: 'keydb',
      number: 6379,
      component: 'keydb',
      description: 'Publish and subscribe (Redis protocol)',
      evidence: 'inferred',
      note: "not documented; 5.2 lists the service without a port, and 6379 is KeyDB's default",
    },
  ]),
];

/** Bound to 127.0.0.1, as in release 4. */
const loopback: readonly Port[] = bluemind4.ports.filter((port) => !isNetworkPort(port));

/**
 * Kinds of servers. Names are those of release 4 if the purpose is the same, so that settings stay valid after the upgrade. Servers tagged mail/imap have
 * no separate process any longer: the core holds the mailboxes.
 */
const roles: readonly ServerRole[] = [
  ...sharedRoles,
  {
    name: 'smtp',
    tags: ['mail/smtp', 'mail/smtp-edge'],
    description: 'Mail transfer, and the webmail, which gives its mail to the Postfix of its own server',
  },
  { name: 'core', tags: ['bm/core', 'mail/imap'], description: 'Core server with the mailboxes, mobile and Outlook access' },
  { name: 'sso', tags: ['bm/keycloak'], description: 'Authentication server' },
  { name: 'search', tags: ['bm/es', 'bm/es-data'], description: 'Full-text search' },
];

/** What BlueMind itself installs; what forests of installations add (Kafka, central reverse proxy) is declared in the settings. */
const components: readonly Component[] = [
  ...sharedComponents,
  { name: 'ysnp', package: 'bm-ysnp', placement: beside('postfix'), description: 'Checks passwords for Postfix (over a socket of the same server)' },
  { name: 'core', package: 'bm-core', placement: on('core'), description: 'Core server with the mailboxes: IMAP, POP and local delivery' },
  { name: 'keydb', package: 'bm-keydb', placement: on('core'), description: 'Publish and subscribe (from 5.2 on; its server is not documented)' },
  { name: 'keycloak', package: 'bm-keycloak', placement: on('sso'), description: 'Authentication server' },
];

const connections: readonly Connection[] = [
  ...sharedConnections,
  ...overNetwork('code', [
    ['nginx', 'keycloak', 'keycloak', 'login pages'],
    ['nginx', 'core', 'core-imap', 'IMAP of mail clients'],
    ['nginx', 'core', 'core-pop3', 'POP of mail clients'],
    ['webserver', 'webmail', 'webmail', 'webmail', 'inferred'],
    ['webmail', 'core', 'core-imap', 'reads mail', 'inferred'],
    ['webmail', 'core', 'core', 'REST API', 'inferred'],
    ['webmail', 'webserver', 'webserver', 'shared web resources', 'inferred'],
    ['webmail', 'postgresql', 'postgresql', 'preferences', 'inferred'],
    ['postfix', 'core', 'lmtp', 'delivers mail'],
    ['core', 'mapi', 'mapi', 'converts Outlook attachments', 'inferred'],
    ['core', 'elasticsearch', 'elasticsearch', 'indexes and searches'],
    ['core', 'postfix', 'submission', 'sends notifications, replies and forwards'],
    ['core', 'keycloak', 'keycloak', 'administers logins'],
    ['keycloak', 'core', 'core', 'checks passwords'],
    ['keycloak', 'webserver', 'webserver', 'logouts'],
    ['keycloak', 'postgresql', 'postgresql', 'data', 'inferred'],
    ['webserver', 'keycloak', 'keycloak', 'sessions of browsers'],
  ]),
  ...overNetwork('documentation', [['core', 'keydb', 'keydb', 'publishes and subscribes', 'inferred']]),

  ...overLoopback('code', [
    ['webmail', 'postfix', 'submissions', 'sends mail', 'inferred'],
    ['webmail', 'memcached', 'memcached', 'caches', 'inferred'],
    ['webmail', 'webmail', 'php-fpm', 'runs PHP', 'inferred'],
  ]),
];

/** An edge server as in release 4; its nginx connects to the core instead of mailbox servers, as the configuration of the mail proxy says. */
const edge: EdgeServer = {
  ...bluemind4.edge,
  connections: [
    ...bluemind4.edge.connections.filter(({ to }) => to !== 'cyrus'),
    ...inward('code', [
      ['nginx', 'core', 'core-imap', 'IMAP of mail clients', 'inferred'],
      ['nginx', 'core', 'core-pop3', 'POP of mail clients', 'inferred'],
    ]),
  ],
};

/** As in release 4, without XMPP; the core has taken over from the gateway to object storage. */
const outgoing: readonly OutgoingConnection[] = bluemind4.outgoing
  .filter(({ from }) => from !== 'xmpp')
  .map((connection) => (connection.from === 'sds-proxy' ? { ...connection, from: 'core' } : connection));

/** BlueMind 5, as its firewall and source code show it, and its documentation for what came with 5.2. */
export const bluemind5: Catalogue = deepFrozen({
  release: '5',
  ports: [...external, ...internal, ...loopback],
  components,
  connections,
  roles,
  edge,
  outgoing,
});
