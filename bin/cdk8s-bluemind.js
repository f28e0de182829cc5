#!/usr/bin/env node
// The command. A checkout runs its sources, so that an edit of lib/ counts at once; the published package contains only the bundle.
const { existsSync } = require('node:fs');
const path = require('node:path');
const { loadBundle, prepareForShortRuns } = require('./code-cache');
const { version } = require('../package.json');

prepareForShortRuns();
const isCheckout = existsSync(path.join(__dirname, '../lib/cli/main.ts'));
const { main } = isCheckout
  ? require('./typescript').loadTypeScript('lib/cli/main.ts')
  : loadBundle(path.join(__dirname, '../build/command/main.js'));
main({ version, arguments: process.argv.slice(2) });
