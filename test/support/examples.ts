import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Plan, planFrom } from '../../lib/plan';
import { readSettingsDocument } from '../../lib/settings';
import { renderManifests } from '../../lib/synth/render';
import { schemaFaults, testWithSchemas } from './shared';

const root = join(__dirname, '../..');

/** Examples that are settings of an installation; others show a library or a pipeline. */
export const exampleNames = readdirSync(join(root, 'examples')).filter((name) => existsSync(join(root, 'examples', name, 'installation.yaml')));

/** The plan of an example, read as a user's file is. */
export function examplePlan(name: string): Plan {
  const document = readSettingsDocument(join(root, 'examples', name, 'installation.yaml'));
  return planFrom(document.input, document);
}

/** A test that every object of the plans fits the schema of its kind. */
export const testSchemas = (plans: () => Readonly<Record<string, Plan>>): void =>
  testWithSchemas('every object fits the schema of its kind', () => {
    const files = Object.entries(plans()).map(([name, plan]): [string, string] => [`${name}/all.yaml`, renderManifests(plan).stream]);
    expect(files).not.toEqual([]);
    expect(schemaFaults(Object.fromEntries(files))).toEqual([]);
  });
