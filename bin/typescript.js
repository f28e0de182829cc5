/**
 * Loads a TypeScript module of this checkout, bundled by esbuild. A bundle is kept under the digest of all sources, so what runs is never older than
 * its source; where it cannot be kept, as in a read-only checkout, it is made anew each time.
 *
 *   node bin/typescript.js main.ts      runs it (the `app:` command of cdk8s.yaml); --enable-source-maps before it names lines of the sources
 */
const { createHash } = require('node:crypto');
const { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const root = path.join(__dirname, '..');
const cache = path.join(root, 'node_modules/.cache/cdk8s-bluemind');

/** @param {string} entry path of the module, from the root of the checkout */
function loadTypeScript(entry) {
  const filename = path.join(root, entry);
  const loaded = new Module(filename, module);
  loaded.filename = filename;
  loaded.paths = Module._nodeModulePaths(path.dirname(filename));
  loaded._compile(bundleOf(entry), filename);
  return loaded.exports;
}

/** The kept bundle of these very sources, or a new one. */
function bundleOf(entry) {
  const name = entry.replaceAll('/', '-');
  const file = path.join(cache, `${name}-${digestOfSources(entry)}.js`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const text = bundle(path.join(root, entry));
    keep(file, text, name);
    return text;
  }
}

function bundle(filename) {
  const { buildSync } = require('esbuild');
  const result = buildSync({
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
  return result.outputFiles[0].text;
}

/** Every source that a bundle may hold, by path and content; the lock file stands for what is bundled with. */
function digestOfSources(entry) {
  const digest = createHash('sha256');
  const sources = readdirSync(path.join(root, 'lib'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => path.join('lib', name));
  for (const name of ['package.json', 'tsconfig.json', entry, ...sources]) digest.update(`${name}\0`).update(readFileSync(path.join(root, name)));
  return digest.digest('hex').slice(0, 32);
}

/** Two runs may keep the same bundle at once: each writes a file of its own and moves it into place. */
function keep(file, text, name) {
  try {
    mkdirSync(cache, { recursive: true });
    for (const old of readdirSync(cache)) if (old.startsWith(`${name}-`)) rmSync(path.join(cache, old), { force: true });
    writeFileSync(`${file}.${process.pid}`, text);
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // Nothing is lost but time.
  }
}

module.exports = { loadTypeScript };
if (require.main === module) loadTypeScript(process.argv[2]);
