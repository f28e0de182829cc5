import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Folder of test cases that others wrote; undefined if there is none here. */
export const corpus = [process.env.NETPOL_CORPUS ?? resolve(__dirname, '../../../shared/corpus')].find((folder) =>
  existsSync(join(folder, 'np-guard/index.csv')),
);

/** Declares tests over the corpus; without it, the report names them as skipped, with the reason. */
export function describeCorpus(what: string, tests: (folder: string) => void): void {
  const folder = corpus;
  if (folder !== undefined) describe(what, () => tests(folder));
  else test.skip(`${what}: NOT CHECKED, since there is no corpus at NETPOL_CORPUS or ../shared/corpus`, () => undefined);
}

/** A row of np-guard's index. */
export interface CorpusRow {
  /** Folders of manifests, two for a difference. */
  readonly folders: readonly string[];
  readonly file: string;
  /** Options that the expected output was made with, as they are in its name. */
  readonly options?: string;
  /** Such as `connlist.txt`, `exposure.csv`, `diff.txt`. */
  readonly mode: string;
  readonly expected: string;
}

/** The rows of np-guard's index. */
export function corpusRows(folder: string): readonly CorpusRow[] {
  const root = join(folder, 'np-guard');
  const [, ...lines] = readFileSync(join(root, 'index.csv'), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [dir = '', file = '', , notes = '', , mode = ''] = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)?.map((cell) => cell.replace(/,$/, '')) ?? [];
    const options = /args:(\S+)/.exec(notes)?.[1];
    return {
      folders: dir.split('|').map((name) => join(root, 'tests', name)),
      file,
      ...(options !== undefined && { options }),
      mode,
      expected: readFileSync(join(root, file), 'utf8'),
    };
  });
}
