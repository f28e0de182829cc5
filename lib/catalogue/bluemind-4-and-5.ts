import type { Component, Connection, ServerRole } from './component';
import { beside, everywhere, on, overLoopback, overNetwork } from './tables';

// What BlueMind 4 and 5 have in common by the same source. What only one release has is in its own file.

/** Kinds of servers that both releases have, with the same tags. */
export const sharedRoles: readonly ServerRole[] = [
  { name: 'proxy', tags: ['bm/nginx', 'bm/nginx-edge'], description: 'Reverse proxy for web and mail clients' },
  { name: 'web', tags: ['bm/ac', 'bm/cal', 'bm/contact', 'bm/settings', 'bm/redirector'], description: 'Web applications' },
  { name: 'database', tags: ['bm/pgsql', 'bm/pgsql-data'], description: 'Database' },
  { name: 'metrics', tags: ['metrics/influxdb'], description: 'Metrics' },
];

/** Components that both releases have, in the same place. */
export const sharedComponents: readonly Component[] = [
  { name: 'nginx', package: 'bm-nginx', placement: on('proxy'), description: 'Reverse proxy for HTTP, IMAP and POP' },
  { name: 'postfix', package: 'bm-postfix', placement: on('smtp'), description: 'Mail transfer agent' },
  { name: 'milter', package: 'bm-milter', placement: on('smtp'), description: "Postfix's mail filter" },
  { name: 'webmail', package: 'bm-webmail', placement: on('smtp'), description: 'Roundcube webmail (PHP)' },
  { name: 'memcached', package: 'memcached', placement: on('smtp'), description: "Webmail's cache" },
  { name: 'tika', package: 'bm-tika', placement: on('core'), description: 'Text extraction' },
  { name: 'push', package: 'bm-eas', placement: on('core'), description: 'ActiveSync' },
  { name: 'mapi', package: 'bm-mapi', placement: on('core'), description: 'Outlook access' },
  { name: 'webserver', package: 'bm-webserver', placement: on('web'), description: 'Web applications' },
  {
    name: 'hazelcast',
    placement: beside('core', 'push', 'webserver'),
    description: 'Member of the shared state, inside the processes of core, push and webserver',
  },
  { name: 'postgresql', package: 'bm-postgresql', placement: on('database'), description: 'Database' },
  { name: 'elasticsearch', package: 'bm-elasticsearch', placement: on('search'), description: 'Search index' },
  { name: 'influxdb', package: 'bm-influxdb', placement: on('metrics'), description: 'Metrics database' },
  { name: 'chronograf', package: 'bm-chronograf', placement: on('metrics'), description: 'Metrics dashboards' },
  { name: 'kapacitor', package: 'bm-kapacitor', placement: on('metrics'), description: 'Metrics alerts' },
  { name: 'node', package: 'bm-node', placement: everywhere, description: "The core's agent on every server" },
  { name: 'telegraf', package: 'bm-telegraf', placement: everywhere, description: 'Collects metrics on every server' },
];

/** Connections that both releases make, as their code shows them. */
export const sharedConnections: readonly Connection[] = [
  ...overNetwork('code', [
    ['nginx', 'webserver', 'webserver', 'web applications'],
    ['nginx', 'core', 'core', 'REST API, event bus, and where to find a mailbox'],
    ['nginx', 'mapi', 'mapi', 'Outlook'],
    ['nginx', 'push', 'push', 'ActiveSync'],
    ['nginx', 'chronograf', 'chronograf', 'metrics dashboards'],
    ['postfix', 'postfix', 'smtp', 'relays between the mail servers of the installation'],
    ['milter', 'core', 'core', 'rules of the domain'],
    ['ysnp', 'core', 'core', 'checks passwords'],
    ['core', 'postgresql', 'postgresql', 'data'],
    ['core', 'node', 'node-http', 'claims a server'],
    ['core', 'node', 'node-https', 'administers a server'],
    ['core', 'influxdb', 'influxdb', 'reads metrics'],
    ['core', 'chronograf', 'chronograf', 'installs dashboards'],
    ['core', 'kapacitor', 'kapacitor', 'installs alerts'],
    ['webserver', 'core', 'core', 'REST API'],
    ['webserver', 'postfix', 'submission', 'sends mail'],
    ['push', 'core', 'core', 'REST API'],
    ['push', 'postfix', 'submission', 'sends mail'],
    ['mapi', 'core', 'core', 'REST API', 'inferred'],
    ['elasticsearch', 'elasticsearch', 'es-transport', 'search nodes among themselves'],
    ['hazelcast', 'hazelcast', 'hazelcast', 'members among themselves'],
    ['milter', 'hazelcast', 'hazelcast', 'client of the message bus'],
    ['ysnp', 'hazelcast', 'hazelcast', 'client of the message bus'],
    ['mapi', 'hazelcast', 'hazelcast', 'client of the message bus', 'inferred'],
    ['telegraf', 'influxdb', 'influxdb', 'writes metrics'],
    ['kapacitor', 'core', 'core', 'reports alerts'],
  ]),

  // Telegraf also reads PostgreSQL, Elasticsearch and memcached over 127.0.0.1, but only where they run: they need not be in every pod with Telegraf.
  ...overLoopback('code', [
    ['postfix', 'milter', 'milter', 'filters mail'],
    ['postfix', 'milter', 'postfix-rewrite', 'rewrites recipients'],
    ['postfix', 'ysnp', 'postfix-senders', 'checks senders'],
    ['core', 'tika', 'tika', 'extracts text'],
    ['chronograf', 'influxdb', 'influxdb', 'reads metrics'],
    ['chronograf', 'kapacitor', 'kapacitor', 'edits alerts'],
    ['kapacitor', 'influxdb', 'influxdb', 'reads metrics'],
    ['telegraf', 'node', 'metrics-agent', 'collects metrics'],
  ]),
];
