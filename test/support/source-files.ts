import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The files below a folder of the repository, relative to its root, in order. */
export const sourceFiles = (folder: string, ending = '.ts'): readonly string[] =>
  readdirSync(join(__dirname, '../..', folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file))
    .sort();
