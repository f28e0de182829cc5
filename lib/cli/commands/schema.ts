import { formatSettingsReference } from '../../reports/settings-reference';
import { settingsJsonSchema } from '../../settings/json-schema';

/** Prints the schema of settings files, for editors or for readers. @returns the exit code */
export function runSchema(format: 'json' | 'markdown'): number {
  const schema = settingsJsonSchema();
  process.stdout.write(format === 'json' ? `${JSON.stringify(schema, null, 2)}\n` : formatSettingsReference(schema));
  return 0;
}
