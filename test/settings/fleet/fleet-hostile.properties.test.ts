import fc from 'fast-check';
import { csvLine } from '../../../lib/base/csv';
import { formatFault, InputError } from '../../../lib/base/faults';
import { writeYaml } from '../../../lib/base/yaml/write';
import { arbitrarySettings } from '../../support/arbitrary-settings';
import { runs } from '../../support/runs';
import { type Files, plansOf } from './fleet-files';

/** Plans, or faults with places that exist in files that are given, each told once. Whatever else is thrown fails the test. */
function expectPlansOrFaults(files: Files): void {
  try {
    expect(plansOf(files).length).toBeGreaterThan(0);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.faults).not.toEqual([]);
    const lines = error.faults.map(formatFault);
    expect(new Set(lines).size).toBe(lines.length);
    for (const { position, usedBy, message } of error.faults) {
      expect(message.trim()).not.toBe('');
      for (const place of [position, ...(usedBy ? [usedBy.position] : [])]) {
        const line = (files[place?.file ?? ''] ?? '').split('\n')[(place?.line ?? 0) - 1];
        expect([place, line]).toEqual([place, expect.any(String)]);
        expect(place?.column).toBeLessThanOrEqual((line ?? '').length + 1);
      }
    }
  }
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    ' ',
    'x',
    0,
    -1,
    1e300,
    [],
    {},
    [null],
    [[]],
    '__proto__',
    'constructor',
    'a'.repeat(70),
    '\u001b[31m',
    '{',
    '=1',
  ),
  fc.anything({
    maxDepth: 3,
    key: fc.constantFrom('name', 'type', 'expose', 'public', 'entryPoints', 'constructor', 'toString', 'a b', ''),
    values: [fc.string(), fc.boolean(), fc.integer(), fc.constant(null)],
  }),
);

/** Settings, of which some fields are odd. */
const partly = fc
  .tuple(
    arbitrarySettings,
    fc.dictionary(fc.constantFrom('name', 'namespace', 'labels', 'entryPoints', 'expose', 'mail', 'workloads', 'nothing'), odd, { maxKeys: 3 }),
  )
  .map(([{ name: _, ...settings }, wrong]): unknown => ({ ...settings, ...wrong }));

const some = fc.oneof({ weight: 3, arbitrary: partly }, { weight: 1, arbitrary: odd });

const name = fc.constantFrom('one', 'two', 'three', 'One', '', 'a.b', 'constructor', 'toString', '12', 'a#b');

test('whatever base, differences and table are, there are plans or faults with their places', () => {
  const row = fc.tuple(
    name,
    fc.array(
      fc.oneof(
        fc.string(),
        odd.map((value) => JSON.stringify(value) ?? ''),
      ),
      { minLength: 2, maxLength: 3 },
    ),
  );
  const column = fc.constantFrom('isolation', 'mail.hostname', 'entryPoints.public.type', 'labels["a/b"]', 'x', '', 'name', 'a..b');
  fc.assert(
    fc.property(
      fc.oneof(some, fc.constantFrom('base.yaml', 'fleet.yaml', 'nowhere.yaml')),
      some,
      fc.dictionary(name, fc.oneof(some, fc.constant(null)), { maxKeys: 3 }),
      fc.option(fc.tuple(fc.array(column, { minLength: 2, maxLength: 2 }), fc.array(row, { maxLength: 3 }))),
      (base, shared, installations, table) => {
        const fleet = { base, installations, ...(table && { table: 't.csv' }) };
        const csv = table
          ? [
              csvLine(['name', ...table[0]]),
              ...table[1].map(([own, cells]) => `${[own, ...cells.map((cell) => `"${cell.replaceAll('"', '""')}"`)].join(',')}\n`),
            ].join('')
          : '';
        const files = {
          'fleet.yaml': `# A fleet\n${writeYaml(JSON.parse(JSON.stringify(fleet)))}`,
          'base.yaml': writeYaml(JSON.parse(JSON.stringify(shared ?? null))),
          't.csv': csv,
        };
        expectPlansOrFaults(files);
      },
    ),
    { numRuns: runs(100, 5000) },
  );
});

test('whatever the texts are that begin as a fleet, a base and a table, they end in plans or faults', () => {
  const snippet = fc.constantFrom(
    'base',
    ': ',
    '\n',
    '  ',
    'installations',
    '{',
    '}',
    '[',
    ']',
    'one',
    '&a ',
    '*a',
    '- ',
    '"',
    "'",
    '#',
    '? ',
    'null',
    '__proto__',
    '|',
    '---\n',
    'labels',
    ',',
    'é',
    '\t',
    '\r',
    '!!str ',
  );
  const text = fc.array(snippet, { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, text, fc.boolean(), (own, shared, csv, isLast) => {
      const fields = 'base: base.yaml\ntable: t.csv\ninstallations: { one: }\n';
      expectPlansOrFaults({
        'fleet.yaml': isLast ? `${fields}${own}` : `${fields.replace('{ one: }\n', '')}{ one: { ${own} } }\n`,
        'base.yaml': shared,
        't.csv': `name,${csv}`,
      });
    }),
    { numRuns: runs(200, 20_000) },
  );
});
