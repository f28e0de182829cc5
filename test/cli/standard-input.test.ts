import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordName } from '../../lib/base/rendered-files';
import { planFrom } from '../../lib/plan';
import { renderManifests } from '../../lib/synth/render';
import { ranMain, ranWith } from '../support/run';

const settings = 'name: mail\n';
const before = process.cwd();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'standard-input-'));
  process.chdir(folder);
  mkdirSync(join(folder, 'manifests'));
  for (const [name, text] of Object.entries(renderManifests(planFrom({ name: 'mail' })).files)) writeFileSync(join(folder, 'manifests', name), text);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

describe("settings from the standard input, as '-'", () => {
  test('are rendered, and never replace those of another run', async () => {
    expect(await ranWith(settings, 'synth', '-')).toMatchObject({ status: 0, stderr: expect.stringContaining('dist/mail: 27 objects') });
    expect(readFileSync(join(folder, 'dist', recordName), 'utf8')).toContain('"mail": { "settings": "<stdin>" }');
    // What one stream described no other one is about.
    expect((await ranWith('name: post\n', 'synth', '-', '--prune')).status).toBe(0);
    expect(readdirSync(join(folder, 'dist')).filter((name) => name !== recordName)).toEqual(['mail', 'post']);
  });

  test.each([
    [['synth', '-', '--stdout'], 'kind: NetworkPolicy'],
    [['values', 'app-template', '-'], "Helm values of BlueMind installation 'mail'"],
    [['verify', 'manifests', '--settings', '-'], '0 errors'],
    [['reach', 'manifests', '--settings', '-'], '=> mail/all-in-one[Workload] : TCP 25,'],
    [['explain', 'external', 'mail/all-in-one:25', 'manifests', '--settings', '-'], 'allowed'],
    [['diff', 'manifests', 'manifests/services.k8s.yaml', '--settings', '-'], 'mail/all-in-one[Workload]'],
    [['diff', 'manifests', 'manifests/services.k8s.yaml', '--new-settings', '-'], 'mail/all-in-one[Workload]'],
  ])('%j', async (words, expected) => {
    expect((await ranWith(settings, ...words)).stdout).toContain(expected);
    expect(await ranWith('nmae: mail\n', ...words)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining("<stdin>:1:1: nmae: no such field; did you mean 'name'?"),
    });
  });
});

test('manifests from the standard input are read once, however often they are put in order', async () => {
  const stream = renderManifests(planFrom({ name: 'mail' })).stream;
  mkdirSync(join(folder, 'installations'));
  writeFileSync(join(folder, 'installations/manifests.yaml'), settings);
  expect(await ranWith(stream, 'reach', '-', 'manifests')).toMatchObject({ status: 0, stdout: expect.stringContaining('TCP 25,') });
  expect(await ranWith(stream, 'diff', '-', 'manifests')).toMatchObject({
    status: 0,
    stdout: '',
    stderr: expect.stringContaining('<stdin>: No pods of'),
  });
});

describe('the standard input named twice is a fault', () => {
  test.each([
    [['synth', '-', '-'], '(files, files)'],
    [['values', 'traefik', '-', '-'], '(files, files)'],
    [['verify', '-', '--settings', '-'], '(paths, --settings)'],
    [['verify', '-', 'x', '-'], '(paths, paths)'],
    [['reach', '-', '--settings=-'], '(paths, --settings)'],
    [['explain', 'external', 'x:25', '-', '--settings', '-'], '(paths, --settings)'],
    [['diff', '-', '-'], '(old, new)'],
    [['diff', '-', 'x', '--settings', '-'], '(old, --settings)'],
    [['diff', 'x', 'y', '--old-settings', '-', '--new-settings', '-'], '(--old-settings, --new-settings)'],
    [['init', '--from', '-', '-'], '(--from, --from)'],
  ])('%j', async (words, expected) => {
    expect(await ranMain(...words)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining(`error: '-', the standard input, is named 2 times ${expected} and can be read once; name a file instead\n`),
    });
  });
});
