import { readFileSync } from 'node:fs';
import { bluemind4, externalPorts, internalPorts, lastNumber } from '../../lib/catalogue';
import { testWithShared } from '../support/shared';
import { type ExternalRow, expand, type InternalRow, readExternal, readInternal } from './ports-page';

/** The page's tables unchanged, in the catalogue's form (`PLAINTLS` is `PLAIN/TLS`); a second copy, so that every typing error is found. */
const tls12 = { version: '1.2', since: '4.4' } as const;
const external = (
  [
    // number, need, transport security, SMTP authentication, oldest TLS, not recommended, redirects to
    [25, 'mandatory', 'PLAIN/TLS', 'supported', undefined, false, undefined],
    [80, 'optional', 'PLAIN', undefined, undefined, false, 'https'],
    [110, 'optional', 'PLAIN/TLS', undefined, undefined, true, undefined],
    [143, 'optional', 'PLAIN/TLS', undefined, undefined, false, undefined],
    [443, 'mandatory', 'SSL', undefined, undefined, false, undefined],
    [465, 'optional', 'SSL', 'required', tls12, false, undefined],
    [587, 'optional', 'TLS', 'required', tls12, false, undefined],
    [993, 'optional', 'SSL', undefined, undefined, false, undefined],
    [995, 'optional', 'SSL', undefined, undefined, true, undefined],
    [5222, 'optional', 'PLAIN/TLS', undefined, undefined, false, undefined],
    [5223, 'optional', 'SSL', undefined, undefined, false, undefined],
    [5269, 'optional', 'TLS', undefined, undefined, false, undefined],
  ] as const
).map(
  ([number, need, transportSecurity, smtpAuthentication, minimumTls, isNotRecommended, redirectsTo]): ExternalRow => ({
    number,
    need,
    transportSecurity,
    smtpAuthentication,
    minimumTls,
    isNotRecommended,
    redirectsTo,
  }),
);

const internal: readonly (InternalRow & { readonly component: string })[] = [
  { numbers: '24', service: 'cyrus LMTP', component: 'cyrus' },
  { numbers: '1110', service: 'cyrus pop', component: 'cyrus' },
  { numbers: '1143', service: 'cyrus imap', component: 'cyrus' },
  { numbers: '2000', service: 'cyrus sieve', component: 'cyrus' },
  { numbers: '2400', service: 'BM LMTP', component: 'lmtpd' },
  { numbers: '2500', service: 'BM milter', component: 'milter' },
  { numbers: '2501', service: 'IMAP-Kernreplikation', component: 'core' },
  { numbers: '2502', service: 'IMAP-Cyrus-Replikation', component: 'cyrus' },
  { numbers: '5001', service: 'BM mapi', component: 'mapi' },
  { numbers: '5280, 5290', service: 'BM XMPP', component: 'xmpp' },
  { numbers: '5432', service: 'postgresql', component: 'postgresql' },
  { numbers: '5701:5715', service: 'hazelcast', component: 'hazelcast' },
  { numbers: '8021, 8022', service: 'BM-Knoten', component: 'node' },
  { numbers: '8079', service: 'BM HPS', component: 'hps' },
  { numbers: '8080', service: 'BM-Webserver', component: 'webserver' },
  { numbers: '8082', service: 'BM-Push', component: 'push' },
  { numbers: '8084', service: 'BM Locator', component: 'core' },
  { numbers: '8087', service: 'BM Tika', component: 'tika' },
  { numbers: '8090', service: 'BM Kern', component: 'core' },
  { numbers: '9083, 9086, 9090, 9099', service: 'BM influxdb', component: 'influxdb' },
  { numbers: '9200, 9300', service: 'BM Elasticsearch', component: 'elasticsearch' },
];

describe('the "Ports" page', () => {
  test('has 12 external ports and 41 internal ones in 21 rows', () => {
    expect(external).toHaveLength(12);
    expect(internal).toHaveLength(21);
    expect(internal.flatMap(({ numbers }) => expand(numbers))).toHaveLength(41);
  });

  test('is in the catalogue with every external port, field by field', () => {
    const known = externalPorts(bluemind4).map(
      ({ number, need, transportSecurity, smtpAuthentication, minimumTls, notRecommended, redirectsTo }): ExternalRow => ({
        number,
        need,
        transportSecurity,
        smtpAuthentication,
        minimumTls,
        isNotRecommended: notRecommended !== undefined,
        redirectsTo,
      }),
    );
    expect(known).toEqual(external);
    expect(externalPorts(bluemind4).map(({ source }) => source)).toEqual(external.map(() => 'ports-page'));
  });

  test('is in the catalogue with every internal port, and nothing else claims the page as its source', () => {
    const onPage = internalPorts(bluemind4).filter(({ source }) => source === 'ports-page');
    const owners = onPage.flatMap((port) => expand(`${port.number}:${lastNumber(port)}`).map((number) => [number, port.component] as const));
    expect(owners).toEqual(internal.flatMap(({ numbers, component }) => expand(numbers).map((number) => [number, component] as const)));
  });

  test('has hazelcast as one range', () => {
    expect(internalPorts(bluemind4).filter(({ component }) => component === 'hazelcast')).toEqual([
      expect.objectContaining({ name: 'hazelcast', number: 5701, endNumber: 5715, betweenMembers: true }),
    ]);
  });

  testWithShared('reference/ports-page.de.md', 'itself says the same as the copy in this test', (path) => {
    const page = readFileSync(path, 'utf8');
    expect(readExternal(page)).toEqual(external);
    expect(readInternal(page)).toEqual(internal.map(({ numbers, service }) => ({ numbers, service })));
  });
});
