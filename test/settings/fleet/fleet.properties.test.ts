import fc from 'fast-check';
import { csvLine } from '../../../lib/base/csv';
import { InputError } from '../../../lib/base/faults';
import { writeYaml } from '../../../lib/base/yaml/write';
import { planFrom } from '../../../lib/plan';
import { isMap, merge } from '../../../lib/settings/fleet/layers';
import { renderManifests } from '../../../lib/synth/render';
import { arbitraryInstallations } from '../../support/arbitrary-installations/installation';
import { runs } from '../../support/runs';
import { plansOf, settingsOf } from './fleet-files';

/** The patch that makes one value of another (RFC 7396); lists and texts are replaced as a whole. */
function patchBetween(base: unknown, whole: unknown): unknown {
  if (!isMap(base) || !isMap(whole)) return whole;
  const names = [...new Set([...Object.keys(base), ...Object.keys(whole)])];
  return Object.fromEntries(
    names.flatMap((name) => {
      if (!Object.hasOwn(whole, name)) return [[name, null]];
      if (JSON.stringify(base[name]) === JSON.stringify(whole[name])) return [];
      return [[name, patchBetween(base[name], whole[name])]];
    }),
  );
}

/** The same maps with their fields in another order, as deep as they go; lists keep theirs. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  return isMap(value)
    ? Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, inner]) => [name, reversed(inner)]),
      )
    : value;
};

const withoutName = ({ name: _, ...rest }: Readonly<Record<string, unknown>>) => rest;

/** What is rendered, or what is wrong without the places. */
function outcome(action: () => readonly ReturnType<typeof planFrom>[]): unknown {
  try {
    return action().map((plan) => renderManifests(plan).files);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.faults.map(({ field, message }) => `${field}: ${message}`).sort();
  }
}

/** Settings as JSON has them: without fields that are undefined. */
const settings = arbitraryInstallations.map((props): Readonly<Record<string, unknown>> => JSON.parse(JSON.stringify(props)));

test('an installation of a fleet is rendered, or refused, as its settings written out as a whole', () => {
  fc.assert(
    fc.property(settings, settings, fc.boolean(), (base, whole, isInFile) => {
      const difference = patchBetween(withoutName(base), withoutName(whole));
      const shared = writeYaml(withoutName(base));
      const fleet = { base: isInFile ? withoutName(base) : 'base.yaml', installations: { mail: difference } };
      const files = { 'fleet.yaml': writeYaml(fleet), 'base.yaml': shared };
      const ordered = { 'fleet.yaml': writeYaml({ ...fleet, installations: { mail: reversed(difference) } }), 'base.yaml': shared };
      expect(settingsOf(files)).toEqual([{ ...whole, name: 'mail' }]);
      const direct = outcome(() => [planFrom({ ...whole, name: 'mail' })]);
      expect(outcome(() => plansOf(files))).toEqual(direct);
      expect(outcome(() => plansOf(ordered))).toEqual(direct);
    }),
    { numRuns: runs(40, 2000) },
  );
});

test('a row of a table says the same as a map', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('null', 'true', '12', '', "'x'", '"', 'a: b', 'x # y', '[a', '=1', '\n'));
  const column = fc
    .constantFrom('mail', 'labels', 'name prefix', 'example.org/team', 'constructor', '"', '\\')
    .map((name) => `f["${name.replace(/["\\]/g, '\\$&')}"]`);
  fc.assert(
    fc.property(fc.uniqueArray(column, { minLength: 1 }), fc.array(text, { minLength: 7, maxLength: 7 }), (columns, texts) => {
      const cell = (value: string): string => `"${JSON.stringify(value).replaceAll('"', '""')}"`;
      const csv = `${csvLine(['name', ...columns])}mail,${columns.map((_, index) => cell(texts[index] ?? '')).join(',')}\n`;
      const expected = Object.fromEntries(columns.map((name, index) => [JSON.parse(name.slice(2, -1)), texts[index]]));
      expect(settingsOf({ 'fleet.yaml': 'table: t.csv\n', 't.csv': csv })).toEqual([{ name: 'mail', f: expected }]);
    }),
    { numRuns: runs(100, 5000) },
  );
});

describe('merging', () => {
  /** The examples of RFC 7396, appendix A. */
  test.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j with %j is %j', (base, patch, result) => {
    expect(merge(base, patch)).toEqual(result);
  });
});
