// Runs a TypeScript app that imports the package by its name, against this checkout's sources.
const { buildSync } = require('esbuild');
const path = require('node:path');

const root = path.join(__dirname, '../..');
const [, , entry] = process.argv;
const outfile = `${entry}.js`;
buildSync({
  entryPoints: [entry],
  bundle: true,
  platform: 'node',
  outfile,
  alias: { 'cdk8s-bluemind': path.join(root, 'lib/index.ts') },
  external: ['cdk8s', 'cdk8s-plus-27', 'constructs', 'zod', 'yaml'],
  nodePaths: [path.join(root, 'node_modules')],
});
require(outfile);
