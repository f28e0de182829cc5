import fc from 'fast-check';
import { formatPorts, type Protocol, parseAddressSet, portRange, protocols, union as unionOfPorts } from '../../lib/reachability';
import { covers, cut, difference, type IntervalSet, intersection, normalized, overlaps, sameSet, union } from '../../lib/reachability/sets/intervals';
import { formatSelector, labelsFor, type Requirement, selects } from '../../lib/reachability/sets/selectors';
import { runs } from '../support/runs';

const highest = 20;
const set: fc.Arbitrary<IntervalSet<number>> = fc
  .array(
    fc.tuple(fc.nat(highest), fc.nat(highest)).map(([start, end]) => ({ start, end })),
    { maxLength: 5 },
  )
  .map(normalized);
const membersOf = (intervals: IntervalSet<number>): ReadonlySet<number> =>
  new Set(
    Array.from({ length: highest + 1 }, (_, number) => number).filter((number) =>
      intervals.some(({ start, end }) => start <= number && number < end),
    ),
  );

describe('sets of intervals', () => {
  test('are as sets of numbers are', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        const [inA, inB] = [membersOf(a), membersOf(b)];
        const where = (keep: (number: number) => boolean) => new Set([...new Set([...inA, ...inB])].filter(keep).sort((x, y) => x - y));
        expect(membersOf(union(a, b))).toEqual(where(() => true));
        expect(membersOf(intersection(a, b))).toEqual(where((number) => inA.has(number) && inB.has(number)));
        expect(membersOf(difference(a, b))).toEqual(where((number) => inA.has(number) && !inB.has(number)));
        expect(covers(a, b)).toBe([...inB].every((number) => inA.has(number)));
        expect(overlaps(a, b)).toBe([...inB].some((number) => inA.has(number)));
        expect(sameSet(a, b)).toBe([...where(() => true)].every((number) => inA.has(number) && inB.has(number)));
      }),
    );
  });

  test('are written in one way only', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        for (const result of [union(a, b), intersection(a, b), difference(a, b)]) {
          expect(result).toEqual(normalized(result));
          for (const [index, { start }] of result.slice(1).entries()) expect(start).toBeGreaterThan(result[index]?.end ?? Number.POSITIVE_INFINITY);
        }
      }),
    );
  });

  test('are cut so that no other set holds a part of a piece', () => {
    fc.assert(
      fc.property(set, fc.array(set, { maxLength: 3 }), (whole, others) => {
        const pieces = cut(whole, others);
        expect(membersOf(normalized(pieces))).toEqual(membersOf(whole));
        for (const piece of pieces) for (const other of others) expect(covers(other, [piece]) || !overlaps(other, [piece])).toBe(true);
      }),
    );
  });
});

describe('ports', () => {
  test('of different protocols never touch', () => {
    expect(formatPorts(unionOfPorts(portRange('TCP', 65535), portRange('UDP', 1)))).toBe('TCP 65535,UDP 1');
  });

  test('are written by protocol, ranges joined', () => {
    const some: readonly (readonly [Protocol, number, number])[] = [
      ['UDP', 53, 53],
      ['TCP', 80, 80],
      ['TCP', 8081, 8090],
      ['TCP', 8080, 8081],
      ['SCTP', 1, 65535],
    ];
    expect(formatPorts(unionOfPorts(...some.map(([protocol, first, last]) => portRange(protocol, first, last))))).toBe(
      'SCTP 1-65535,TCP 80,8080-8090,UDP 53',
    );
    expect(formatPorts([])).toBe('No Connections');
    expect(formatPorts(unionOfPorts(...protocols.map((protocol) => portRange(protocol, 1, 65535))))).toBe('All Connections');
  });
});

describe('addresses', () => {
  test.each(['10.0.0.0/33', '10.0.0', '010.0.0.1', '::1/129', 'x', ''])('%s is none', (text) => expect(parseAddressSet(text)).toBeUndefined());
});

describe('selectors', () => {
  const requirement: fc.Arbitrary<Requirement> = fc.oneof(
    fc.record({
      key: fc.constantFrom('a', 'b'),
      operator: fc.constantFrom('In' as const, 'NotIn' as const),
      values: fc.uniqueArray(fc.constantFrom('', 'x', 'y', 'z'), { minLength: 1 }),
    }),
    fc.record({ key: fc.constantFrom('a', 'b'), operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const), values: fc.constant([]) }),
  );

  test('have labels that fit them, if any labels do', () => {
    let none = 0;
    fc.assert(
      fc.property(fc.array(requirement, { maxLength: 4 }), (selector) => {
        const found = labelsFor(selector);
        if (found) return expect(selects(selector, found)).toBe(true);
        none++;
        for (const a of [undefined, '', 'x', 'y', 'z', 'other']) {
          for (const b of [undefined, '', 'x', 'y', 'z', 'other']) {
            const labels = new Map([...(a === undefined ? [] : [['a', a] as const]), ...(b === undefined ? [] : [['b', b] as const])]);
            expect(selects(selector, labels)).toBe(false);
          }
        }
      }),
      { numRuns: runs(300, 30000) },
    );
    expect(none).toBeGreaterThan(10);
  });

  test('are written as kubectl takes them', () => {
    expect(
      formatSelector([
        { key: 'app', operator: 'In', values: ['web'] },
        { key: 'tier', operator: 'In', values: ['a', 'b'] },
        { key: 'env', operator: 'NotIn', values: ['test'] },
        { key: 'x', operator: 'Exists', values: [] },
        { key: 'y', operator: 'DoesNotExist', values: [] },
      ]),
    ).toBe('app=web,tier in (a,b),env notin (test),x,!y');
  });
});
