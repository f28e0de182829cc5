import { bluemind4, bluemind5, type Catalogue, diffCatalogues } from '../../lib/catalogue';
import { formatCatalogueDiff } from '../../lib/reports/catalogue-diff';

const before: Catalogue = {
  release: '4',
  ports: [
    { name: 'imap', number: 143, audience: 'internal', protocol: 'TCP', component: 'a', description: 'mail', source: 'code' },
    { name: 'sieve', number: 2000, audience: 'internal', protocol: 'TCP', component: 'a', description: 'filters', source: 'code' },
  ],
  components: [{ name: 'a', package: 'bm-a', description: 'server', placement: { kind: 'with', components: ['b', 'c'] } }],
  connections: [],
  roles: [],
  edge: bluemind4.edge,
  outgoing: [],
};

const after: Catalogue = {
  release: '5',
  ports: [
    { name: 'imap', number: 143, audience: 'internal', protocol: 'TCP', component: 'b', description: 'mail', source: 'code', betweenMembers: true },
    {
      name: 'hz',
      number: 5701,
      endNumber: 5703,
      audience: 'internal',
      protocol: 'TCP',
      component: 'a',
      description: 'bus',
      source: 'code',
      evidence: 'inferred',
    },
  ],
  components: [
    { name: 'a', package: 'bm-a', description: 'server', placement: { kind: 'role', role: 'main' } },
    { name: 'b', description: 'store', placement: { kind: 'everywhere' } },
  ],
  connections: [{ from: 'b', to: 'a', port: 'hz', evidence: 'inferred', source: 'code', description: 'listens' }],
  roles: [],
  edge: bluemind4.edge,
  outgoing: [],
};

describe('formatCatalogueDiff', () => {
  test('as a table', () => {
    expect(formatCatalogueDiff(diffCatalogues(before, after), 'table')).toBe(
      [
        'BlueMind 4 to 5',
        '',
        'Ports: 1 removed, 1 added, 1 changed',
        'Change   Port       Name   Component  Description',
        'removed  2000       sieve  a          filters',
        'added    5701-5703  hz     a          bus (inferred)',
        'changed  143        imap   b          betweenMembers: none -> true; component: a -> b',
        '',
        'Components: 0 removed, 1 added, 1 changed',
        'Change   Name  Package  Description',
        'added    b              store',
        'changed  a     bm-a     placement: kind with, components b, c -> kind role, role main',
        '',
        'Connections: 0 removed, 1 added, 0 changed',
        'Change  From  To  Port  Description',
        'added   b     a   hz    listens (inferred)',
        '',
      ].join('\n'),
    );
  });

  test('says so when nothing has changed', () => {
    expect(formatCatalogueDiff(diffCatalogues(bluemind4, bluemind4), 'table')).toBe(
      [
        'BlueMind 4 to 4',
        '',
        'Ports: 0 removed, 0 added, 0 changed',
        '',
        'Components: 0 removed, 0 added, 0 changed',
        '',
        'Connections: 0 removed, 0 added, 0 changed',
        '',
      ].join('\n'),
    );
  });

  test('as JSON: the difference as it is', () => {
    const diff = diffCatalogues(bluemind4, bluemind5);
    expect(JSON.parse(formatCatalogueDiff(diff, 'json'))).toEqual({ schemaVersion: 1, ...diff });
  });

  test('lists what an upgrade from 4 to 5 changes', () => {
    const text = formatCatalogueDiff(diffCatalogues(bluemind4, bluemind5), 'table');
    expect(text).toContain('Ports: 18 removed, 4 added, 5 changed\n');
    expect(text).toMatch(/^changed +993 +imaps +nginx +minimumTls: none -> version 1\.2, since 5\.0$/m);
    expect(text).toMatch(/^changed +2400 +lmtp +core +component: lmtpd -> core; /m);
    expect(text).toMatch(/^added +keycloak +bm-keycloak +Authentication server$/m);
    expect(text).toMatch(/^added +core +elasticsearch +elasticsearch +indexes and searches$/m);
  });
});
