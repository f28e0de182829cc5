import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { InputError } from '../../base/faults';
import { workName } from '../../base/rendered-files';
import { codeOf } from '../../base/system-errors';
import type { Step } from './steps';

/** The part of a job in a parent: all of it, with paths relative to that parent, or the name of the parent that has it. */
export type Journal = { readonly parents: readonly string[]; readonly steps: readonly Step[] } | { readonly main: string };

const journalOf = (parent: string): string => join(parent, workName, 'journal');

export const hasJournal = (parent: string): boolean => existsSync(journalOf(parent));

export const relativeTo =
  (parent: string) =>
  ({ from, to }: Step): Step => ({ from: relative(parent, from), to: relative(parent, to) });

/** A journal exists completely or not at all. */
export function writeJournal(parent: string, journal: Journal): void {
  const file = journalOf(parent);
  writeFileSync(`${file}.part`, JSON.stringify(journal));
  renameSync(`${file}.part`, file);
}

export function readJournal(parent: string): Journal | undefined {
  const file = journalOf(parent);
  if (!hasJournal(parent)) return undefined;
  try {
    const journal: Journal = JSON.parse(readFileSync(file, 'utf8'));
    return journal;
  } catch (error) {
    throw new InputError([
      {
        position: { file, line: 1, column: 1 },
        message: `cannot be understood (${codeOf(error) ?? 'damaged'}), so the work of a killed run cannot be finished; delete the folder ${dirname(file)} and run again`,
      },
    ]);
  }
}

/** Removes what a run put beside the output, except the lock and the file that hides it from git. The journal goes first: without it the rest has no meaning. */
export function clear(parent: string): void {
  const work = join(parent, workName);
  if (!existsSync(work)) return;
  rmSync(journalOf(parent), { force: true });
  for (const name of readdirSync(work)) if (name !== 'lock' && name !== '.gitignore') rmSync(join(work, name), { recursive: true, force: true });
}
