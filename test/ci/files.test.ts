/** Files that other programs read: what their own validators say of them, and whether they are complete. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateAction, validateWorkflow } from '@action-validator/core';
import { parse } from 'yaml';
import { charts } from '../../lib/helm/charts';
import { versionLimits } from '../../lib/plan/versions';

const root = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

test("GitHub's schema takes the Action", () => {
  expect(validateAction(read('ci/github/action.yml')).errors).toEqual([]);
  expect(validateAction('name: x\nruns: { using: composite }\n').errors).not.toEqual([]);
});

test("GitHub's schema takes the workflow that the guide shows, whose inputs are those of the Action", () => {
  const [, workflow = ''] = /```yaml\n(on: pull_request\n[\s\S]*?)```/.exec(read('docs/guides/pipelines.md')) ?? [];
  expect(validateWorkflow(`name: network\n${workflow}`).errors).toEqual([]);
  const { inputs, outputs } = parse(read('ci/github/action.yml'));
  const [, named = ''] = /Inputs are ([^;]*); outputs/.exec(read('docs/guides/pipelines.md').replaceAll('\n', ' ')) ?? [];
  expect([...named.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name)).toEqual(Object.keys(inputs));
  expect(Object.keys(outputs)).toEqual(['exit-code', 'comment', 'sarif']);
});

describe('Renovate', () => {
  const { customManagers } = JSON.parse(read('renovate.json'));
  const [{ matchStrings, managerFilePatterns, extractVersionTemplate }] = customManagers;
  const releases: readonly { readonly of: string; readonly version: string }[] = parse(read('ci/renovate/releases.yaml'));
  const found = [...read('ci/renovate/releases.yaml').matchAll(new RegExp(matchStrings[0], 'g'))].map(({ groups }) => groups ?? {});

  test('finds every release, with its source', () => {
    expect(new RegExp(managerFilePatterns[0].slice(1, -1)).test('ci/renovate/releases.yaml')).toBe(true);
    expect(found.map(({ currentValue }) => currentValue)).toEqual(releases.map(({ version }) => version));
    for (const { datasource, registryUrl } of found) {
      expect(['helm', 'docker', 'github-releases']).toContain(datasource);
      expect(datasource === 'helm').toBe(registryUrl !== undefined);
    }
    for (const tag of ['v1.2.3', '1.2.3', 'release-2.0']) expect(new RegExp(extractVersionTemplate).test(tag)).toBe(true);
  });

  test('watches every chart and controller of which the project knows facts', () => {
    const watched = releases.map(({ of }) => of);
    const isWatched = (name: string) => watched.some((one) => name === one || name.includes(one));
    // Versions of these are the clouds' own, and Kong's charts bear none that Renovate could compare.
    const byHand = ['GKE', 'Octavia API', 'kong/kong'];
    const known = [...Object.values(charts).map(({ reference }) => reference), ...Object.values(versionLimits).map(({ controller }) => controller)];
    expect([...new Set(known)].filter((name) => !isWatched(name) && !byHand.includes(name))).toEqual([]);
  });
});
