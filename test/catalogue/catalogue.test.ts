import {
  bluemind4,
  type Component,
  type Connection,
  extendCatalogue,
  externalPorts,
  formatNumbers,
  type InternalPort,
  internalPorts,
  isExternal,
  isInternal,
  isNetworkPort,
  lastNumber,
  portsOf,
} from '../../lib/catalogue';

const port: InternalPort = {
  audience: 'internal',
  name: 'xivobridge',
  number: 9091,
  protocol: 'TCP',
  component: 'xivobridge',
  description: 'Telephony',
  source: 'settings',
};
const component: Component = { name: 'xivobridge', description: 'Telephony add-on', placement: { kind: 'listed' } };
const connection: Connection = { from: 'xivobridge', to: 'core', port: 'core', evidence: 'confirmed', source: 'settings', description: 'Presence' };

describe('extendCatalogue', () => {
  test('puts an installation’s own rows at the end and does not change the catalogue', () => {
    const rows = bluemind4.ports.length;
    const extended = extendCatalogue(bluemind4, { ports: [port], components: [component], connections: [connection] });
    expect(extended.ports).toEqual([...bluemind4.ports, port]);
    expect(extended.components).toEqual([...bluemind4.components, component]);
    expect(extended.connections).toEqual([...bluemind4.connections, connection]);
    expect(extended.roles).toBe(bluemind4.roles);
    expect(bluemind4.ports).toHaveLength(rows);
  });

  test('changes nothing without additions', () => expect(extendCatalogue(bluemind4)).toEqual(bluemind4));
});

test('every port is external, internal or bound to 127.0.0.1', () => {
  const external = bluemind4.ports.filter(isExternal);
  const internal = bluemind4.ports.filter(isInternal);
  const loopback = bluemind4.ports.filter((each) => !isNetworkPort(each));
  expect([external.length, internal.length, loopback.length]).toEqual([12, 33, 4]);
  expect([...external, ...internal, ...loopback]).toHaveLength(bluemind4.ports.length);
  expect(externalPorts(bluemind4)).toEqual(external);
  expect(internalPorts(bluemind4)).toEqual(internal);
});

test('portsOf lists what one component listens on', () => {
  expect(portsOf(bluemind4, 'milter').map(({ name }) => name)).toEqual(['milter', 'postfix-rewrite']);
  expect(portsOf(bluemind4, 'telegraf')).toEqual([]);
});

test('a range has a first and a last number', () => {
  expect(lastNumber({ number: 443 })).toBe(443);
  expect(formatNumbers({ number: 443 })).toBe('443');
  expect(lastNumber({ number: 5701, endNumber: 5715 })).toBe(5715);
  expect(formatNumbers({ number: 5701, endNumber: 5715 })).toBe('5701-5715');
});
