/** What commands take: processor time of user and system, all threads counted, since others may use the same machine; and how high their memory rises. */
const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

const work = mkdtempSync(path.join(tmpdir(), 'bench-'));
process.once('exit', () => rmSync(work, { recursive: true, force: true }));

/** @typedef {{ cpu: number, wall: number, peak?: number, bytes: number }} Measure seconds, bytes, bytes of the standard output */

/** Runs a command once. A Node process tells how high its memory rose. @returns {Measure} */
function run([program, ...args], cwd = work) {
  const [times, peak, output] = ['times', 'peak', 'output'].map((name) => path.join(work, name));
  rmSync(peak, { force: true });
  const script = `TIMEFORMAT='%3U %3S %3R'; { time "$@" >"$BENCH_OUTPUT" 2>"$BENCH_OUTPUT.err"; } 2>"$BENCH_TIMES"`;
  const env = { ...process.env, BENCH_TIMES: times, BENCH_OUTPUT: output, BENCH_PEAK: peak };
  const command = program === process.execPath ? [program, '--require', path.join(__dirname, 'peak.js'), ...args] : [program, ...args];
  const { status } = spawnSync('bash', ['-c', script, 'bash', ...command], { cwd, env, stdio: 'inherit' });
  if (status !== 0)
    throw new Error(`${[program, ...args].join(' ').slice(0, 500)}: exit ${status}\n${readFileSync(`${output}.err`, 'utf8').slice(0, 2000)}`);
  const [user, system, wall] = readFileSync(times, 'utf8').trim().split(' ').map(Number);
  const { size } = require('node:fs').statSync(output);
  return { cpu: user + system, wall, bytes: size, ...(program === process.execPath && { peak: Number(readFileSync(peak, 'utf8')) }) };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/**
 * Runs several commands in turn, so that what happens to the machine happens to all of them.
 * @param {Record<string, () => Measure>} runs by name
 * @returns for each the median of its times and of its ratio to each other one in the same turn
 */
function inTurn(runs, turns) {
  const measured = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
  for (let turn = 0; turn < turns; turn++) for (const [name, once] of Object.entries(runs)) measured[name].push(once());
  return {
    cpu: (name) => median(measured[name].map(({ cpu }) => cpu)),
    wall: (name) => median(measured[name].map(({ wall }) => wall)),
    peak: (name) => Math.max(...measured[name].map(({ peak = 0 }) => peak)),
    bytes: (name) => measured[name][0].bytes,
    ratio: (name, to) => median(measured[name].map(({ cpu }, turn) => cpu / measured[to][turn].cpu)),
  };
}

const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);
const table = (title, ...columns) => {
  console.log(`\n### ${title}\n`);
  row(...columns);
  row(...columns.map((_, index) => (index === 0 ? '---' : '---:')));
};
const seconds = (value) => `${value < 1 ? value.toFixed(3) : value.toFixed(1)} s`;
const times = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ×`;
const mebibytes = (bytes) => `${Math.round(bytes / 2 ** 20)} MiB`;

module.exports = { inTurn, mebibytes, row, run, seconds, table, times, work };
