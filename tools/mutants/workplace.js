const { spawn, spawnSync } = require('node:child_process');
const { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

/**
 * A copy of the checkout with other code in it, so that nobody's files are touched, and work in the checkout changes no verdict. What
 * is beside the checkout is beside the copy, too.
 */
function makeWorkplace(root, files) {
  const folder = mkdtempSync(path.join(tmpdir(), 'mutants-'));
  // Some tests read it as another user.
  chmodSync(folder, 0o755);
  const copy = path.join(folder, 'checkout');
  mkdirSync(copy);
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  if (listed.status !== 0) throw new Error(`git ls-files: ${listed.stderr}`);
  for (const name of listed.stdout.split('\0').filter((name) => name !== '' && existsSync(path.join(root, name))))
    cpSync(path.join(root, name), path.join(copy, name));
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  const beside = path.join(root, '../shared');
  if (existsSync(beside)) symlinkSync(beside, path.join(folder, 'shared'));
  if (existsSync(path.join(root, 'build'))) cpSync(path.join(root, 'build'), path.join(copy, 'build'), { recursive: true });
  const originals = new Map(files.map(({ name }) => [name, readFileSync(path.join(copy, name), 'utf8')]));
  for (const { name, content } of files) writeFileSync(path.join(copy, name), content);

  const notes = path.join(folder, 'notes');
  mkdirSync(notes);
  const remove = () => {
    for (const { pid } of running) process.kill(-pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  return { copy, notes, originals, remove };
}

/** Processes that run now: they end with the process that started them. */
const running = new Set();

/** Runs a program of Node, and ends it with all its children if it takes too long: a worker in an endless loop would never end. */
const run = (args, cwd, env, timeout) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    running.add(child);
    const said = [];
    let hasEnded = true;
    const clock =
      timeout &&
      setTimeout(() => {
        hasEnded = false;
        process.kill(-child.pid, 'SIGKILL');
      }, timeout);
    child.stderr.on('data', (data) => said.push(data));
    child.on('error', reject);
    child.on('close', (status) => {
      clearTimeout(clock);
      running.delete(child);
      resolve({ hasEnded, status, said: Buffer.concat(said).toString() });
    });
  });

/**
 * Runs tests in the copy: those of patterns, or suites in the order given. The clock limits only the whole run, not a test.
 * @param {{ copy: string, notes: string }} workplace
 * @returns {Promise<{ hasEnded: boolean, hasFailed: boolean, failed?: string, suites: readonly { path: string, passed: boolean, milliseconds: number }[] }>} no suites if a
 * failure ended it early: Jest writes no results then
 */
async function runTests({ copy, notes }, { patterns, without = [], suites, mutant, bail = false, timeout, workers }) {
  const output = path.join(notes, 'results.json');
  rmSync(output, { force: true });
  writeFileSync(path.join(notes, 'order.json'), JSON.stringify((suites ?? []).map((suite) => path.join(copy, suite))));
  const which = suites ? ['--runTestsByPath', '--', ...suites] : ['--', ...patterns];
  const here = (name) => path.join(copy, 'tools/mutants', name);
  const args = [
    ...['--json', '--outputFile', output, '--silent', '--maxWorkers', String(workers), '--testSequencer', here('in-order.js')],
    ...['--setupFilesAfterEnv', here('note-coverage.js')],
    ...['--testTimeout', String(24 * 60 * 60 * 1000), ...without.flatMap((pattern) => ['--testPathIgnorePatterns', pattern])],
    ...(bail ? ['--bail', '1'] : []),
  ];
  const environment = { ...process.env, MUTANTS_NOTES: notes, ...(mutant !== undefined && { __STRYKER_ACTIVE_MUTANT__: mutant }) };
  const { hasEnded, status, said } = await run([path.join(copy, 'node_modules/jest/bin/jest.js'), ...args, ...which], copy, environment, timeout);
  if (!hasEnded) return { hasEnded, hasFailed: false, suites: [] };
  const [, failed] = /● (.*)/.exec(said) ?? [];
  if (!existsSync(output)) return { hasEnded: true, hasFailed: status !== 0, failed, suites: [] };
  const { testResults } = JSON.parse(readFileSync(output, 'utf8'));
  return {
    hasEnded: true,
    hasFailed: status !== 0,
    failed,
    suites: testResults.map(({ name, status: verdict, startTime, endTime }) => ({
      path: path.relative(copy, name),
      passed: verdict === 'passed',
      milliseconds: endTime - startTime,
    })),
  };
}

/**
 * Whether the compiler refuses a mutant: code that nobody could commit needs no test. It reads the sources with only this mistake, since
 * code with inactive mutants has no types.
 */
function isRefused({ copy, originals }, files, { fileName, location: { start, end }, replacement }) {
  const lines = originals.get(fileName).split('\n');
  const before = [...lines.slice(0, start.line), lines[start.line].slice(0, start.column)].join('\n');
  const after = [lines[end.line].slice(end.column), ...lines.slice(end.line + 1)].join('\n');
  try {
    for (const [name, content] of originals) writeFileSync(path.join(copy, name), content);
    writeFileSync(path.join(copy, fileName), `${before}${replacement}${after}`);
    const compiler = path.join(copy, 'node_modules/typescript/bin/tsc');
    return spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--noEmit'], { cwd: copy }).status !== 0;
  } finally {
    for (const { name, content } of files) writeFileSync(path.join(copy, name), content);
  }
}

module.exports = { isRefused, makeWorkplace, runTests };
