/**
 * What npm runs when it prepares the package: in a checkout, and for a dependency from git.
 *
 * For `npm install --global git+…`, which pre-commit runs, npm hands "global" on to the installation of what the build needs, which then installs
 * nothing in the clone. This makes up for it.
 */
const { execFileSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const npm = (...args) =>
  execFileSync(process.execPath, [process.env.npm_execpath, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, npm_config_global: 'false' },
  });

if (!existsSync(path.join(root, 'node_modules/typescript'))) npm('ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund');
npm('run', 'build');
