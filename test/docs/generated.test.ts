import { join } from 'node:path';
import * as api from '../../lib';
import { rules } from '../../lib/checks';
import { formatCommands } from '../../lib/cli/commands-reference';
import { program } from '../../lib/cli/main';
import { versionLimits } from '../../lib/plan/versions';
import { formatCatalogueReference } from '../../lib/reports/catalogue-reference';
import { formatRules } from '../../lib/reports/rules';
import { formatSettingsReference } from '../../lib/reports/settings-reference/reference';
import { formatVersions } from '../../lib/reports/versions';
import { fleetJsonSchema } from '../../lib/settings/fleet';
import { settingsJsonSchema } from '../../lib/settings/json-schema';
import * as testing from '../../lib/testing';
import { formatApi } from '../../tools/api-reference';
import { readPage } from './pages';

test.each([
  ['docs/commands.md', () => formatCommands(program('', () => undefined))],
  ['docs/catalogue.md', formatCatalogueReference],
  ['docs/rules.md', () => formatRules(rules)],
  ['docs/versions.md', () => formatVersions(Object.values(versionLimits))],
  ['docs/api.md', () => formatApi(join(__dirname, '../..'))],
  ['docs/settings.md', () => formatSettingsReference(settingsJsonSchema())],
])('%s is as it is now (npm run docs writes it)', (page, format) => {
  expect(readPage(page)).toBe(format());
});

test.each([
  ['docs/settings.schema.json', settingsJsonSchema],
  ['docs/fleet.schema.json', fleetJsonSchema],
])('%s is as it is now (npm run docs writes it)', (page, schema) => {
  expect(JSON.parse(readPage(page))).toEqual(JSON.parse(JSON.stringify(schema())));
});

test('every command has a section with all of its options', () => {
  const text = readPage('docs/commands.md');
  for (const command of program('', () => undefined).commands) {
    expect(text).toContain(`\n## ${command.name()}\n`);
    for (const { long } of command.options) expect(text).toContain(`${long}`);
  }
});

test('docs/api.md lists everything that the entries export', () => {
  const told = readPage('docs/api.md')
    .split('\n')
    .flatMap((line) => /^(?:#### |- `)(\w+)/.exec(line)?.[1] ?? []);
  const types = ['BlueMind5NetworkProps', 'TraefikEntryPointProps', 'Plan', 'Finding', 'NetworkEntryPoint', 'TestedConnection'];
  expect(told).toEqual(expect.arrayContaining([...Object.keys(api), ...Object.keys(testing), ...types]));
});
