const { spawnSync } = require('node:child_process');
const { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

/** A copy of the checkout with other code in it, so that nobody's files are touched. What lies beside the checkout lies beside the copy, too. */
function makeWorkplace(root, files) {
  const folder = mkdtempSync(path.join(tmpdir(), 'mutants-'));
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
  for (const { name, content } of files) writeFileSync(path.join(copy, name), content);

  const notes = path.join(folder, 'notes');
  mkdirSync(notes);
  return { copy, notes, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Runs tests in the copy.
 * @param {{ copy: string, notes: string }} workplace
 * @returns {{ hasEnded: boolean, hasFailed: boolean, suites: readonly { path: string, passed: boolean, milliseconds: number }[] }} no suites where a
 * failure ended it early: Jest writes no results then
 */
function runTests({ copy, notes }, { patterns, suites, mutant, bail = false, timeout, workers }) {
  const output = path.join(notes, 'results.json');
  rmSync(output, { force: true });
  const which = suites ? ['--runTestsByPath', ...suites] : patterns;
  const here = (name) => path.join(copy, 'tools/mutants', name);
  const args = [
    ...['--json', '--outputFile', output, '--silent', '--maxWorkers', String(workers), '--testSequencer', here('fastest-first.js')],
    ...['--setupFilesAfterEnv', here('note-coverage.js')],
    ...(bail ? ['--bail', '1'] : []),
  ];
  const environment = { ...process.env, MUTANTS_NOTES: notes, ...(mutant !== undefined && { __STRYKER_ACTIVE_MUTANT__: mutant }) };
  const { error, status } = spawnSync(process.execPath, [path.join(copy, 'node_modules/jest/bin/jest.js'), ...args, '--', ...which], {
    cwd: copy,
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout,
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 28,
  });
  if (error?.code === 'ETIMEDOUT') return { hasEnded: false, hasFailed: false, suites: [] };
  if (!existsSync(output)) return { hasEnded: true, hasFailed: status !== 0, suites: [] };
  const { testResults } = JSON.parse(readFileSync(output, 'utf8'));
  return {
    hasEnded: true,
    hasFailed: status !== 0,
    suites: testResults.map(({ name, status: verdict, startTime, endTime }) => ({
      path: path.relative(copy, name),
      passed: verdict === 'passed',
      milliseconds: endTime - startTime,
    })),
  };
}

/** Whether the compiler refuses a mutant: code that nobody could commit needs no test. */
function isRefused({ copy }, root, { fileName, location: { start, end }, replacement }) {
  const file = path.join(copy, fileName);
  const instrumented = readFileSync(file, 'utf8');
  const lines = readFileSync(path.join(root, fileName), 'utf8').split('\n');
  const before = [...lines.slice(0, start.line), lines[start.line].slice(0, start.column)].join('\n');
  const after = [lines[end.line].slice(end.column), ...lines.slice(end.line + 1)].join('\n');
  try {
    writeFileSync(file, `${before}${replacement}${after}`);
    const { status } = spawnSync(process.execPath, [path.join(copy, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--noEmit'], {
      cwd: copy,
    });
    return status !== 0;
  } finally {
    writeFileSync(file, instrumented);
  }
}

module.exports = { isRefused, makeWorkplace, runTests };
