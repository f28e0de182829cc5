import { bluemind4, bluemind5, type Port } from '../../lib/catalogue';
import { formatCatalogue, formatCatalogueJson } from '../../lib/reports/catalogue';

const named = (...names: readonly string[]): readonly Port[] => bluemind4.ports.filter(({ name }) => names.includes(name));
const some = named('hazelcast', 'submission', 'http', 'influxdb-raft', 'pop3s', 'php-fpm');

describe('formatCatalogue', () => {
  test('as a table: external, internal, loopback, each by number', () => {
    expect(formatCatalogue(some, 'table')).toBe(
      [
        'Port       Name           Audience  Need      Transport security  Component  Description                                                                                  Notes',
        '80         http           external  optional  PLAIN               nginx      Redirects browsers to HTTPS; also answers the HTTP-01 challenges of certificate authorities  redirects to https',
        '587        submission     external  optional  TLS                 postfix    Mail clients send mail; better for them than port 25                                         SMTP authentication required; TLS 1.2 or newer since BlueMind 4.4; opportunistic by the page, but the packaged Postfix requires STARTTLS (smtpd_tls_security_level=encrypt in master.cf) (source: code)',
        '995        pop3s          external  optional  SSL                 nginx      POP over TLS for mail clients                                                                not recommended: BlueMind advises against POP; prefer IMAP; the proxy accepts TLS 1.0 to 1.2 (bm-mail-proxy.conf) (source: code)',
        '5701-5715  hazelcast      internal                                hazelcast  Shared state and message bus of the Java processes, one port for each member on a host',
        '9090       influxdb-raft  internal                                influxdb   InfluxDB 0.8, consensus between members                                                      obsolete; left over from InfluxDB 0.8 (its ports plus 1000); the packaged InfluxDB 1.8 listens only on 8086 (source: code)',
        '9000       php-fpm        loopback                                webmail    PHP processes of the webmail',
        '',
      ].join('\n'),
    );
  });

  test('as Markdown', () => {
    expect(formatCatalogue(named('http', 'lmtp'), 'markdown')).toBe(
      [
        '| Port | Name | Audience | Need | Transport security | Component | Description | Notes |',
        '| --- | --- | --- | --- | --- | --- | --- | --- |',
        '| 80 | http | external | optional | PLAIN | nginx | Redirects browsers to HTTPS; also answers the HTTP-01 challenges of certificate authorities | redirects to https |',
        '| 2400 | lmtp | internal |  |  | lmtpd | Delivery from Postfix, forwarded to Cyrus (LMTP) |  |',
        '',
      ].join('\n'),
    );
  });

  test('as CSV', () => {
    expect(formatCatalogue(named('mapi', 'memcached'), 'csv')).toBe(
      [
        'Port,Name,Audience,Need,Transport security,Component,Description,Notes',
        '5001,mapi,internal,,,mapi,"Outlook (MAPI over HTTP, EWS, autodiscover, offline address book)",',
        "11211,memcached,internal,,,memcached,Webmail's cache,on no page (source: firewall)",
        '',
      ].join('\r\n'),
    );
  });

  test('as JSON: ports, components, connections and roles as they are', () => {
    const { release, ports, components, connections, roles } = bluemind4;
    expect(JSON.parse(formatCatalogueJson(bluemind4))).toEqual({ schemaVersion: 1, release, ports, components, connections, roles });
  });

  test('marks what is inferred, and a protocol that is not TCP', () => {
    const keydb = bluemind5.ports.filter(({ name }) => name === 'keydb');
    expect(formatCatalogue(keydb, 'csv')).toContain('"inferred; not documented; 5.2 lists the service without a port');
    expect(formatCatalogue([...keydb.map((port): Port => ({ ...port, protocol: 'UDP' }))], 'csv')).toContain('\r\n6379/UDP,keydb,');
  });

  test('has a line for every port, and only its heading without ports', () => {
    expect(formatCatalogue(bluemind4.ports, 'table').trimEnd().split('\n')).toHaveLength(bluemind4.ports.length + 1);
    expect(formatCatalogue([], 'table')).toBe('Port  Name  Audience  Need  Transport security  Component  Description  Notes\n');
  });
});
