import { copyFileSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { workName } from '../../base/rendered-files';
import { codeOf } from '../../base/system-errors';
import type { Changes } from './changes';
import { makeFolder } from './make-folder';

/** Changes of the folders below one parent. */
export type ChangesOfParent = Pick<Changes, 'writes' | 'removals'> & { readonly parent: string };

/** A file that is moved to its place, or removed. The replaced file is kept until all are done. */
export interface Step {
  readonly from: string;
  readonly to: string;
  /** Copy of the file that was at `to`. @default - there was none */
  readonly backup?: string;
}

/** Writes new files beside the output, under names that no reader reads as manifests, and copies the files that they replace. */
export function stage({ parent: given, writes, removals }: ChangesOfParent): readonly Step[] {
  const parent = resolve(given);
  const work = join(parent, workName);
  return [
    ...writes.map(({ path, text, replaces }, index): Step => {
      const step = { from: join(work, `new.${index}`), to: join(parent, path) };
      writeFileSync(step.from, text);
      if (!replaces) return step;
      const backup = join(work, `old.${index}`);
      copyFileSync(step.to, backup);
      return { ...step, backup };
    }),
    ...removals.map((path, index): Step => ({ from: join(parent, path), to: join(work, `gone.${index}`) })),
  ];
}

export function take({ from, to }: Step): void {
  makeFolder(dirname(to));
  renameSync(from, to);
}

export function undo({ from, to, backup }: Step): void {
  if (backup !== undefined) renameSync(backup, to);
  else {
    makeFolder(dirname(from));
    renameSync(to, from);
    removeEmptyFolders(dirname(to));
  }
}

/** Up to the parent, which is never empty while it is locked; a killed run may have removed the first of them. An empty folder that stays does no harm. */
export function removeEmptyFolders(folder: string): void {
  for (let empty = folder; ; empty = dirname(empty)) {
    try {
      rmdirSync(empty);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') return;
    }
  }
}
