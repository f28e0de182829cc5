const { mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { mebibytes, row, run, seconds, table, times, work } = require('./measure');

const nameOf = (index) => `mail-${String(index).padStart(5, '0')}`;

const base = 'workloads: roles\n';

/** The same installations in three forms: what each changes in a file, and the text of a file with one installation changed. */
const forms = {
  files: (names, changed) =>
    Object.fromEntries(names.map((name) => [`${name}.yaml`, `name: ${name}\n${base}${name === changed ? 'isolation: connections\n' : ''}`])),
  fleet: (names, changed) => ({
    'shared/base.yaml': base,
    'fleet.yaml': `base: shared/base.yaml\ninstallations:\n${names.map((name) => `  ${name}:${name === changed ? ' { isolation: connections }' : ''}\n`).join('')}`,
  }),
  table: (names, changed) => ({
    'shared/base.yaml': base,
    'shared/customers.csv': `name,isolation\n${names.map((name) => `${name},${name === changed ? 'connections' : ''}\n`).join('')}`,
    'fleet.yaml': 'base: shared/base.yaml\ntable: shared/customers.csv\n',
  }),
};

/** Installations of 57 objects in files of their own, in a fleet file, and in its table. */
function fleet(command, counts) {
  table(
    'The same installations of 57 objects in one fleet file',
    'Installations',
    'Form',
    'First run',
    'by files',
    'Nothing changed',
    'One changed',
    'Peak memory',
  );
  for (const count of counts) {
    const names = Array.from({ length: count }, (_, index) => nameOf(index));
    let byFiles;
    for (const [form, textsOf] of Object.entries(forms)) {
      const folder = path.join(work, `fleet-${form}`);
      mkdirSync(path.join(folder, 'installations/shared'), { recursive: true });
      const write = (changed) => {
        for (const [file, text] of Object.entries(textsOf(names, changed))) writeChanged(path.join(folder, 'installations', file), text);
      };
      if (form === 'files') rmSync(path.join(folder, 'installations/shared'), { recursive: true });
      write();
      const first = run(command('synth'), folder);
      const unchanged = run(command('synth'), folder);
      write(names[0]);
      const changed = run(command('synth'), folder);
      byFiles ??= first.cpu;
      row(count, form, seconds(first.cpu), times(first.cpu / byFiles), seconds(unchanged.cpu), seconds(changed.cpu), mebibytes(first.peak));
      rmSync(folder, { recursive: true });
    }
  }
}

/** Files that stay the same keep their times, as in a checkout. */
function writeChanged(file, text) {
  try {
    if (readFileSync(file, 'utf8') === text) return;
  } catch {
    // There is none yet.
  }
  writeFileSync(file, text);
}

module.exports = { fleet };
