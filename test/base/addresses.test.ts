import fc from 'fast-check';
import {
  type Cidr,
  containsRange,
  formatAddress,
  type IpFamily,
  lastAddress,
  overlapsRange,
  parseAddress,
  parseCidr,
} from '../../lib/base/addresses';
import { runs } from '../support/runs';

const families = fc.constantFrom<IpFamily>('IPv4', 'IPv6');
const bitsOf = (family: IpFamily): number => (family === 'IPv4' ? 32 : 128);

const addresses = families.chain((family) => fc.record({ family: fc.constant(family), value: fc.bigInt(0n, lastAddress(family)) }));

const blocks = addresses.chain(({ family, value }) =>
  fc.integer({ min: 0, max: bitsOf(family) }).map((length) => ({ family, value, length, text: `${formatAddress(family, value)}/${length}` })),
);

const parsed = (text: string): Cidr => {
  const cidr = parseCidr(text);
  if (!cidr) throw new Error(`${text} is no block`);
  return cidr;
};

describe('addresses', () => {
  test.each([
    ['0.0.0.0', 'IPv4', 0n],
    ['192.0.2.1', 'IPv4', 0xc0000201n],
    ['255.255.255.255', 'IPv4', 0xffffffffn],
    ['::', 'IPv6', 0n],
    ['::1', 'IPv6', 1n],
    ['2001:DB8::1', 'IPv6', 0x20010db8000000000000000000000001n],
    ['2001:0db8:0:0:0:0:0:1', 'IPv6', 0x20010db8000000000000000000000001n],
    ['::ffff:192.0.2.1', 'IPv6', 0xffffc0000201n],
  ])('%s', (text, family, value) => {
    expect(parseAddress(text)).toEqual({ family, value });
  });

  test.each([
    '',
    ' ',
    'localhost',
    '1',
    '192.0.2',
    '192.0.2.1.1',
    '192.0.2.256',
    '192.0.02.1',
    '0x7f.0.0.1',
    '192.0.2.1 ',
    '-1.0.0.0',
    '١.0.0.0',
    '192.0.2.1/24',
    '[::1]',
    '::1%eth0',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '::12345',
    '::g',
    '::ffff:192.0.2.256',
    '::ffff:192.0.02.1',
    '192.0.2.1::',
  ])('%j is none', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  test.each([
    ['IPv4', 0n, '0.0.0.0'],
    ['IPv6', 0n, '::'],
    ['IPv6', 0x20010db8000000000000000000000001n, '2001:db8::1'],
    ['IPv6', 0x20010db8000000010000000000000001n, '2001:db8:0:1::1'],
    // RFC 5952: the longest run of zeros is cut, the first of equal ones, and never a single one.
    ['IPv6', 0x00010000000200030000000400050006n, '1:0:2:3:0:4:5:6'],
  ] as const)('%s %s is written %s', (family, value, text) => {
    expect(formatAddress(family, value)).toBe(text);
  });

  test('what is written is read as the same', () => {
    fc.assert(
      fc.property(addresses, ({ family, value }) => {
        expect(parseAddress(formatAddress(family, value))).toEqual({ family, value });
      }),
    );
  });

  test('whatever the text, it is an address or none', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'0123456789abcdef:./%x '), maxLength: 45 });
    fc.assert(
      fc.property(fc.oneof(letters, fc.string()), (text) => {
        const address = parseAddress(text);
        if (address) expect(address.value <= lastAddress(address.family)).toBe(true);
      }),
      { numRuns: runs(500, 30000) },
    );
  });
});

describe('blocks', () => {
  test.each([
    ['10.0.0.0/8', '10.0.0.0/8', 0x0a000000n, 0x0affffffn],
    ['10.1.2.3/8', '10.0.0.0/8', 0x0a000000n, 0x0affffffn],
    ['0.0.0.0/0', '0.0.0.0/0', 0n, 0xffffffffn],
    ['192.0.2.1/32', '192.0.2.1/32', 0xc0000201n, 0xc0000201n],
    ['::/0', '::/0', 0n, lastAddress('IPv6')],
    ['2001:DB8::5/127', '2001:db8::4/127', 0x20010db8000000000000000000000004n, 0x20010db8000000000000000000000005n],
  ])('%s', (text, canonical, first, last) => {
    expect(parseCidr(text)).toMatchObject({ canonical, first, last });
  });

  test.each(['', '/', '10.0.0.0', '10.0.0.0/', '/8', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/08', '10.0.0.0/8/8', '10.0.0.0/8 ', '::/129', '10/8'])(
    '%j is none',
    (text) => {
      expect(parseCidr(text)).toBeUndefined();
    },
  );

  test('a block holds the addresses that share its first bits, and no others', () => {
    fc.assert(
      fc.property(blocks, addresses, ({ family, value, length, text }, other) => {
        const { first, last } = parsed(text);
        const shift = BigInt(bitsOf(family) - length);
        const isInside = (address: bigint) => first <= address && address <= last;
        expect(isInside(value)).toBe(true);
        if (other.family === family) expect(isInside(other.value)).toBe(other.value >> shift === value >> shift);
        expect(last - first + 1n).toBe(1n << shift);
      }),
    );
  });

  test('the canonical form is read as the same block, and stays', () => {
    fc.assert(
      fc.property(blocks, ({ text }) => {
        const block = parsed(text);
        expect(parseCidr(block.canonical)).toEqual(block);
      }),
    );
  });
});

describe('ranges', () => {
  // Few addresses, so that the slow definition can look at each of them.
  const small = fc
    .record({ family: families, a: fc.bigInt(0n, 15n), b: fc.bigInt(0n, 15n) })
    .map(({ family, a, b }) => ({ family, first: a < b ? a : b, last: a < b ? b : a }));
  const membersOf = ({ family, first, last }: { readonly family: IpFamily; readonly first: bigint; readonly last: bigint }) =>
    Array.from({ length: Number(last - first) + 1 }, (_, index) => `${family} ${first + BigInt(index)}`);

  test('one contains another if it has all of its addresses', () => {
    fc.assert(
      fc.property(small, small, (outer, inner) => {
        const members = new Set(membersOf(outer));
        expect(containsRange(outer, inner)).toBe(membersOf(inner).every((member) => members.has(member)));
      }),
    );
  });

  test('two overlap if they share an address', () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        const members = new Set(membersOf(a));
        expect(overlapsRange(a, b)).toBe(membersOf(b).some((member) => members.has(member)));
        expect(overlapsRange(b, a)).toBe(overlapsRange(a, b));
      }),
    );
  });

  test('blocks are within each other or separate', () => {
    fc.assert(
      fc.property(blocks, blocks, (a, b) => {
        const [one, two] = [parsed(a.text), parsed(b.text)];
        expect(overlapsRange(one, two)).toBe(containsRange(one, two) || containsRange(two, one));
      }),
    );
  });
});
