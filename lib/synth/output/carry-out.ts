import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { cannotWrite } from './cannot-write';
import { clear, hasJournal, readJournal, relativeTo, writeJournal } from './journal';
import { lock } from './lock';
import { type ChangesOfParent, removeEmptyFolders, type Step, stage, take, undo } from './steps';

/**
 * Makes the changes of several parents, all or none. Folders stay in place, and each file is replaced atomically, so a reader always finds
 * every file complete, old or new. Everything is first written beside the output; then a journal lists what to do. A run that is killed before the journal
 * leaves the old output; after it, `settle` of the next run finishes the job. The parents are locked.
 * @throws InputError if something cannot be written; the old output stays
 */
export function carryOut(sets: readonly ChangesOfParent[]): void {
  const [main] = sets;
  if (!main) return;
  const parents = sets.map(({ parent }) => parent);
  let current = main.parent;
  const steps: Step[] = [];
  try {
    for (const set of sets) {
      current = set.parent;
      steps.push(...stage(set));
      if (set !== main) writeJournal(set.parent, { main: relative(set.parent, main.parent) });
    }
    current = main.parent;
    writeJournal(main.parent, { parents: parents.map((parent) => relative(main.parent, parent)), steps: steps.map(relativeTo(main.parent)) });
  } catch (error) {
    for (const parent of parents) asFarAsPossible(() => clear(parent));
    throw cannotWrite(current, error, 'the last output is unchanged');
  }
  const done: Step[] = [];
  try {
    for (const step of steps) {
      current = parents.find((parent) => step.to.startsWith(join(resolve(parent), '/'))) ?? current;
      take(step);
      done.push(step);
    }
  } catch (error) {
    try {
      for (const step of done.reverse()) undo(step);
      for (const parent of parents) clear(parent);
    } catch {
      throw cannotWrite(current, error, 'a part of the output is new already, and the next run finishes the job');
    }
    throw cannotWrite(current, error, 'the last output is unchanged');
  }
  // Everything is in place; the next run cleans up what cannot be removed now.
  asFarAsPossible(() => conclude(parents, steps));
}

/**
 * Finishes the changes of killed runs in parents, or reverts them if these runs had not changed anything yet. The parents are locked.
 * @throws InputError if that is impossible
 */
export function settle(parents: readonly string[]): void {
  const locked = new Set(parents.map((parent) => resolve(parent)));
  for (const parent of parents) {
    const journal = readJournal(parent);
    if (journal) finish('main' in journal ? resolve(parent, journal.main) : resolve(parent), locked);
  }
  for (const parent of parents) clear(parent);
}

/** Finishes the job of a journal, which may include further parents. */
function finish(main: string, locked: ReadonlySet<string>): void {
  if (!hasJournal(main)) return;
  const unlock = locked.has(main) ? [] : [lock(main)];
  try {
    const journal = readJournal(main);
    if (!journal || 'main' in journal) return;
    const parents = journal.parents.map((parent) => resolve(main, parent));
    unlock.push(...parents.filter((parent) => parent !== main && !locked.has(parent) && existsSync(parent)).map(lock));
    const steps = journal.steps.map(({ from, to }) => ({ from: resolve(main, from), to: resolve(main, to) }));
    for (const step of steps) if (existsSync(step.from)) take(step);
    conclude(parents, steps);
  } finally {
    for (const each of unlock) each();
  }
}

/** The main parent comes first, so that its journal is removed before the files that it lists. */
function conclude(parents: readonly string[], steps: readonly Step[]): void {
  for (const { from } of steps) removeEmptyFolders(dirname(from));
  for (const parent of parents) clear(parent);
}

/** A file that could not be written may also not be removable; the first error is reported. */
function asFarAsPossible(action: () => void): void {
  try {
    action();
  } catch {
    // Left for the next run.
  }
}
