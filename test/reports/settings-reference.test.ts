import { failing, verifyPlan } from '../../lib/checks';
import { planFrom } from '../../lib/plan';
import { readText } from '../../lib/reachability';
import { wayExamples } from '../../lib/reports/settings-reference/examples';
import { settingsFields } from '../../lib/reports/settings-reference/fields';
import { fieldGroups } from '../../lib/reports/settings-reference/groups';
import { formatSettingsReference } from '../../lib/reports/settings-reference/reference';
import { installationSchema } from '../../lib/settings';
import { parseSettingsDocument } from '../../lib/settings/document';
import { settingsJsonSchema } from '../../lib/settings/json-schema';
import { renderManifests } from '../../lib/synth/render';

const fields = settingsFields(settingsJsonSchema());

describe('every field of the settings', () => {
  test('is documented: meaning, default and example', () => {
    const lacking = fields.flatMap(({ field, variant, description, hasDefault, example }) =>
      [
        ...(/^\S.*[.)]$/s.test(description) ? [] : ['meaning']),
        ...(hasDefault ? [] : ['default']),
        ...(example === undefined ? ['example'] : []),
      ].map((what) => `${variant} ${field}: ${what}`.trim()),
    );
    expect(lacking).toEqual([]);
  });

  test('of the first level takes its own example', () => {
    const wrong = fields
      .filter(({ field }) => !/[.[]/.test(field))
      .filter(({ field, example }) => {
        const parsed = installationSchema.safeParse({ name: 'mail', [field]: example });
        return !parsed.success;
      })
      .map(({ field }) => field);
    expect(wrong).toEqual([]);
  });

  test('is read by nobody else: the reference knows as many fields as the schema has', () => {
    const count = (schema: unknown): number => {
      if (typeof schema !== 'object' || schema === null) return 0;
      const own =
        'properties' in schema && typeof schema.properties === 'object' && schema.properties !== null ? Object.keys(schema.properties).length : 0;
      return own + Object.entries(schema).reduce((sum, [key, inner]) => sum + (key === 'examples' || key === 'default' ? 0 : count(inner)), 0);
    };
    expect(fields).toHaveLength(count(settingsJsonSchema()));
  });
});

describe('the reference as Markdown', () => {
  const reference = formatSettingsReference(settingsJsonSchema());
  const lines = reference.split('\n');

  test('has every field of the first level in one group', () => {
    const first = fields.map(({ field }) => field).filter((field) => !/[.[]/.test(field));
    const grouped = fieldGroups.flatMap((group) => group.fields);
    expect(first.filter((field) => grouped.filter((name) => name === field).length !== 1)).toEqual([]);
  });

  test('lists every field, those that several ways in share only once', () => {
    for (const { field, variant } of fields.filter((each) => each.field !== 'entryPoints.NAME.type')) {
      const told = lines.filter((line) => line.startsWith(`- \`${field}\` (`));
      expect({ field, variant, told: told.length > 0 }).toEqual({ field, variant, told: true });
      expect(new Set(told).size).toBe(told.length);
    }
  });

  test('has an example for each way in, which renders and proves without changes', () => {
    const ways = new Set(fields.filter(({ field }) => field.startsWith('entryPoints.')).map(({ variant }) => variant));
    expect(Object.keys(wayExamples).sort()).toEqual([...ways].sort());
    for (const [way, text] of Object.entries(wayExamples)) {
      expect(reference).toContain(text);
      const document = parseSettingsDocument(`${way}.yaml`, text);
      const plan = planFrom(document.input, document);
      const found = failing(verifyPlan(readText('manifests.yaml', renderManifests(plan).stream), plan, '2026-01-01'), 'warning');
      expect({ way, found }).toEqual({ way, found: [] });
      expect(plan.entries.map(({ kind }) => kind === way || kind.startsWith(way)).some(Boolean)).toBe(true);
    }
  });

  test('has no cell of a table that is longer than 100 characters', () => {
    expect(lines.filter((line) => line.startsWith('|')).flatMap((line) => line.split('|').filter((cell) => cell.length > 100))).toEqual([]);
  });
});
