const { appendFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { inTurn, mebibytes, row, run, seconds, table, times, work } = require('./measure');
const { helm } = require('./packed');

/** Number of measured helm runs, from which the time of one run for each installation is computed. */
const helmRuns = 20;

const nameOf = (index) => `mail-${String(index).padStart(5, '0')}`;

/** Installations whose roles have pods of their own, 57 objects each. */
function many(command, counts) {
  const chart = path.join(work, 'many-chart');
  writeFileSync(path.join(work, 'roles.yaml'), 'name: mail\nworkloads: roles\n');
  run(command('synth', 'roles.yaml', '--format', 'helm', '--chart-version', '1.0.0', '--out', chart));
  const template = inTurn({ helm: () => run([helm(), 'template', 'mail', chart]) }, helmRuns).cpu('helm');
  table(
    `Many installations of 57 objects, with proof, values and reports; one helm run for each, computed from ${helmRuns} runs of ${seconds(template)} each`,
    'Installations',
    'First run',
    'Helm / first run',
    'Nothing changed',
    'Helm / nothing changed',
    'One changed',
    'Peak memory',
    'Files',
  );
  for (const count of counts) {
    const folder = path.join(work, `many-${count}`);
    mkdirSync(path.join(folder, 'installations'), { recursive: true });
    for (let index = 0; index < count; index++)
      writeFileSync(path.join(folder, `installations/${nameOf(index)}.yaml`), `name: ${nameOf(index)}\nworkloads: roles\n`);
    const synth = () => run(command('synth'), folder);
    if (count === counts[0]) run(command('synth', '--force'), folder);
    rmSync(path.join(folder, 'dist'), { recursive: true, force: true });
    const first = synth();
    const unchanged = synth();
    appendFileSync(path.join(folder, `installations/${nameOf(0)}.yaml`), 'isolation: connections\n');
    const changed = synth();
    row(
      count,
      seconds(first.cpu),
      times((template * count) / first.cpu),
      seconds(unchanged.cpu),
      times((template * count) / unchanged.cpu),
      seconds(changed.cpu),
      mebibytes(first.peak),
      mebibytes(bytesIn(folder)),
    );
    rmSync(folder, { recursive: true });
  }
}

const bytesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);

module.exports = { many };
