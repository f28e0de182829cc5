import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const folder = join(__dirname, '../../../shared');

/** A file or folder that is beside the checkout in which this project is built, and is not part of it. */
export const sharedPath = (path: string): string => join(folder, path);

const validator = 'tools/validate-manifests';

/** Tests that need a part of it; without it, the report names them as skipped, with the reason. */
export function describeWithShared(path: string, name: string, tests: (path: string) => void): void {
  if (existsSync(sharedPath(path))) describe(name, () => tests(sharedPath(path)));
  else test.skip(`${name}: NOT CHECKED, since ../shared/${path} is not here`, () => undefined);
}

/** A test that needs a part of it, likewise. */
export function testWithShared(path: string, name: string, body: (path: string) => void): void {
  if (existsSync(sharedPath(path))) test(name, () => body(sharedPath(path)));
  else test.skip(`${name}: NOT CHECKED, since ../shared/${path} is not here`, () => undefined);
}

/** A test that needs the schemas of the API server and of custom resources. */
export const testWithSchemas = (name: string, body: () => void): void => testWithShared(validator, name, body);

/**
 * What the schemas say about manifests: one line for each fault, none if the API server would accept them all.
 * @param files manifests by path
 */
export function schemaFaults(files: Readonly<Record<string, string>>, kubernetes = '1.36'): readonly string[] {
  const written = mkdtempSync(join(tmpdir(), 'manifests-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(written, path)), { recursive: true });
      writeFileSync(join(written, path), text);
    }
    const { stdout, stderr } = spawnSync(process.execPath, [sharedPath(validator), '--kubernetes', kubernetes, written], { encoding: 'utf8' });
    const lines = stdout.trim().split('\n');
    if (stderr !== '' || !/^[1-9]\d* objects, /.test(lines.at(-1) ?? '')) throw new Error(`nothing was validated: ${stdout}${stderr}`);
    return lines.slice(0, -1).map((line) => line.replace(`${written}/`, ''));
  } finally {
    rmSync(written, { recursive: true });
  }
}
