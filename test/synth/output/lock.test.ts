import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { workName } from '../../../lib/base/rendered-files';
import { lock } from '../../../lib/synth/output/lock';
import { type Folders, makeFolders } from './folders';

let folders: Folders;
beforeEach(() => {
  folders = makeFolders();
});
afterEach(() => folders.remove());

const file = `${workName}/lock`;
/** A process that has ended. */
const deadProcess = (): number => spawnSync(process.execPath, ['-e', '']).pid;

test('keeps others out until it is given back, and then leaves nothing', () => {
  const unlock = lock(folders.root);
  expect(readFileSync(join(folders.root, file), 'utf8')).toBe(`${process.pid} ${hostname()}\n`);
  expect(readFileSync(join(folders.root, workName, '.gitignore'), 'utf8')).toBe('*\n');
  unlock();
  expect(existsSync(join(folders.root, workName))).toBe(false);
});

test('a run that is at work is not disturbed', () => {
  folders.write({ [file]: `${process.ppid} ${hostname()}\n` });
  expect(folders.faults(() => lock(folders.root))).toEqual([
    `${file}:1:1: another run is writing to this folder (process ${process.ppid}); wait until it has ended`,
  ]);
  expect(readFileSync(join(folders.root, file), 'utf8')).toBe(`${process.ppid} ${hostname()}\n`);
});

test('what runs on another host cannot be known, so the message says what to do', () => {
  folders.write({ [file]: '1 elsewhere\n' });
  expect(folders.faults(() => lock(folders.root))).toEqual([
    `${file}:1:1: another run writes to this folder, or was killed there (process 1 on elsewhere); wait until it has ended, or delete this file if it no longer runs`,
  ]);
});

test.each([
  ['was killed', () => `${deadProcess()} ${hostname()}\n`],
  ['had the number that this one has', () => `${process.pid} ${hostname()}\n`],
  ['was killed while it wrote the lock', () => ''],
])('the lock of a run that %s is taken over', (_, text) => {
  folders.write({ [file]: text() });
  const unlock = lock(folders.root);
  expect(readFileSync(join(folders.root, file), 'utf8')).toBe(`${process.pid} ${hostname()}\n`);
  unlock();
  expect(existsSync(join(folders.root, workName))).toBe(false);
});
