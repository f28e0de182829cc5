const { execFileSync } = require('node:child_process');
const { existsSync, readdirSync } = require('node:fs');
const path = require('node:path');
const { work } = require('./measure');

const root = path.join(__dirname, '..');

/** The command as it is published, in a separate folder. @returns how to start it */
function packed() {
  const quiet = { stdio: ['ignore', 'ignore', 'ignore'] };
  execFileSync(process.execPath, ['tools/bundle.js', 'build/command'], { cwd: root, ...quiet });
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', work], { cwd: root, ...quiet });
  execFileSync('tar', ['xf', readdirSync(work).find((name) => name.endsWith('.tgz'))], { cwd: work });
  const file = path.join(work, 'package/bin/cdk8s-bluemind.js');
  return (...args) => [process.execPath, file, ...args];
}

/** helm as the tests use it. */
function helm() {
  const folder = path.join(root, 'node_modules/.cache/kubernetes-tools');
  const [version] = existsSync(folder) ? readdirSync(folder) : [];
  if (version === undefined) throw new Error('helm is missing; run npx jest test/synth/charts, which fetches it for the tests');
  return path.join(folder, version, 'helm');
}

module.exports = { helm, packed, root };
