/**
 * Makes lib/reports/page/assets.ts of the style and the script of the page, which are in lib/reports/page/client: the page contains them itself.
 *
 *   node tools/page-assets.js
 */
const { writeFileSync } = require('node:fs');
const path = require('node:path');
const { buildSync } = require('esbuild');

const folder = path.join(__dirname, '../lib/reports/page');

/** The text of the module. */
function pageAssets() {
  const bundled = (name) =>
    buildSync({
      entryPoints: [path.join(folder, 'client', name)],
      bundle: true,
      minify: true,
      write: false,
      format: 'iife',
      target: ['es2022', 'chrome110', 'firefox115', 'safari16'],
      charset: 'ascii',
      legalComments: 'none',
    }).outputFiles[0].text.trim();
  // A script element ends at this, at any place.
  const script = bundled('page.ts').replaceAll('</', '<\\/');
  return [
    '// tools/page-assets.js makes this file from client/; run `npm run docs` after a change there.',
    '',
    '/** The style sheet of the page. */',
    `export const pageStyle =\n  ${quoted(bundled('page.css'))};`,
    '',
    '/** The script of the page. */',
    `export const pageScript =\n  ${quoted(script)};`,
    '',
  ].join('\n');
}

/** In the form of the formatter. */
function quoted(text) {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return escaped.split("'").length <= escaped.split('"').length ? `'${escaped.replaceAll("'", "\\'")}'` : `"${escaped.replaceAll('"', '\\"')}"`;
}

if (require.main === module) writeFileSync(path.join(folder, 'assets.ts'), pageAssets());

module.exports = { pageAssets };
