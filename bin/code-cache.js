/**
 * Loads a bundle with the code that V8 compiled of it before, which halves the loading time. V8 accepts only a cache of its own version and
 * flags. It is beside the bundle, which makes it as trusted and as old as the bundle; if it cannot be written, V8 compiles again each time.
 */
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { Script, constants } = require('node:vm');

/** @param {string} file a CommonJS bundle, ASCII except for its comments, which requires modules of Node and bundles beside it */
function loadBundle(file) {
  // Source maps need Node's own loader.
  if (process.execArgv.includes('--enable-source-maps')) return require(file);
  const cacheFile = `${file}.${process.version}-${process.arch}.cache`;
  const cachedData = read(cacheFile);
  const source = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(file, 'latin1')}\n});`;
  const script = new Script(source, { filename: file, cachedData, importModuleDynamically: constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER });
  if (cachedData === undefined || script.cachedDataRejected) process.once('exit', () => keep(cacheFile, script.createCachedData()));
  const bundle = { exports: {} };
  const folder = path.dirname(file);
  const requireInside = (name) => (name.startsWith('.') ? loadBundle(path.join(folder, name)) : require(name));
  script.runInThisContext().call(bundle.exports, bundle.exports, requireInside, bundle, file, folder);
  return bundle.exports;
}

function read(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** At the end of a run V8 has compiled what the run needed. Two runs may do so at once: each writes a file of its own and moves it into place. */
function keep(file, data) {
  try {
    writeFileSync(`${file}.${process.pid}`, data);
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // Nothing is lost but time.
  }
}

/** What each version of Node calls it; V8 prints a warning about flags that it does not know, so a later version gets none. */
const flagsFor = (major) => {
  if (major > 24) return [];
  return [major < 22 ? '--interrupt-budget=1000000' : '--invocation-count-for-turbofan=30000', '--no-flush-bytecode'];
};

/**
 * Makes V8 work for short runs. It optimizes later: optimizing does not pay off before a command ends, which takes a third less without
 * it; runs of several seconds are optimized nevertheless. And it keeps the bytecode of functions that ran long ago, such as the outermost of a bundle,
 * which would be missing in the cache and be compiled again each time.
 */
function prepareForShortRuns() {
  for (const flag of flagsFor(Number.parseInt(process.versions.node, 10))) setFlagsFromString(flag);
}

module.exports = { loadBundle, prepareForShortRuns };
