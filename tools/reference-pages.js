#!/usr/bin/env node
/**
 * Writes docs/commands.md and docs/catalogue.md.
 *
 *   node tools/reference-pages.js
 */
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { loadTypeScript } = require('../bin/typescript');

const { formatCommands } = loadTypeScript('lib/cli/commands-reference.ts');
const { program } = loadTypeScript('lib/cli/main.ts');
const { formatCatalogueReference } = loadTypeScript('lib/reports/catalogue-reference.ts');

const docs = join(__dirname, '../docs');
writeFileSync(join(docs, 'commands.md'), formatCommands(program('', () => undefined)));
writeFileSync(join(docs, 'catalogue.md'), formatCatalogueReference());
