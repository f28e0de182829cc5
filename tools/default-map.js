// Prints the map of the default installation, as README shows it: `npm run docs` writes it to docs/images/default-installation.svg.
const { join } = require('node:path');
const { formatMap } = require('../build/lib/reports/map');
const { sectionOf } = require('../build/lib/synth/pages');
const { synthesize } = require('../build/lib/synth/synthesize');

/** The map that the page of an installation shows. */
async function defaultMap(settings = join(__dirname, '../installations/bluemind.yaml')) {
  const [installation] = synthesize({ kind: 'named', files: [settings] }, '2030-01-01');
  const { states } = sectionOf(installation, '2030-01-01');
  return formatMap(states[0].map, 'svg');
}

defaultMap().then((text) => process.stdout.write(text));
