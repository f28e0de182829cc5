import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { definitionModules } from './releases';

/** Texts of custom resource definitions from the modules of their makers, which go into Go's own cache. */
export function moduleDefinitions(): readonly string[] {
  return Object.entries(definitionModules).flatMap(([module, files]) => {
    const { Dir: folder } = JSON.parse(execFileSync('go', ['mod', 'download', '-json', module], { encoding: 'utf8' }));
    // Some are between two lines of a Helm template, which turn them on.
    return files.map((file) => readFileSync(join(folder, file), 'utf8').replaceAll(/^\{\{-.*\}\}$/gm, ''));
  });
}
