/**
 * Asks the registry for known weaknesses of everything in the lock file, and fails if there are any. A registry that answers no such questions, as
 * mirrors may, is reported and fails nothing: then nothing is known.
 */
const { spawnSync } = require('node:child_process');

const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', maxBuffer: 1 << 28 });

function answer() {
  try {
    return JSON.parse(stdout);
  } catch {
    return {};
  }
}

const { metadata, vulnerabilities = {}, message } = answer();
if (metadata?.vulnerabilities === undefined) console.log(`npm audit: NOT CHECKED, since the registry gave no answer (${message ?? 'none'}).`);
else {
  for (const [name, { severity, range }] of Object.entries(vulnerabilities)) console.log(`npm audit: ${severity}: ${name} ${range}`);
  console.log(`npm audit: ${metadata.vulnerabilities.total} known weaknesses in ${metadata.dependencies?.total ?? '?'} packages.`);
  process.exitCode = metadata.vulnerabilities.total > 0 ? 1 : 0;
}
