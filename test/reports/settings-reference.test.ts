import { settingsFields } from '../../lib/reports/settings-reference';
import { installationSchema } from '../../lib/settings';
import { settingsJsonSchema } from '../../lib/settings/json-schema';

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
