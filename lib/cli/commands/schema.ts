import { InputError } from '../../base/faults';
import type { DocumentName } from '../../reports/json/document';
import { documentJsonSchema } from '../../reports/json/json-schemas';
import { formatSettingsReference } from '../../reports/settings-reference/reference';
import { fleetJsonSchema } from '../../settings/fleet/json-schema';
import { settingsJsonSchema } from '../../settings/json-schema';
import { reportFaults } from '../printing/report-faults';
import { print } from '../terminal';

export interface SchemaOptions {
  readonly format: 'json' | 'markdown';
}

/** Prints the schema of settings or fleet files, for editors or for readers, or the schema of a JSON document that a command prints. @returns the exit code */
export const runSchema = (what: 'settings' | 'fleet' | DocumentName, { format }: SchemaOptions): number =>
  reportFaults(
    () => {
      if (what !== 'settings' && format !== 'json')
        throw new InputError([{ field: '--format', message: `'${format}': only settings have a reference in Markdown; leave it out, or '${what}'` }]);
      const schema = what === 'settings' ? settingsJsonSchema() : what === 'fleet' ? fleetJsonSchema() : documentJsonSchema(what);
      print(format === 'json' ? `${JSON.stringify(schema, null, 2)}\n` : formatSettingsReference(schema));
      return 0;
    },
    { consequence: 'nothing was printed' },
  );
