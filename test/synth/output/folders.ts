import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isBookkeeping, renderedBy } from '../../../lib/base/rendered-files';
import { faultLines } from '../../settings/fault-lines';

/** Text files below a root by their path. */
export type Tree = Readonly<Record<string, string>>;

/** A text with the mark of rendered files. */
export const ours = (text: string): string => `${renderedBy}\n---\n${text}\n`;

/** A root folder for a test, in which to write and to look. */
export interface Folders {
  readonly root: string;
  readonly write: (files: Tree) => void;
  /** Everything below the root, or a folder of it, but what runs keep there. */
  readonly tree: (folder?: string) => Tree;
  /** What runs keep or left there. */
  readonly bookkeeping: () => readonly string[];
  /** What an action finds wrong, without the root. */
  readonly faults: (action: () => unknown) => readonly string[];
  readonly remove: () => void;
}

export function makeFolders(): Folders {
  const root = mkdtempSync(join(tmpdir(), 'output-'));
  const files = (folder: string): readonly string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? files(path) : [path.slice(root.length + 1)];
    });
  const isKept = (path: string): boolean => path.split('/').some(isBookkeeping);
  return {
    root,
    write: (tree) => {
      for (const [path, text] of Object.entries(tree)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
      }
    },
    tree: (folder = '.') =>
      Object.fromEntries(
        files(join(root, folder))
          .filter((path) => !isKept(path))
          .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
      ),
    bookkeeping: () => files(root).filter(isKept).sort(),
    faults: (action) => faultLines(action).map((line) => line.replaceAll(`${root}/`, '')),
    remove: () => rmSync(root, { recursive: true }),
  };
}
