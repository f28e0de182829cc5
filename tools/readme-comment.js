// Puts the comment on a pull request into README.md, as the tool prints it: in that pull request somebody mistyped a port. `npm run docs` runs it.
const { spawnSync } = require('node:child_process');
const { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');
const command = join(root, 'bin/cdk8s-bluemind.js');
const folder = mkdtempSync(join(tmpdir(), 'readme-comment-'));
const run = (...words) => spawnSync(process.execPath, [command, ...words], { cwd: folder, encoding: 'utf8' }).stdout;

run('synth', join(root, 'installations/bluemind.yaml'), '--out', 'main/dist');
cpSync(join(folder, 'main'), folder, { recursive: true });
const dist = join(folder, 'dist/bluemind');
for (const name of readdirSync(dist)) writeFileSync(join(dist, name), readFileSync(join(dist, name), 'utf8').replace(/ort: 993$/gm, 'ort: 5432'));
const comment = run('diff', 'main/dist/bluemind', 'dist/bluemind', '--before-name', 'main', '--after-name', 'this', '--format', 'markdown');
rmSync(folder, { recursive: true });

const file = join(root, 'README.md');
const [begin, end] = ['<!-- comment of the tool -->\n\n', '\n<!-- end of the comment -->'];
const [before, rest] = readFileSync(file, 'utf8').split(begin);
writeFileSync(file, `${before}${begin}${comment}${end}${rest.split(end)[1]}`);
