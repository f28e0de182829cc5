import { bluemind4, bluemind5, type Connection, externalPorts, formatNumbers, internalPorts, portsOf } from '../../lib/catalogue';

const portNamed = (name: string) => bluemind5.ports.find((port) => port.name === name);
const shown = ({ from, to, port }: Connection): string => `${from} > ${to} ${port}`;
const connects = (from: string, to: string, port: string): boolean =>
  bluemind5.connections.some((connection) => connection.from === from && connection.to === to && connection.port === port && !connection.loopback);

test('external ports are those of release 4 without XMPP', () => {
  expect(externalPorts(bluemind5).map(({ number }) => number)).toEqual([25, 80, 110, 143, 443, 465, 587, 993, 995]);
});

test('the mail proxy takes TLS 1.2 and newer, which release 4 did not require', () => {
  for (const name of ['pop3', 'imap', 'imaps', 'pop3s']) expect(portNamed(name)).toMatchObject({ minimumTls: { version: '1.2', since: '5.0' } });
  for (const name of ['submission', 'submissions']) expect(portNamed(name)).toMatchObject({ minimumTls: { version: '1.2', since: '4.4' } });
});

test('nothing else of the external ports has changed', () => {
  const facts = (catalogue: typeof bluemind4) =>
    externalPorts(catalogue)
      .filter(({ component }) => component !== 'xmpp')
      .map(({ minimumTls, source, note, noteSource, ...port }) => port);
  expect(facts(bluemind5)).toEqual(facts(bluemind4));
});

test('internal ports are those of the firewall of release 5, the unclaimed node and what 5.2 documents', () => {
  const byNumber = [...internalPorts(bluemind5)].sort((a, b) => a.number - b.number);
  expect(byNumber.map((port) => `${formatNumbers(port)} ${port.component}`)).toEqual([
    '81 webmail',
    '1110 core',
    '1143 core',
    '2400 core',
    '2500 milter',
    '5001 mapi',
    '5432 postgresql',
    '5701-5715 hazelcast',
    '6379 keydb',
    '8021 node',
    '8022 node',
    '8080 webserver',
    '8082 push',
    '8086 influxdb',
    '8087 tika',
    '8090 core',
    '8099 keycloak',
    '8888 chronograf',
    '9092 kapacitor',
    '9200 elasticsearch',
    '9300 elasticsearch',
    '11211 memcached',
  ]);
});

test.each(['cyrus', 'hps', 'xmpp', 'sds-proxy', 'lmtpd'])('%s is gone', (name) => {
  expect(bluemind5.components.filter((component) => component.name === name)).toEqual([]);
});

test('the locator is gone', () => expect(bluemind5.ports.filter(({ number, name }) => number === 8084 || name === 'locator')).toEqual([]));

test('IMAP, POP and local delivery are in the core', () => {
  expect(portsOf(bluemind5, 'core').map(({ number, name }) => `${number} ${name}`)).toEqual([
    '1110 core-pop3',
    '1143 core-imap',
    '2400 lmtp',
    '8090 core',
  ]);
  expect(connects('nginx', 'core', 'core-imap')).toBe(true);
  expect(connects('nginx', 'core', 'core-pop3')).toBe(true);
  expect(connects('postfix', 'core', 'lmtp')).toBe(true);
  expect(portNamed('lmtp')?.note).toMatch(/5\.2 has a bm-lmtpd again/);
});

test('the core searches over HTTP; only search nodes speak the transport protocol', () => {
  expect(connects('core', 'elasticsearch', 'elasticsearch')).toBe(true);
  expect(bluemind5.connections.filter(({ port }) => port === 'es-transport').map(shown)).toEqual(['elasticsearch > elasticsearch es-transport']);
});

test('keycloak is between proxy, core and web applications', () => {
  const of = bluemind5.connections.filter(({ from, to }) => from === 'keycloak' || to === 'keycloak');
  expect(of.map((connection) => `${shown(connection)} ${connection.evidence}`)).toEqual([
    'nginx > keycloak keycloak confirmed',
    'core > keycloak keycloak confirmed',
    'keycloak > core core confirmed',
    'keycloak > webserver webserver confirmed',
    'keycloak > postgresql postgresql inferred',
    'webserver > keycloak keycloak confirmed',
  ]);
});

test('what is not known is marked', () => {
  expect(portNamed('keydb')).toMatchObject({ evidence: 'inferred', source: 'documentation', note: expect.stringMatching(/^not documented; /) });
  expect(bluemind5.ports.filter(({ evidence }) => evidence === 'inferred').map(({ name }) => name)).toEqual(['keydb']);
  expect(portNamed('webmail')?.note).toMatch(/not documented whether/);
  expect(
    bluemind5.connections
      .filter(({ evidence }) => evidence === 'inferred')
      .map(shown)
      .sort(),
  ).toEqual([
    'core > keydb keydb',
    'core > mapi mapi',
    'keycloak > postgresql postgresql',
    'mapi > core core',
    'mapi > hazelcast hazelcast',
    'webmail > core core',
    'webmail > core core-imap',
    'webmail > memcached memcached',
    'webmail > postfix submissions',
    'webmail > postgresql postgresql',
    'webmail > webmail php-fpm',
    'webmail > webserver webserver',
    'webserver > webmail webmail',
  ]);
});

test('no source is the "Ports" page, which was not found for release 5', () => {
  expect(bluemind5.ports.filter(({ source, noteSource }) => `${source} ${noteSource}`.includes('page'))).toEqual([]);
  expect(bluemind5.ports.filter(({ note }) => note?.includes('page'))).toEqual([]);
});

test('roles that outlive the upgrade keep their names', () => {
  expect(bluemind5.roles.map(({ name }) => name).sort()).toEqual(['core', 'database', 'metrics', 'proxy', 'search', 'smtp', 'sso', 'web']);
  expect(bluemind4.roles.map(({ name }) => name)).toEqual(expect.arrayContaining(bluemind5.roles.map(({ name }) => name)));
});
