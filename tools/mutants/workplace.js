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
 * @returns {{ hasEnded: boolean, hasFailed: boolean, failed?: string, suites: readonly { path: string, passed: boolean, milliseconds: number }[] }} no suites where a
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
  const { error, status, stderr } = spawnSync(process.execPath, [path.join(copy, 'node_modules/jest/bin/jest.js'), ...args, '--', ...which], {
    cwd: copy,
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout,
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 28,
  });
  if (error?.code === 'ETIMEDOUT') return { hasEnded: false, hasFailed: false, suites: [] };
  const [, failed] = /● (.*)/.exec(stderr.toString()) ?? [];
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
 * Whether the compiler refuses a mutant: code that nobody could commit needs no test. It looks at the sources as they are with this one mistake, since
 * what holds sleeping mutants has no types of its own.
 */
function isRefused({ copy }, root, files, { fileName, location: { start, end }, replacement }) {
  const original = (name) => readFileSync(path.join(root, name), 'utf8');
  const lines = original(fileName).split('\n');
  const before = [...lines.slice(0, start.line), lines[start.line].slice(0, start.column)].join('\n');
  const after = [lines[end.line].slice(end.column), ...lines.slice(end.line + 1)].join('\n');
  try {
    for (const { name } of files) writeFileSync(path.join(copy, name), original(name));
    writeFileSync(path.join(copy, fileName), `${before}${replacement}${after}`);
    const compiler = path.join(copy, 'node_modules/typescript/bin/tsc');
    return spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--noEmit'], { cwd: copy }).status !== 0;
  } finally {
    for (const { name, content } of files) writeFileSync(path.join(copy, name), content);
  }
}

module.exports = { isRefused, makeWorkplace, runTests };
