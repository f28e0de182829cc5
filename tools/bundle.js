/**
 * Bundles modules with everything that they import, packages too, into CommonJS files that Node loads fast. Names and lines stay as they are, so that a
 * trace can be read; a module that is imported dynamically and bundled itself is a file of its own, loaded when it is needed.
 *
 *   node tools/bundle.js build/command           the command, each of its subcommands a file, as `npm run build` does
 *   node tools/bundle.js FOLDER main.ts          one module of this checkout in one file, with its source map, as bin/typescript.js does
 */
const { readdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { build } = require('esbuild');
const { leanPackages } = require('./lean-packages');
const { licencesOf } = require('./licences');

const root = path.join(__dirname, '..');

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // More than a megabyte, which only drawings need: it is loaded as a separate package.
  external: ['elkjs'],
  // A dynamic import is a `require` at that moment, which finds the code cache.
  supported: { 'dynamic-import': false },
  charset: 'ascii',
  legalComments: 'none',
  minifySyntax: true,
  logLevel: 'warning',
  plugins: [leanPackages(root)],
};

/** Definitions of commands name the module that runs the command; it is a bundle of its own, beside main.js. */
const loadedWhenRun = {
  name: 'loaded-when-run',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\.\/commands\/[\w-]+\.js$/ }, ({ path: name }) => ({ path: `./${path.posix.relative('..', name)}`, external: true }));
  },
};

/** The command for the package: main.js, commands/*.js and the licences of what is in them. */
async function bundleCommand(outdir) {
  const commands = readdirSync(path.join(root, 'lib/cli/commands')).map((name) => `lib/cli/commands/${name}`);
  const entryPoints = ['lib/cli/main.ts', ...commands];
  const plugins = [...shared.plugins, loadedWhenRun];
  const { metafile } = await build({ ...shared, entryPoints, outbase: 'lib/cli', outdir, plugins, metafile: true });
  writeFileSync(path.resolve(root, outdir, 'LICENSES.txt'), licencesOf(root, metafile));
}

const bundleModule = (outdir, entry) =>
  build({ ...shared, entryPoints: [entry], outfile: path.join(outdir, 'bundle.js'), sourcemap: true, sourcesContent: false });

const [outdir, entry] = process.argv.slice(2);
(entry === undefined ? bundleCommand(outdir) : bundleModule(outdir, entry)).catch(() => {
  process.exitCode = 1;
});
