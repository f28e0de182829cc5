import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../lib/base/faults';
import { exitCodes } from '../../lib/cli/exit-code';
import { reportUnforeseen } from '../../lib/cli/last-handler';
import { reportFaults } from '../../lib/cli/printing/report-faults';

const root = join(__dirname, '../..');

/** What an action writes to standard error. */
function said(action: () => void): string {
  const texts: string[] = [];
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    texts.push(String(text));
    return true;
  });
  try {
    action();
  } finally {
    write.mockRestore();
  }
  return texts.join('');
}

test('what nobody foresaw is one line with a request to report it', () => {
  let code = 0;
  const text = said(() => {
    code = reportUnforeseen(new TypeError('x is undefined\nsecond line'), false);
  });
  expect(text).toMatch(/^cdk8s-bluemind: unexpected error: x is undefined\. .*please report it.*--debug/);
  expect(text.trim().split('\n')).toHaveLength(1);
  expect(code).toBe(exitCodes.internalError);
});

test('--debug shows the trace', () => {
  expect(said(() => reportUnforeseen(new TypeError('x is undefined'), true))).toMatch(/\n\s+at /);
});

test('bad input has its own exit code, and cannot disguise itself', () => {
  let code = 0;
  const text = said(() => {
    code = reportFaults(() => {
      throw new InputError([{ message: "'\u001b[2Jsmtp'" }]);
    });
  });
  expect(code).toBe(exitCodes.badInput);
  expect(text).toContain('\\u001b[2Jsmtp');
});

// A device that is always full, as Linux has it.
if (existsSync('/dev/full'))
  test('an output that cannot be written is one line', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, ['bin/cdk8s-bluemind.js', 'catalogue'], {
      cwd: root,
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    expect(stderr).toBe('cdk8s-bluemind: the output cannot be written (ENOSPC); it is not complete.\n');
    expect(status).toBe(exitCodes.badInput);
  });
