import { bluemind4, bluemind5, type Catalogue, diffCatalogues } from '../../lib/catalogue';

const nothing = { added: [], removed: [], changed: [] };

const small: Catalogue = {
  release: '4',
  ports: [
    { name: 'zeta', number: 20, audience: 'internal', protocol: 'TCP', component: 'a', description: 'one', source: 'code' },
    { name: 'smtp', number: 9, audience: 'internal', protocol: 'TCP', component: 'a', description: 'two', source: 'code' },
  ],
  components: [
    { name: 'b', description: 'second', placement: { kind: 'role', role: 'main' } },
    { name: 'a', description: 'first', placement: { kind: 'role', role: 'main' } },
  ],
  connections: [
    { from: 'b', to: 'a', port: 'zeta', evidence: 'confirmed', source: 'code', description: 'x' },
    { from: 'a', to: 'a', port: 'smtp', evidence: 'confirmed', source: 'code', description: 'y' },
  ],
  roles: [{ name: 'main', tags: [], description: 'main' }],
  edge: bluemind4.edge,
  outgoing: [],
};

describe('diffCatalogues', () => {
  test('finds nothing between a catalogue and itself', () => {
    expect(diffCatalogues(bluemind4, bluemind4)).toEqual({ old: '4', new: '4', ports: nothing, components: nothing, connections: nothing });
  });

  test('sorts ports by number, components by name, connections by their ends', () => {
    const empty: Catalogue = { ...small, release: '5', ports: [], components: [], connections: [] };
    const { ports, components, connections } = diffCatalogues(small, empty);
    expect(ports.removed.map(({ number }) => number)).toEqual([9, 20]);
    expect(components.removed.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(connections.removed.map(({ from }) => from)).toEqual(['a', 'b']);
    const back = diffCatalogues(empty, small);
    expect(back.ports).toEqual({ added: ports.removed, removed: [], changed: [] });
    expect(back.components.added).toEqual(components.removed);
    expect(back.connections.added).toEqual(connections.removed);
  });

  test('names the fields that differ, those with structure and those that one side lacks included', () => {
    const [zeta, ...otherPorts] = small.ports;
    const [b, ...otherComponents] = small.components;
    const [connection, ...otherConnections] = small.connections;
    if (!zeta || !b || !connection) throw new Error('the fixture is empty');
    const changed: Catalogue = {
      ...small,
      ports: [{ ...zeta, number: 21, component: 'b' }, ...otherPorts],
      components: [{ ...b, package: 'bm-b', placement: { kind: 'role', role: 'other' } }, ...otherComponents],
      connections: [{ ...connection, loopback: true }, ...otherConnections],
    };
    const diff = diffCatalogues(small, changed);
    expect(diff.ports).toEqual({
      ...nothing,
      changed: [{ old: zeta, new: { ...zeta, number: 21, component: 'b' }, fields: ['component', 'number'] }],
    });
    expect(diff.components.changed.map(({ fields }) => fields)).toEqual([['package', 'placement']]);
    expect(diff.connections.changed.map(({ fields }) => fields)).toEqual([['loopback']]);
  });

  test('does not report better documentation as a change', () => {
    const documented: Catalogue = {
      ...small,
      ports: small.ports.map((port) => ({ ...port, source: 'firewall', evidence: 'inferred', note: 'n', noteSource: 'iana' })),
      connections: small.connections.map((connection) => ({ ...connection, source: 'documentation', evidence: 'inferred' })),
    };
    expect(diffCatalogues(small, documented)).toEqual({ old: '4', new: '4', ports: nothing, components: nothing, connections: nothing });
  });

  test('does not depend on the order of rows and does not change its arguments', () => {
    const before = JSON.stringify([bluemind4, bluemind5]);
    const reversed: Catalogue = {
      ...bluemind5,
      ports: bluemind5.ports.toReversed(),
      components: bluemind5.components.toReversed(),
      connections: bluemind5.connections.toReversed(),
    };
    expect(diffCatalogues(bluemind4, reversed)).toEqual(diffCatalogues(bluemind4, bluemind5));
    expect(JSON.stringify([bluemind4, bluemind5])).toBe(before);
  });
});

describe('from BlueMind 4 to 5', () => {
  const { ports, components, connections } = diffCatalogues(bluemind4, bluemind5);

  test('ports', () => {
    expect(ports.removed.map(({ number }) => number)).toEqual([
      24, 1110, 1143, 2000, 2501, 2502, 5222, 5223, 5269, 5280, 5290, 8079, 8084, 8091, 9083, 9086, 9090, 9099,
    ]);
    expect(ports.added.map(({ number }) => number)).toEqual([1110, 1143, 6379, 8099]);
    expect(ports.changed.map(({ new: { name }, fields }) => [name, ...fields])).toEqual([
      ['pop3', 'minimumTls'],
      ['imap', 'minimumTls'],
      ['imaps', 'minimumTls'],
      ['pop3s', 'minimumTls'],
      ['lmtp', 'component', 'description'],
    ]);
  });

  test('components', () => {
    expect(components.removed.map(({ name }) => name)).toEqual(['cyrus', 'hps', 'lmtpd', 'sds-proxy', 'xmpp']);
    expect(components.added.map(({ name }) => name)).toEqual(['keycloak', 'keydb']);
    expect(components.changed.map(({ new: { name }, fields }) => [name, ...fields])).toEqual([
      ['core', 'description'],
      ['ysnp', 'description', 'placement'],
    ]);
  });

  test('connections of what is gone go, and those of what is new come', () => {
    const gone = components.removed.map(({ name }) => name);
    const come = components.added.map(({ name }) => name);
    const touches = (names: readonly string[], from: string, to: string) => names.includes(from) || names.includes(to);
    const removed = bluemind4.connections.filter(({ from, to }) => touches(gone, from, to));
    const added = bluemind5.connections.filter(({ from, to }) => touches(come, from, to));
    expect(connections.removed).toEqual(expect.arrayContaining(removed));
    expect(connections.added).toEqual(expect.arrayContaining(added));
    const moved = connections.added.filter(({ from, to }) => !touches(come, from, to)).map(({ from, to, port }) => `${from} > ${to} ${port}`);
    expect(moved).toEqual([
      'core > elasticsearch elasticsearch',
      'core > mapi mapi',
      'nginx > core core-imap',
      'nginx > core core-pop3',
      'postfix > core lmtp',
      'webmail > core core-imap',
      'webserver > webmail webmail',
    ]);
  });
});
