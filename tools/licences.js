/** The licences of the packages in a bundle, which must be passed on with it. */
const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');

/** @param {import('esbuild').Metafile} metafile what is in which file of the bundle */
function licencesOf(root, metafile) {
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0));
  const folders = inputs.flatMap(([file]) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file.replace(/^\w+:/, ''))?.slice(0, 1) ?? []);
  return [...new Set(folders)]
    .sort()
    .map((folder) => licenceOf(path.join(root, folder)))
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice)(\.\w+)?$/i.test(file))
    .sort()
    .map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
  return `${[`${name} ${version}, ${license}`, ...texts].join('\n\n')}\n`;
}

module.exports = { licencesOf };
