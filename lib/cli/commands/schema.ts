import { formatSettingsReference } from '../../reports/settings-reference';
import { settingsJsonSchema } from '../../settings/json-schema';
import { print } from '../terminal';

/** Prints the schema of settings files, for editors or for readers. @returns the exit code */
export function runSchema(format: 'json' | 'markdown'): number {
  const schema = settingsJsonSchema();
  print(format === 'json' ? `${JSON.stringify(schema, null, 2)}\n` : formatSettingsReference(schema));
  return 0;
}
