import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Plan, planFrom } from '../../lib/plan';
import { renderManifests } from '../../lib/render';
import { readSettingsDocument } from '../../lib/settings';

const root = join(__dirname, '../..');
const validator = join(root, '../shared/tools/validate-manifests');

/** The plan of an example, read as a user's file is. */
export function examplePlan(name: string): Plan {
  const document = readSettingsDocument(join(root, 'examples', name, 'installation.yaml'));
  return planFrom(document.input, document);
}

/** A test that every object of the plans fits the schema of its kind; says plainly where the schemas are not at hand. */
export function testSchemas(plans: () => Readonly<Record<string, Plan>>): void {
  const isThere = existsSync(validator);
  (isThere ? test : test.skip)(`${isThere ? '' : 'NOT CHECKED, ../shared is missing: '}every object fits the schema of its kind`, () => {
    for (const [name, plan] of Object.entries(plans())) {
      const folder = mkdtempSync(join(tmpdir(), 'manifests-'));
      writeFileSync(join(folder, 'all.yaml'), renderManifests(plan).stream);
      const { stdout } = spawnSync(process.execPath, [validator, folder], { cwd: root, encoding: 'utf8' });
      rmSync(folder, { recursive: true });
      expect(`${name}: ${stdout}`).toMatch(/^\S+: \d+ objects, 0 faults/);
    }
  });
}
