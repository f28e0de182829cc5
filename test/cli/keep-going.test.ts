import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDiff } from '../../lib/cli/commands/diff';
import { runExplain } from '../../lib/cli/commands/explain';
import { runReach } from '../../lib/cli/commands/reach';
import { runVerify } from '../../lib/cli/commands/verify';
import { renderManifests } from '../../lib/synth/render';
import { plan } from '../support/render';
import { type Ran, ranLater } from '../support/run';

let folder: string;
const write = (file: string, text: string): string => {
  const path = join(folder, file);
  writeFileSync(path, text);
  return path;
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keep-going-'));
  write('good.yaml', renderManifests(plan()).stream);
  write('broken.yaml', 'apiVersion: v1\nkind: [\n');
  // Of a file with an object that the API server would refuse, the others stay.
  write(
    'partly.yaml',
    'apiVersion: v1\nkind: Service\nmetadata: { name: s, namespace: bluemind }\nspec: { ports: [{ port: 0 }] }\n---\napiVersion: v1\nkind: Namespace\nmetadata: { name: other }\n',
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

const keepGoing = true;
const verify = { release: '4', format: 'text', failOn: 'error' } as const;
const commands: readonly (readonly [string, (options: { keepGoing?: boolean }) => number | Promise<number>])[] = [
  ['verify', (options) => runVerify([folder], { ...verify, ...options })],
  ['reach', (options) => runReach([folder], { format: 'text', ...options })],
  ['explain', (options) => runExplain('any-pod', 'bluemind/all-in-one:5432', [folder], options)],
  ['diff', (options) => runDiff(join(folder, 'good.yaml'), folder, { format: 'text', failOn: 'error', ...options })],
];

const faults = (result: Ran) =>
  result.stderr.split('\n').filter((line) => line.includes('broken.yaml:3:1: ') || line.includes('spec.ports[0].port: '));

test.each(commands)('%s names what it leaves out, once, looks at the rest and does not exit with 0', async (name, run) => {
  const strict = await ranLater(async () => run({}));
  expect([strict.status, strict.stdout]).toEqual([2, '']);
  const result = await ranLater(async () => run({ keepGoing }));
  expect(result.status).toBe(2);
  expect(faults(result)).toHaveLength(2);
  expect(result.stderr).toContain('2 faults; the files and objects with them were left out of what follows.\n');
  if (name !== 'diff') expect(result.stdout).not.toBe('');
});

test('nothing is left out if nothing is wrong, and the exit code is the usual one', async () => {
  rmSync(join(folder, 'broken.yaml'));
  rmSync(join(folder, 'partly.yaml'));
  for (const [, run] of commands) {
    const [strict, lenient] = [await ranLater(async () => run({})), await ranLater(async () => run({ keepGoing }))];
    expect(lenient).toEqual(strict);
    expect(lenient.status).not.toBe(2);
  }
});
