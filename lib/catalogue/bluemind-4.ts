import { deepFrozen } from '../base/frozen';
import { sharedComponents, sharedConnections, sharedRoles } from './bluemind-4-and-5';
import type { Catalogue } from './catalogue';
import type { Component, ServerRole } from './component';
import type { ExternalPort, InternalPort, LoopbackPort } from './port';
import type { EdgeServer, OutgoingConnection, ServerPackage } from './server';
import { beside, externalTable, internalTable, inward, loopbackTable, on, outOf, outward, overLoopback, overNetwork } from './tables';

/** TLS of the mail proxy, which the page does not mention. */
const oldTls = { note: 'the proxy accepts TLS 1.0 to 1.2 (bm-mail-proxy.conf)', noteSource: 'code' } as const;

/** Rows of the page's first table, "Eingangsport", in its order. */
const external: readonly ExternalPort[] = externalTable('ports-page', [
  {
    name: 'smtp',
    number: 25,
    component: 'postfix',
    trustsClientAddress: true,
    need: 'mandatory',
    transportSecurity: 'PLAIN/TLS',
    encryption: 'optional-starttls',
    smtpAuthentication: 'supported',
    description: 'Receives mail from other servers',
    note: 'the page runs the two words together (PLAINTLS); Postfix offers STARTTLS and does not require it (main.cf)',
    noteSource: 'code',
  },
  {
    name: 'http',
    number: 80,
    component: 'nginx',
    need: 'optional',
    transportSecurity: 'PLAIN',
    encryption: 'none',
    redirectsTo: 'https',
    description: 'Redirects browsers to HTTPS; also answers the HTTP-01 challenges of certificate authorities',
  },
  {
    name: 'pop3',
    number: 110,
    component: 'nginx',
    trustsClientAddress: true,
    need: 'optional',
    transportSecurity: 'PLAIN/TLS',
    encryption: 'optional-starttls',
    notRecommended: 'BlueMind advises against POP; prefer IMAP',
    description: 'POP for mail clients',
    ...oldTls,
  },
  {
    name: 'imap',
    number: 143,
    component: 'nginx',
    trustsClientAddress: true,
    need: 'optional',
    transportSecurity: 'PLAIN/TLS',
    encryption: 'optional-starttls',
    description: 'IMAP for mail clients',
    ...oldTls,
  },
  {
    name: 'https',
    number: 443,
    component: 'nginx',
    need: 'mandatory',
    transportSecurity: 'SSL',
    encryption: 'implicit-tls',
    description: 'BlueMind for browsers, ActiveSync, MAPI and DAV clients',
    note: 'nginx accepts TLS 1.2 and 1.3 (bluemind-vhosts.conf)',
    noteSource: 'code',
  },
  {
    name: 'submissions',
    number: 465,
    component: 'postfix',
    trustsClientAddress: true,
    need: 'optional',
    transportSecurity: 'SSL',
    encryption: 'implicit-tls',
    smtpAuthentication: 'required',
    minimumTls: { version: '1.2', since: '4.4' },
    description: 'Mail clients send mail; better for them than port 25',
  },
  {
    name: 'submission',
    number: 587,
    component: 'postfix',
    trustsClientAddress: true,
    need: 'optional',
    transportSecurity: 'TLS',
    encryption: 'required-starttls',
    smtpAuthentication: 'required',
    minimumTls: { version: '1.2', since: '4.4' },
    description: 'Mail clients send mail; better for them than port 25',
    note: 'opportunistic by the page, but the packaged Postfix requires STARTTLS (smtpd_tls_security_level=encrypt in master.cf)',
    noteSource: 'code',
  },
  {
    name: 'imaps',
    number: 993,
    component: 'nginx',
    trustsClientAddress: true,
    need: 'optional',
    transportSecurity: 'SSL',
    encryption: 'implicit-tls',
    description: 'IMAP over TLS for mail clients',
    ...oldTls,
  },
  {
    name: 'pop3s',
    number: 995,
    component: 'nginx',
    trustsClientAddress: true,
    need: 'optional',
    transportSecurity: 'SSL',
    encryption: 'implicit-tls',
    notRecommended: 'BlueMind advises against POP; prefer IMAP',
    description: 'POP over TLS for mail clients',
    ...oldTls,
  },
  {
    name: 'xmpp-client',
    number: 5222,
    component: 'xmpp',
    need: 'optional',
    transportSecurity: 'PLAIN/TLS',
    encryption: 'optional-starttls',
    description: 'Instant messaging for clients',
  },
  {
    name: 'xmpps-client',
    number: 5223,
    component: 'xmpp',
    need: 'optional',
    transportSecurity: 'SSL',
    encryption: 'implicit-tls',
    description: 'Instant messaging over TLS for clients',
    note: "registered to another service (hpvirtgrp); the name is XEP-0368's",
    noteSource: 'iana',
  },
  {
    name: 'xmpp-server',
    number: 5269,
    component: 'xmpp',
    need: 'optional',
    transportSecurity: 'TLS',
    encryption: 'optional-starttls',
    description: 'Talks to the XMPP servers of other domains',
  },
]);

/** What the page's four InfluxDB numbers are. */
const influxdb08 = {
  component: 'influxdb',
  obsolete: true,
  note: 'left over from InfluxDB 0.8 (its ports plus 1000); the packaged InfluxDB 1.8 listens only on 8086',
  noteSource: 'code',
} as const;
const noXmppClient = { note: 'default of the XMPP server; no client of it was found', noteSource: 'code' } as const;

/** Rows of the page's second table, "Interne Ports", in its order, then what it leaves out. */
const internal: readonly InternalPort[] = [
  ...internalTable('ports-page', [
    { name: 'cyrus-lmtp', number: 24, component: 'cyrus', description: 'Delivery into the mailboxes (LMTP)' },
    { name: 'cyrus-pop3', number: 1110, component: 'cyrus', description: 'POP behind the proxy' },
    { name: 'cyrus-imap', number: 1143, component: 'cyrus', description: 'IMAP behind the proxy' },
    { name: 'cyrus-sieve', number: 2000, component: 'cyrus', description: 'Mail filter scripts (Sieve)' },
    { name: 'lmtp', number: 2400, component: 'lmtpd', description: 'Delivery from Postfix, forwarded to Cyrus (LMTP)' },
    { name: 'milter', number: 2500, component: 'milter', description: "Postfix's mail filter" },
    { name: 'core-sync', number: 2501, component: 'core', description: 'Replication of the mailboxes from Cyrus to the core' },
    { name: 'cyrus-sync', number: 2502, component: 'cyrus', description: 'Replication into the mailboxes, from the core to Cyrus' },
    { name: 'mapi', number: 5001, component: 'mapi', description: 'Outlook (MAPI over HTTP, EWS, autodiscover, offline address book)' },
    { name: 'xmpp-bosh', number: 5280, component: 'xmpp', description: 'Instant messaging over HTTP (BOSH)', ...noXmppClient },
    { name: 'xmpp-websocket', number: 5290, component: 'xmpp', description: 'Instant messaging over WebSocket', ...noXmppClient },
    { name: 'postgresql', number: 5432, component: 'postgresql', description: 'Database' },
    {
      name: 'hazelcast',
      number: 5701,
      endNumber: 5715,
      component: 'hazelcast',
      betweenMembers: true,
      description: 'Shared state and message bus of the Java processes, one port for each member on a host',
    },
    { name: 'node-http', number: 8021, component: 'node', description: 'Agent of a server that is not yet claimed (clear text)' },
    { name: 'node-https', number: 8022, component: 'node', description: 'Agent of a claimed server (TLS with client certificate)' },
    { name: 'hps', number: 8079, component: 'hps', description: 'Authenticating web proxy (single sign-on)' },
    { name: 'webserver', number: 8080, component: 'webserver', description: 'Web applications' },
    { name: 'push', number: 8082, component: 'push', description: 'Mobile synchronisation (ActiveSync)' },
    { name: 'locator', number: 8084, component: 'core', description: 'Says which server runs a service' },
    { name: 'tika', number: 8087, component: 'tika', description: 'Text extraction from attachments' },
    { name: 'core', number: 8090, component: 'core', description: 'REST API, event bus and authentication for the proxies' },
    { name: 'influxdb-admin', number: 9083, description: 'InfluxDB 0.8, administration page', ...influxdb08 },
    { name: 'influxdb-http', number: 9086, description: 'InfluxDB 0.8, HTTP API', ...influxdb08 },
    { name: 'influxdb-raft', number: 9090, description: 'InfluxDB 0.8, consensus between members', ...influxdb08 },
    { name: 'influxdb-peers', number: 9099, description: 'InfluxDB 0.8, replication between members', ...influxdb08 },
    { name: 'elasticsearch', number: 9200, component: 'elasticsearch', description: 'Search over HTTP' },
    {
      name: 'es-transport',
      number: 9300,
      component: 'elasticsearch',
      betweenMembers: true,
      description: 'Transport protocol of the search nodes, among themselves and for their clients',
    },
  ]),
  ...internalTable('ports-page-fr-en', [
    { name: 'influxdb', number: 8086, component: 'influxdb', description: 'Metrics', note: 'missing on the German page' },
    {
      name: 'sds-proxy',
      number: 8091,
      component: 'sds-proxy',
      description: 'Message bodies in object storage',
      note: 'missing on the German page',
    },
  ]),
  ...internalTable('firewall', [
    {
      name: 'webmail',
      number: 81,
      component: 'webmail',
      description: 'Roundcube webmail behind the proxies',
      note: "on no page, and in the firewall's list only since 2024-03",
    },
    { name: 'chronograf', number: 8888, component: 'chronograf', description: 'Dashboards of the metrics', note: 'on no page' },
    { name: 'kapacitor', number: 9092, component: 'kapacitor', description: 'Alerts of the metrics', note: 'on no page' },
    { name: 'memcached', number: 11211, component: 'memcached', description: "Webmail's cache", note: 'on no page' },
  ]),
];

/** Bound to 127.0.0.1 by the packaged configuration: documented on no page, since they are not reachable from other servers. */
const loopback: readonly LoopbackPort[] = loopbackTable('code', [
  { name: 'postfix-senders', number: 25250, component: 'ysnp', description: 'Tells Postfix which sender addresses a user may use' },
  { name: 'postfix-rewrite', number: 25251, component: 'milter', description: 'Tells Postfix how to rewrite recipient addresses' },
  { name: 'metrics-agent', number: 8019, component: 'node', description: 'Collects metrics for Telegraf' },
  { name: 'php-fpm', number: 9000, component: 'webmail', description: 'PHP processes of the webmail' },
]);

/** Kinds of servers; their tags are what BlueMind's administration shows. An edge server carries a part of `proxy` and `smtp`. */
const roles: readonly ServerRole[] = [
  ...sharedRoles,
  {
    name: 'smtp',
    tags: ['mail/smtp', 'mail/smtp-edge', 'bm/webmail'],
    description: 'Mail transfer, and the webmail, which gives its mail to the Postfix of its own server',
  },
  { name: 'mailbox', tags: ['mail/imap'], description: 'Mailboxes' },
  { name: 'core', tags: ['bm/core'], description: 'Core server, mobile and Outlook access' },
  { name: 'sso', tags: ['bm/hps'], description: 'Single sign-on proxy' },
  { name: 'xmpp', tags: ['bm/xmpp'], description: 'Instant messaging' },
  { name: 'search', tags: ['bm/es'], description: 'Full-text search' },
];

/** What BlueMind itself installs; its add-ons (XiVO bridge, LDAP server) are declared in the settings of an installation. */
const components: readonly Component[] = [
  ...sharedComponents,
  { name: 'cyrus', package: 'bm-cyrus', placement: on('mailbox'), description: 'Cyrus mailbox server' },
  { name: 'lmtpd', package: 'bm-lmtpd', placement: on('mailbox'), description: 'Local delivery' },
  { name: 'sds-proxy', package: 'bm-sds-proxy', placement: on('mailbox'), description: 'Gateway of Cyrus to object storage' },
  {
    name: 'ysnp',
    package: 'bm-ysnp',
    placement: beside('postfix', 'cyrus'),
    description: 'Checks passwords for Postfix and Cyrus (over a socket of the same server)',
  },
  { name: 'core', package: 'bm-core', placement: on('core'), description: 'Core server' },
  { name: 'hps', package: 'bm-hps', placement: on('sso'), description: 'Single sign-on proxy' },
  { name: 'xmpp', package: 'bm-xmpp', placement: on('xmpp'), description: 'Instant messaging server (Tigase)' },
];

const connections = [
  ...sharedConnections,
  ...overNetwork('code', [
    ['nginx', 'hps', 'hps', 'browsers, before and after the login'],
    ['nginx', 'cyrus', 'cyrus-imap', 'IMAP of mail clients'],
    ['nginx', 'cyrus', 'cyrus-pop3', 'POP of mail clients'],
    ['hps', 'webserver', 'webserver', 'web applications'],
    ['hps', 'webmail', 'webmail', 'webmail'],
    ['hps', 'core', 'core', 'logins'],
    ['hps', 'core', 'locator', 'where a service is'],
    ['webmail', 'cyrus', 'cyrus-imap', 'reads mail'],
    ['webmail', 'core', 'core', 'REST API'],
    ['webmail', 'core', 'locator', 'where a service is'],
    ['webmail', 'webserver', 'webserver', 'shared web resources'],
    ['webmail', 'postgresql', 'postgresql', 'preferences'],
    ['postfix', 'lmtpd', 'lmtp', 'delivers mail'],
    ['lmtpd', 'core', 'core', 'mailbox of a recipient'],
    ['lmtpd', 'postfix', 'submission', 'sends replies and forwards'],
    ['lmtpd', 'mapi', 'mapi', 'converts Outlook attachments', 'inferred'],
    ['cyrus', 'core', 'core-sync', 'replicates mailboxes'],
    ['core', 'cyrus', 'cyrus-imap', 'administers mailboxes'],
    ['core', 'cyrus', 'cyrus-sieve', 'installs filters'],
    ['core', 'cyrus', 'cyrus-sync', 'writes mailboxes'],
    ['core', 'sds-proxy', 'sds-proxy', 'configures object storage'],
    ['sds-proxy', 'core', 'core', 'configuration'],
    ['core', 'elasticsearch', 'es-transport', 'indexes and searches'],
    ['core', 'postfix', 'submission', 'sends notifications'],
    ['core', 'xmpp', 'xmpp-client', 'presence'],
    ['xmpp', 'core', 'core', 'logins'],
    ['xmpp', 'elasticsearch', 'es-transport', 'searches conversations'],
    ['hps', 'hazelcast', 'hazelcast', 'client of the message bus'],
    ['lmtpd', 'hazelcast', 'hazelcast', 'client of the message bus'],
    ['xmpp', 'hazelcast', 'hazelcast', 'client of the message bus'],
    ['sds-proxy', 'hazelcast', 'hazelcast', 'client of the message bus'],
  ]),

  ...overLoopback('code', [
    ['webmail', 'postfix', 'submissions', 'sends mail'],
    ['webmail', 'memcached', 'memcached', 'caches'],
    ['webmail', 'webmail', 'php-fpm', 'runs PHP'],
    ['lmtpd', 'cyrus', 'cyrus-lmtp', 'delivers mail'],
    ['cyrus', 'sds-proxy', 'sds-proxy', 'stores message bodies'],
  ]),
];

/** A further server for mailboxes ("Multi-backend installation"); its PostgreSQL holds the data of their users. */
const mailboxServer: ServerPackage = {
  package: 'bm-mailbox-role',
  description: 'Mailbox server',
  components: ['cyrus', 'lmtpd', 'milter', 'postfix', 'postgresql', 'sds-proxy', 'tika', 'ysnp', 'node', 'telegraf'],
  source: 'documentation',
};

/** An edge server ("Installing an Edge server"), by its documentation and by the code that configures its nginx and Postfix. */
const edge: EdgeServer = {
  package: 'bm-edge-role',
  description: 'Accepts web and mail from outside and forwards both to the main server',
  components: ['nginx', 'postfix', 'milter', 'ysnp', 'node', 'telegraf'],
  source: 'documentation',
  connections: [
    ...inward('documentation', [
      ['nginx', 'nginx', 'https', 'forwards web clients to the main proxy'],
      ['nginx', 'core', 'core', 'asks where to find a mailbox, and who may log in'],
      ['nginx', 'cyrus', 'cyrus-imap', 'IMAP of mail clients'],
      ['nginx', 'cyrus', 'cyrus-pop3', 'POP of mail clients'],
      ['postfix', 'postfix', 'smtp', 'forwards incoming mail to the main mail server'],
    ]),
    ...inward('code', [
      ['milter', 'core', 'core', 'rules of the domain'],
      ['ysnp', 'core', 'core', 'checks passwords'],
      ['milter', 'hazelcast', 'hazelcast', 'client of the message bus', 'inferred'],
      ['ysnp', 'hazelcast', 'hazelcast', 'client of the message bus', 'inferred'],
      ['telegraf', 'influxdb', 'influxdb', 'writes metrics'],
    ]),
    ...outward('documentation', [['postfix', 'postfix', 'smtp', 'forwards outgoing mail to the edge server']]),
    ...outward('code', [
      ['core', 'node', 'node-http', 'claims a server'],
      ['core', 'node', 'node-https', 'administers a server'],
    ]),
  ],
};

/** Outgoing connections of the installation. */
const outgoing: readonly OutgoingConnection[] = [
  ...outOf('code', [
    { name: 'mail', from: 'postfix', ports: [25], counterpartOf: 'smtp', description: 'Delivers mail to the servers of other domains' },
    {
      name: 'licence',
      from: 'core',
      ports: [443],
      hosts: ['bo.bluemind.net'],
      description: 'Reports to BlueMind, for the subscription',
    },
    {
      name: 'object-storage',
      from: 'sds-proxy',
      ports: [443],
      description: 'Stores message bodies in object storage (S3)',
      evidence: 'inferred',
    },
  ]),
  ...outOf('documentation', [
    {
      name: 'federation',
      from: 'xmpp',
      ports: [5269],
      counterpartOf: 'xmpp-server',
      description: 'Talks to the XMPP servers of other domains',
      evidence: 'inferred',
    },
    { name: 'updates', from: 'node', ports: [443], hosts: ['pkg.bluemind.net'], description: 'Fetches packages' },
    { name: 'directory', from: 'core', ports: [389, 636], description: 'Imports users from LDAP or Active Directory' },
    { name: 'certificates', from: 'core', ports: [443], description: "Has certificates issued (Let's Encrypt)" },
    { name: 'time', from: 'node', protocol: 'UDP', ports: [123], description: 'Sets the clock (NTP)', evidence: 'inferred' },
  ]),
];

/** BlueMind 4, as its "Ports" page, firewall and source code show it. */
export const bluemind4: Catalogue = deepFrozen({
  release: '4',
  ports: [...external, ...internal, ...loopback],
  components,
  connections,
  roles,
  edge,
  mailboxServer,
  outgoing,
});
