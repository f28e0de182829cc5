import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RenderedFiles } from '../../base/rendered-files';
import { cannotWrite } from './cannot-write';
import { makeFolder } from './make-folder';

/**
 * Makes a folder contain exactly these files. It is a scratch folder of the cdk8s command, which empties it before each run, so nothing is lost.
 * @throws InputError if it cannot be written
 */
export function fillFolder(folder: string, files: RenderedFiles): void {
  try {
    makeFolder(folder);
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    for (const [path, text] of Object.entries(files)) {
      makeFolder(dirname(join(folder, path)));
      writeFileSync(join(folder, path), text);
    }
  } catch (error) {
    throw cannotWrite(folder, error, 'the cdk8s command finds no complete output there');
  }
}
