import { bluemind4, type Connection, externalPorts, isInternal, type SourceName } from '../../lib/catalogue';

const portNamed = (name: string) => bluemind4.ports.find((port) => port.name === name);
const shown = ({ from, to, port }: Connection): string => `${from} > ${to} ${port}`;

describe('what the page gets wrong or leaves out', () => {
  test.each<[name: string, number: number, source: SourceName, note: RegExp]>([
    ['influxdb', 8086, 'ports-page-fr-en', /missing on the German page/],
    ['sds-proxy', 8091, 'ports-page-fr-en', /missing on the German page/],
    ['webmail', 81, 'firewall', /on no page/],
    ['chronograf', 8888, 'firewall', /on no page/],
    ['kapacitor', 9092, 'firewall', /on no page/],
    ['memcached', 11211, 'firewall', /on no page/],
  ])('%s (%i) comes from %s', (name, number, source, note) => {
    expect(portNamed(name)).toMatchObject({ number, source, audience: 'internal', note: expect.stringMatching(note) });
  });

  test.each<[name: string, number: number, source: SourceName, note: RegExp]>([
    ['smtp', 25, 'code', /PLAINTLS/],
    ['submission', 587, 'code', /requires STARTTLS/],
    ['pop3', 110, 'code', /TLS 1\.0 to 1\.2/],
    ['imap', 143, 'code', /TLS 1\.0 to 1\.2/],
    ['imaps', 993, 'code', /TLS 1\.0 to 1\.2/],
    ['pop3s', 995, 'code', /TLS 1\.0 to 1\.2/],
    ['https', 443, 'code', /TLS 1\.2 and 1\.3/],
    ['xmpps-client', 5223, 'iana', /hpvirtgrp/],
    ['xmpp-bosh', 5280, 'code', /no client/],
    ['xmpp-websocket', 5290, 'code', /no client/],
    ['influxdb-admin', 9083, 'code', /InfluxDB 0\.8/],
    ['influxdb-http', 9086, 'code', /InfluxDB 0\.8/],
    ['influxdb-raft', 9090, 'code', /InfluxDB 0\.8/],
    ['influxdb-peers', 9099, 'code', /InfluxDB 0\.8/],
  ])('%s (%i) is on the page and is corrected by %s', (name, number, noteSource, note) => {
    expect(portNamed(name)).toMatchObject({ number, source: 'ports-page', noteSource, note: expect.stringMatching(note) });
  });

  test('is all that has a note', () => {
    expect(bluemind4.ports.filter(({ note }) => note)).toHaveLength(6 + 14);
  });

  test('587 is opportunistic by the page and mandatory STARTTLS in practice', () => {
    expect(portNamed('submission')).toMatchObject({ transportSecurity: 'TLS', encryption: 'required-starttls' });
  });

  test('only the ports of InfluxDB 0.8 are obsolete, and nothing connects to them', () => {
    const obsolete = bluemind4.ports.filter((port) => isInternal(port) && port.obsolete).map(({ number }) => number);
    expect(obsolete).toEqual([9083, 9086, 9090, 9099]);
    expect(bluemind4.connections.filter(({ port }) => /^influxdb-/.test(port))).toEqual([]);
  });
});

test('external ports have the names of the IANA registry, or of the XEP if there is none', () => {
  expect(Object.fromEntries(externalPorts(bluemind4).map(({ name, number }) => [number, name]))).toEqual({
    25: 'smtp',
    80: 'http',
    110: 'pop3',
    143: 'imap',
    443: 'https',
    465: 'submissions',
    587: 'submission',
    993: 'imaps',
    995: 'pop3s',
    5222: 'xmpp-client',
    5223: 'xmpps-client',
    5269: 'xmpp-server',
  });
});

test('Postfix, nginx and the XMPP server face the outside themselves', () => {
  const numbersOf = (component: string) =>
    externalPorts(bluemind4)
      .filter((port) => port.component === component)
      .map(({ number }) => number);
  expect(numbersOf('postfix')).toEqual([25, 465, 587]);
  expect(numbersOf('nginx')).toEqual([80, 110, 143, 443, 993, 995]);
  expect(numbersOf('xmpp')).toEqual([5222, 5223, 5269]);
});

describe('connections', () => {
  test('over loopback are the pairs that must share a pod', () => {
    expect(
      bluemind4.connections
        .filter(({ loopback }) => loopback)
        .map(shown)
        .sort(),
    ).toEqual([
      'chronograf > influxdb influxdb',
      'chronograf > kapacitor kapacitor',
      'core > tika tika',
      'cyrus > sds-proxy sds-proxy',
      'kapacitor > influxdb influxdb',
      'lmtpd > cyrus cyrus-lmtp',
      'postfix > milter milter',
      'postfix > milter postfix-rewrite',
      'postfix > ysnp postfix-senders',
      'telegraf > node metrics-agent',
      'webmail > memcached memcached',
      'webmail > postfix submissions',
      'webmail > webmail php-fpm',
    ]);
  });

  test('that were not read in a source are marked', () => {
    expect(
      bluemind4.connections
        .filter(({ evidence }) => evidence === 'inferred')
        .map(shown)
        .sort(),
    ).toEqual(['lmtpd > mapi mapi', 'mapi > core core', 'mapi > hazelcast hazelcast']);
  });

  test('are those of the directed list of flows', () => {
    const flows = `
      nginx: hps.hps webserver.webserver core.core mapi.mapi push.push chronograf.chronograf cyrus.cyrus-imap cyrus.cyrus-pop3
      hps: webserver.webserver webmail.webmail core.core core.locator hazelcast.hazelcast
      webmail: cyrus.cyrus-imap core.core core.locator webserver.webserver postgresql.postgresql
      postfix: lmtpd.lmtp postfix.smtp
      milter: core.core hazelcast.hazelcast
      ysnp: core.core hazelcast.hazelcast
      lmtpd: core.core postfix.submission mapi.mapi hazelcast.hazelcast
      cyrus: core.core-sync
      core: cyrus.cyrus-imap cyrus.cyrus-sieve cyrus.cyrus-sync sds-proxy.sds-proxy postgresql.postgresql elasticsearch.es-transport
      core: postfix.submission xmpp.xmpp-client node.node-http node.node-https influxdb.influxdb chronograf.chronograf kapacitor.kapacitor
      sds-proxy: core.core hazelcast.hazelcast
      webserver: core.core postfix.submission
      push: core.core postfix.submission
      mapi: core.core hazelcast.hazelcast
      xmpp: core.core elasticsearch.es-transport hazelcast.hazelcast
      elasticsearch: elasticsearch.es-transport
      hazelcast: hazelcast.hazelcast
      telegraf: influxdb.influxdb
      kapacitor: core.core`;
    const expected = flows
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [from, targets = ''] = line.trim().split(': ');
        return targets.split(' ').map((target) => `${from} > ${target.replace('.', ' ')}`);
      });
    const known = bluemind4.connections.filter(({ loopback }) => !loopback).map(shown);
    expect([...known].sort()).toEqual([...expected].sort());
  });
});

test('every server role of the documentation exists with its tags', () => {
  expect(Object.fromEntries(bluemind4.roles.map(({ name, tags }) => [name, tags.join(' ')]))).toEqual({
    proxy: 'bm/nginx bm/nginx-edge',
    smtp: 'mail/smtp mail/smtp-edge bm/webmail',
    mailbox: 'mail/imap',
    core: 'bm/core',
    sso: 'bm/hps',
    web: 'bm/ac bm/cal bm/contact bm/settings bm/redirector',
    xmpp: 'bm/xmpp',
    database: 'bm/pgsql bm/pgsql-data',
    search: 'bm/es',
    metrics: 'metrics/influxdb',
  });
});

test('the members of the shared state are core, push and webserver', () => {
  expect(bluemind4.components.find(({ name }) => name === 'hazelcast')?.placement).toEqual({
    kind: 'with',
    components: ['core', 'push', 'webserver'],
  });
});
