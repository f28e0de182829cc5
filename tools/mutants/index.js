/**
 * Breaks the code in one small place at a time and sees whether a test goes red: docs/testing.md.
 *
 *   npm run test:mutants -- --sample 40 --seed 7
 */
const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { choose, rooms } = require('./choose');
const { isRefused, makeWorkplace, runTests } = require('./workplace');

const root = path.join(__dirname, '../..');
const { values } = parseArgs({
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    in: { type: 'string', multiple: true },
    at: { type: 'string', multiple: true },
    tests: { type: 'string', multiple: true, default: ['test/'] },
    without: { type: 'string', multiple: true },
    workers: { type: 'string', default: '2' },
    goal: { type: 'string', default: '0' },
  },
});

/** `FILE:LINE:COLUMN: what the code has → what the mutant has instead` */
function describe({ originals }, { fileName, location: { start, end }, replacement, mutatorName }) {
  const lines = originals
    .get(fileName)
    .split('\n')
    .slice(start.line, end.line + 1);
  const last = lines.length - 1;
  const cut = lines.map((line, index) => line.slice(index === 0 ? start.column : 0, index === last ? end.column : undefined)).join(' ');
  const short = (text) => (text.length > 90 ? `${text.slice(0, 87)}…` : text).replaceAll(/\s+/g, ' ');
  return `${fileName}:${start.line + 1}:${start.column + 1}: ${mutatorName}: ${short(cut)} → ${short(replacement)}`;
}

/** How many folders and words of a file's path a suite's path has, too: lib/reports/map/svg.ts is most likely tested in test/reports/map. */
function nearness(fileName, suite) {
  const words = (name) => new Set(name.split(/[^a-z]+/));
  const [ofFile, ofSuite] = [words(fileName), words(suite)];
  return [...ofFile].filter((word) => ofSuite.has(word)).length;
}

/** The first run: which suites pass, how long each takes, and which come by which mutant. The nearest come first, and of them the short ones. */
async function learn(workplace, workers) {
  const { suites } = await runTests(workplace, { patterns: values.tests, without: values.without, workers });
  if (suites.length === 0) throw new Error('no tests ran');
  const failed = suites.filter(({ passed }) => !passed).map((suite) => suite.path);
  if (failed.length > 0) console.log(`Left out, since they fail without a mutant:\n${failed.map((name) => `  ${name}`).join('\n')}`);
  const durations = new Map(suites.map((suite) => [suite.path, suite.milliseconds]));
  const coverage = readdirSync(workplace.notes)
    .filter((name) => name.startsWith('coverage-'))
    .map((name) => JSON.parse(readFileSync(path.join(workplace.notes, name), 'utf8')))
    .map(({ testPath, mutants }) => ({ suite: path.relative(workplace.copy, testPath), mutants: new Set(mutants) }))
    .filter(({ suite }) => !failed.includes(suite));
  return ({ id, fileName }) => {
    const related = coverage
      .filter(({ mutants }) => mutants.has(id))
      .map(({ suite }) => ({ suite, near: nearness(fileName, suite), milliseconds: durations.get(suite) }))
      .sort((one, other) => other.near - one.near || one.milliseconds - other.milliseconds);
    return { related: related.map(({ suite }) => suite), milliseconds: related.reduce((sum, { milliseconds }) => sum + milliseconds, 0) };
  };
}

/**
 * What happens to a mutant. The compiler is asked last, since tests are faster for most. A run that takes three times as long as the suites one after the
 * other, and a start, seems to be in an endless loop; since the machine may have been busy, it runs once more by itself, with all the time that is reasonable.
 */
async function judge(workplace, files, mutant, { related, milliseconds }, workers) {
  const run = (timeout, atOnce) =>
    related.length === 0
      ? { hasEnded: true, hasFailed: false }
      : runTests(workplace, { suites: related, mutant: mutant.id, bail: true, timeout, workers: atOnce });
  const first = await run(60_000 + 3 * milliseconds, workers);
  const { hasEnded, hasFailed, failed } = first.hasEnded ? first : await run(300_000 + 10 * milliseconds, 1);
  if (!hasEnded) return { verdict: 'endless' };
  if (hasFailed) return { verdict: 'killed', failed };
  if (isRefused(workplace, files, mutant)) return { verdict: 'no types' };
  return { verdict: related.length === 0 ? 'not covered' : 'survived' };
}

/** Endings that somebody would notice. */
const caughtBy = ['killed', 'endless', 'no types'];

/** `Caught 37 of 40: 92.5 %`, and how many of these not by a failed test */
function score(verdicts) {
  const caught = verdicts.filter((verdict) => caughtBy.includes(verdict)).length;
  const percent = verdicts.length === 0 ? 100 : (100 * caught) / verdicts.length;
  const others = ['endless', 'no types'].map((end) => [end, verdicts.filter((verdict) => verdict === end).length]).filter(([, count]) => count > 0);
  const among = others.length === 0 ? '' : ` (${others.map(([end, count]) => `${count} ${end}`).join(', ')})`;
  return { percent, text: `Caught ${caught} of ${verdicts.length}: ${percent.toFixed(1)} %${among}` };
}

async function main() {
  const workers = Number(values.workers);
  const sample = values.sample === undefined ? undefined : Number(values.sample);
  const { files, mutants, among } = await choose(root, { within: values.in, lines: values.at, sample, seed: Number(values.seed) });
  console.log(`${mutants.length} mutants of ${among}, seed ${values.seed}`);
  const workplace = makeWorkplace(root, files);
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => {
      workplace.remove();
      process.exit(130);
    });
  try {
    const relatedTo = await learn(workplace, workers);
    const judged = [];
    for (const mutant of mutants) {
      const { verdict, failed } = await judge(workplace, files, mutant, relatedTo(mutant), workers);
      console.log(`${verdict.padEnd(11)} ${describe(workplace, mutant)}${failed === undefined ? '' : `\n            by ${failed}`}`);
      judged.push({ verdict, room: rooms.find((room) => mutant.fileName.startsWith(`${room}/`)) });
    }
    console.log('');
    for (const room of rooms.filter((room) => judged.some((one) => one.room === room)))
      console.log(`${room.padEnd(18)} ${score(judged.filter((one) => one.room === room).map(({ verdict }) => verdict)).text}`);
    const { percent, text } = score(judged.map(({ verdict }) => verdict));
    console.log(`${text}. The others are listed above as survived or not covered.`);
    process.exitCode = percent < Number(values.goal) ? 1 : 0;
  } finally {
    workplace.remove();
  }
}

main();
