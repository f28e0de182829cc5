/**
 * Breaks the code in one small place at a time and sees whether a test goes red: docs/testing.md.
 *
 *   npm run test:mutants -- --sample 40 --seed 7
 */
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { choose } = require('./choose');
const { isRefused, makeWorkplace, runTests } = require('./workplace');

const root = path.join(__dirname, '../..');
const { values } = parseArgs({
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    in: { type: 'string', multiple: true },
    at: { type: 'string', multiple: true },
    tests: { type: 'string', multiple: true, default: ['test/'] },
    workers: { type: 'string', default: '2' },
    goal: { type: 'string', default: '0' },
  },
});

/** `FILE:LINE:COLUMN: what stands there → what the mutant has in its place` */
function describe({ fileName, location: { start, end }, replacement, mutatorName }) {
  const lines = readFileSync(path.join(root, fileName), 'utf8')
    .split('\n')
    .slice(start.line, end.line + 1);
  const last = lines.length - 1;
  const cut = lines.map((line, index) => line.slice(index === 0 ? start.column : 0, index === last ? end.column : undefined)).join(' ');
  const short = (text) => (text.length > 90 ? `${text.slice(0, 87)}…` : text).replaceAll(/\s+/g, ' ');
  return `${fileName}:${start.line + 1}:${start.column + 1}: ${mutatorName}: ${short(cut)} → ${short(replacement)}`;
}

/** The first run: which suites pass, how long each takes, and which come by which mutant. */
function learn(workplace, workers) {
  const { suites } = runTests(workplace, { patterns: values.tests, workers });
  if (suites.length === 0) throw new Error('no tests ran');
  const failed = suites.filter(({ passed }) => !passed).map((suite) => suite.path);
  if (failed.length > 0) console.log(`Left out, since they fail without a mutant:\n${failed.map((name) => `  ${name}`).join('\n')}`);
  const durations = Object.fromEntries(suites.map((suite) => [path.join(workplace.copy, suite.path), suite.milliseconds]));
  writeFileSync(path.join(workplace.notes, 'durations.json'), JSON.stringify(durations));
  const coverage = readdirSync(workplace.notes)
    .filter((name) => name !== 'durations.json' && name !== 'results.json')
    .map((name) => JSON.parse(readFileSync(path.join(workplace.notes, name), 'utf8')))
    .map(({ testPath, mutants }) => ({ suite: path.relative(workplace.copy, testPath), mutants: new Set(mutants) }))
    .filter(({ suite }) => !failed.includes(suite));
  return ({ id }) => {
    const related = coverage.filter(({ mutants }) => mutants.has(id)).map(({ suite }) => suite);
    return { related, milliseconds: related.reduce((sum, suite) => sum + durations[path.join(workplace.copy, suite)], 0) };
  };
}

/** What becomes of a mutant. The compiler is asked last, since tests are faster for most. */
function judge(workplace, files, mutant, { related, milliseconds }, workers) {
  // Three times what the suites take one after the other, and a start: whoever takes longer goes round in circles.
  const timeout = 60_000 + 3 * milliseconds;
  const { hasEnded, hasFailed, failed } =
    related.length === 0
      ? { hasEnded: true, hasFailed: false }
      : runTests(workplace, { suites: related, mutant: mutant.id, bail: true, timeout, workers });
  if (!hasEnded) return { verdict: 'endless' };
  if (hasFailed) return { verdict: 'killed', failed };
  if (isRefused(workplace, root, files, mutant)) return { verdict: 'no types' };
  return { verdict: related.length === 0 ? 'not covered' : 'survived' };
}

/** Endings that somebody would notice. */
const caughtBy = ['killed', 'endless', 'no types'];

async function main() {
  const workers = Number(values.workers);
  const sample = values.sample === undefined ? undefined : Number(values.sample);
  const { files, mutants, among } = await choose(root, { within: values.in, lines: values.at, sample, seed: Number(values.seed) });
  console.log(`${mutants.length} mutants of ${among}, seed ${values.seed}`);
  const workplace = makeWorkplace(root, files);
  try {
    const relatedTo = learn(workplace, workers);
    let caught = 0;
    for (const mutant of mutants) {
      const { verdict, failed } = judge(workplace, files, mutant, relatedTo(mutant), workers);
      if (caughtBy.includes(verdict)) caught += 1;
      console.log(`${verdict.padEnd(11)} ${describe(mutant)}${failed === undefined ? '' : `\n            by ${failed}`}`);
    }
    const score = mutants.length === 0 ? 100 : (100 * caught) / mutants.length;
    console.log(`\nCaught ${caught} of ${mutants.length}: ${score.toFixed(1)} %. The others stand above as survived or not covered.`);
    process.exitCode = score < Number(values.goal) ? 1 : 0;
  } finally {
    workplace.remove();
  }
}

main();
