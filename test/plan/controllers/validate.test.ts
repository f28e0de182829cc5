import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planFrom } from '../../../lib/plan';
import { renderManifests } from '../../../lib/render';
import { samples } from './samples';

const validator = join(__dirname, '../../../../shared/tools/validate-manifests');
const isThere = existsSync(validator);

/** Traefik's Middleware is the one kind without a schema beside the validator. */
const withoutSchema = /: no schema for traefik\.io\/v1alpha1 Middleware$/;

(isThere ? test : test.skip)(`${isThere ? '' : 'NOT CHECKED, ../shared is missing: '}every object fits the schema of its kind`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'controllers-'));
  // Each in a namespace of its own, lest one name stand twice.
  for (const [index, settings] of Object.values(samples).entries())
    writeFileSync(join(folder, `${index}.yaml`), renderManifests(planFrom({ ...settings, namespace: `mail-${index}` })).stream);
  const lines = spawnSync(process.execPath, [validator, folder], { encoding: 'utf8' }).stdout.trim().split('\n');
  rmSync(folder, { recursive: true });
  expect(lines.slice(0, -1).filter((line) => !withoutSchema.test(line))).toEqual([]);
  expect(lines.at(-1)).toMatch(/^\d+ objects, /);
});

test.each(Object.entries(samples))('twice the same input gives twice the same bytes: %s', (_, settings) => {
  expect(renderManifests(planFrom(settings)).stream).toBe(renderManifests(planFrom(settings)).stream);
});
