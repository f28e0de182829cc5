/**
 * How long each command takes, as the ratio to a bare start of Node in the same moment: these machines are noisy, so pairs are run in turn and the
 * median of their ratios counts.
 *
 *   node bench/commands.js [pairs]
 */
const { spawnSync } = require('node:child_process');
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

const pairs = Number(process.argv[2] ?? 9);
const root = path.join(__dirname, '..');
const command = path.join(root, 'bin/cdk8s-bluemind.js');
const out = path.join(mkdtempSync(path.join(tmpdir(), 'bench-')), 'dist');

const runs = {
  'cdk8s app (bundled afresh)': [path.join(root, 'bin/typescript.js'), 'main.ts'],
  help: [command],
  catalogue: [command, 'catalogue'],
  schema: [command, 'schema'],
  synth: [command, 'synth', '--out', out],
  verify: [command, 'verify', out, '--settings', path.join(root, 'installations/bluemind.yaml')],
};

const time = (args) => {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
};
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

for (const [name, args] of Object.entries(runs)) {
  time(args);
  const measured = Array.from({ length: pairs }, () => ({ bare: time(['-e', '0']), own: time(args) }));
  const ratio = median(measured.map(({ bare, own }) => own / bare));
  console.log(
    `${name.padEnd(28)} ${median(measured.map(({ own }) => own))
      .toFixed(0)
      .padStart(5)} ms   ${ratio.toFixed(1)} x node`,
  );
}
