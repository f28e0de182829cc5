#!/usr/bin/env node
/**
 * Writes lib/settings/props.ts, the types of the settings with what editors show.
 *
 *   node tools/settings-props.js
 */
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { loadTypeScript } = require('../bin/typescript');

const { formatSettingsProps } = loadTypeScript('lib/reports/settings-reference/props.ts');
const { settingsJsonSchema } = loadTypeScript('lib/settings/json-schema.ts');

writeFileSync(join(__dirname, '../lib/settings/props.ts'), formatSettingsProps(settingsJsonSchema()));
