/**
 * Loads a TypeScript module of this checkout, bundled by tools/bundle.js. A bundle is kept under a digest of all sources on the disk, so what
 * runs is never older than its source; if it cannot be kept, as in a read-only checkout, it is made again each time.
 *
 *   node bin/typescript.js main.ts      runs it (the `app:` command of cdk8s.yaml); --enable-source-maps before it names lines of the sources
 */
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { loadBundle, prepareForShortRuns } = require('./code-cache');

const root = path.join(__dirname, '..');
const cache = path.join(root, 'node_modules/.cache/cdk8s-bluemind');

/** @param {string} entry path of the module, from the root of the checkout */
function loadTypeScript(entry) {
  const name = entry.replaceAll('/', '-');
  const kept = path.join(cache, `${name}-${digestOfSources(entry)}`);
  const folder = existsSync(path.join(kept, 'bundle.js')) ? kept : (keep(kept, name, entry) ?? bundle(entry, tmpdir()));
  return loadBundle(path.join(folder, 'bundle.js'));
}

/** A new folder in another with the bundle. If sources cannot be bundled, the reasons have been printed, and the process ends. */
function bundle(entry, parent) {
  const { spawnSync } = require('node:child_process');
  const folder = mkdtempSync(path.join(parent, 'bundle-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { status } = spawnSync(process.execPath, [path.join(root, 'tools/bundle.js'), folder, entry], { stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(1);
  return folder;
}

/** Two runs may keep the same bundle at once: each makes a folder of its own and moves it into place. */
function keep(kept, name, entry) {
  try {
    mkdirSync(cache, { recursive: true });
    const folder = bundle(entry, cache);
    for (const old of readdirSync(cache)) if (old.startsWith(`${name}-`)) rmSync(path.join(cache, old), { recursive: true, force: true });
    renameSync(folder, kept);
    return kept;
  } catch {
    return undefined;
  }
}

/** Every source that a bundle may contain, with its size and times on the disk: a file that is written has another time of change. npm writes its list of what is installed. */
function digestOfSources(entry) {
  const digest = createHash('sha256');
  const sources = readdirSync(path.join(root, 'lib'), { recursive: true, encoding: 'utf8' }).map((name) => path.join('lib', name));
  const others = ['package.json', 'tsconfig.json', 'node_modules/.package-lock.json', 'tools/bundle.js', 'tools/lean-packages.js', entry];
  for (const name of [...others, ...sources.sort()]) {
    const { size, mtimeMs, ctimeMs, ino } = statSync(path.join(root, name), { throwIfNoEntry: false }) ?? {};
    digest.update(`${name} ${size} ${mtimeMs} ${ctimeMs} ${ino}\0`);
  }
  return digest.digest('hex').slice(0, 32);
}

module.exports = { loadTypeScript };
if (require.main === module) {
  prepareForShortRuns();
  loadTypeScript(process.argv[2]);
}
