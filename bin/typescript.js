/**
 * Loads a TypeScript module of this checkout. It is bundled afresh in memory each time, which takes a few milliseconds, so what runs is never
 * older than its source, two runs cannot meet in a cache, and a read-only checkout works.
 *
 *   node bin/typescript.js main.ts      runs it (the `app:` command of cdk8s.yaml)
 */
const Module = require('node:module');
const path = require('node:path');

const root = path.join(__dirname, '..');

/** @param {string} entry path of the module, from the root of the checkout */
function loadTypeScript(entry) {
  const { buildSync } = require('esbuild');
  const filename = path.join(root, entry);
  const bundle = buildSync({
    entryPoints: [filename],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'warning',
  });
  process.setSourceMapsEnabled(true);
  const loaded = new Module(filename, module);
  loaded.filename = filename;
  loaded.paths = Module._nodeModulePaths(path.dirname(filename));
  loaded._compile(bundle.outputFiles[0].text, filename);
  return loaded.exports;
}

module.exports = { loadTypeScript };
if (require.main === module) loadTypeScript(process.argv[2]);
