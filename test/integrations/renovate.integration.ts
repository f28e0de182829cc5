/** Renovate itself reads its configuration, and finds with it what it is to watch. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { makeRepository, type Repository } from '../ci/repository';
import { runNodeProgram } from './tools';

const root = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

let repository: Repository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.remove());

const validate = (config: string) => {
  repository.write('renovate.json', config);
  return runNodeProgram('renovateConfigValidator', repository.path, ['--strict', '--no-global', 'renovate.json']);
};

test('its validator takes renovate.json, and would refuse mistakes', () => {
  expect(validate(read('renovate.json'))).toMatchObject({ status: 0, output: expect.stringContaining('Config validated successfully') });
  for (const [from, to] of [
    ['"customType": "regex"', '"customType": "regexp"'],
    ['"matchFileNames"', '"matchTheseFiles"'],
    ['(?<depName>', '((?<depName>'],
  ] as const) {
    expect(read('renovate.json')).toContain(from);
    expect(validate(read('renovate.json').replace(from, to))).toMatchObject({
      status: 1,
      output: expect.stringContaining('Found errors in configuration'),
    });
  }
});

test('it finds every release that the facts were compared with, its source, and every npm package', () => {
  for (const file of ['renovate.json', 'ci/renovate/releases.yaml', 'package.json']) repository.write(file, read(file));
  repository.commit();
  const { status, output } = runNodeProgram('renovate', repository.path, ['--platform=local', '--dry-run=extract'], {
    LOG_LEVEL: 'info',
    LOG_FORMAT: 'json',
  });
  expect(status).toBe(0);
  const extracted: { readonly packageFiles: Extracted } = output
    .split('\n')
    .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []))
    .find(({ msg }) => msg === 'Extracted dependencies');
  const [releases] = extracted.packageFiles.regex;
  const written: readonly { readonly version: string }[] = parse(read('ci/renovate/releases.yaml'));
  expect(releases.packageFile).toBe('ci/renovate/releases.yaml');
  expect(releases.deps.map(({ currentValue }) => currentValue)).toEqual(written.map(({ version }) => version));
  // Who runs Renovate gives it a token for GitHub; here nothing is asked.
  const skipped = releases.deps.filter(({ skipReason = 'github-token-required' }) => skipReason !== 'github-token-required');
  expect(skipped).toEqual([]);
  const packages = extracted.packageFiles.npm.flatMap(({ deps }) => deps.map(({ depName }) => depName));
  expect(packages).toEqual(expect.arrayContaining([...Object.keys(JSON.parse(read('package.json')).dependencies)]));
});

interface Extracted {
  readonly regex: readonly [PackageFile];
  readonly npm: readonly PackageFile[];
}

interface PackageFile {
  readonly packageFile: string;
  readonly deps: readonly { readonly depName: string; readonly currentValue: string; readonly datasource?: string; readonly skipReason?: string }[];
}
