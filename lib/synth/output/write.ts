import { existsSync, rmdirSync } from 'node:fs';
import { InputError } from '../../base/faults';
import { cannotWrite } from './cannot-write';
import { carryOut, settle } from './carry-out';
import { lock } from './lock';
import { makeFolder } from './make-folder';
import { type Output, type PlannedFolders, planFolders, planRest, type RenderedName, type WriteOptions, withRecord } from './plan';
import { type OutputRecord, readRecord } from './record';
import type { ChangesOfParent } from './steps';

/**
 * Writes the folders below several parents, all or none. Files that are already right are not touched.
 * @throws InputError if files of others are in the way, another run is active, or something cannot be written; the old output stays
 */
export function writeOutput(all: readonly Output[], options: WriteOptions): void {
  const outputs = all.filter(({ parent, folders }) => existsSync(parent) || folders.some(({ files }) => Object.keys(files).length > 0));
  withParents(
    outputs.map(({ parent }) => parent),
    (recordOf) => {
      const planned = outputs.map(({ parent, folders }) =>
        preparing(parent, () => {
          const before = recordOf(parent);
          const rest = planRest(parent, folders.map(renderedName), before, options);
          const { faults, origins, foreign, changes } = planFolders({ parent, folders }, before, rest.removed);
          const lines = [...origins, ...rest.stale, ...foreign, ...rest.unknown];
          return { faults, lines, changes: withRecord(changes, before, rest.record) };
        }),
      );
      refuse(planned);
      for (const { lines } of planned) lines.forEach(options.say);
      carryOutAll(planned);
    },
  );
}

/** Writes one installation after the other, each completely or not at all. */
export interface OutputSession {
  /**
   * Writes the folders of one installation.
   * @returns whether they contain nothing else
   * @throws InputError if that is impossible; the last output of the installation stays
   */
  readonly write: (outputs: readonly Output[]) => boolean;
  /** Records an installation whose folders are unchanged since an earlier run. */
  readonly keep: (name: string) => void;
}

/**
 * Locks parents for a run that writes one installation after the other. At the end, folders that no settings describe any longer are removed.
 * @param run returns the settings files without new output
 * @throws InputError if another run is active, or a parent cannot be written
 */
export function writeInTurn(parents: readonly string[], options: WriteOptions, run: (session: OutputSession) => readonly string[]): void {
  const rendered = new Map<string, RenderedName[]>(parents.map((parent) => [parent, []]));
  withParents(parents, (recordOf) => {
    const failed = run({
      write: (outputs) => {
        const planned = outputs.map((output) => preparing(output.parent, () => planFolders(output, recordOf(output.parent), [])));
        refuse(planned);
        for (const { origins, foreign } of planned) [...origins, ...foreign].forEach(options.say);
        carryOutAll(planned);
        for (const { parent, folders } of outputs) rendered.get(parent)?.push(...folders.map(renderedName));
        return planned.every(({ foreign }) => foreign.length === 0);
      },
      keep: (name) => {
        for (const [parent, names] of rendered) if (recordOf(parent).has(name)) names.push({ name, isEmpty: true, isKept: true });
      },
    });
    const planned = parents.map((parent) =>
      preparing(parent, () => {
        const before = recordOf(parent);
        const rest = planRest(parent, rendered.get(parent) ?? [], before, options, failed);
        const { foreign, changes } = planFolders({ parent, folders: [] }, before, rest.removed);
        return { lines: [...rest.stale, ...foreign, ...rest.unknown], changes: withRecord(changes, before, rest.record) };
      }),
    );
    for (const { lines } of planned) lines.forEach(options.say);
    carryOutAll(planned);
  });
}

const renderedName = ({ name, settings, files }: Output['folders'][number]): RenderedName => ({
  name,
  ...(settings !== undefined && { settings }),
  isEmpty: Object.keys(files).length === 0,
});

/** Locks parents, finishes the changes of killed runs, and reads their records once. */
function withParents(parents: readonly string[], action: (recordOf: (parent: string) => OutputRecord) => void): void {
  const unlock: (() => void)[] = [];
  const made = parents.filter((parent) => !existsSync(parent));
  try {
    for (const parent of parents) unlock.push(preparing(parent, () => lockFolder(parent)));
    preparing(parents[0] ?? '.', () => settle(parents));
    const records = new Map(parents.map((parent) => [parent, readRecord(parent)]));
    action((parent) => records.get(parent) ?? new Map());
  } finally {
    for (const each of unlock) each();
    made.forEach(removeIfEmpty);
  }
}

/** If nothing was written. */
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It contains something.
  }
}

function refuse(planned: readonly Pick<PlannedFolders, 'faults'>[]): void {
  const faults = planned.flatMap((plan) => plan.faults);
  if (faults.length > 0) throw new InputError(faults);
}

const carryOutAll = (planned: readonly { readonly changes: ChangesOfParent }[]): void =>
  carryOut(planned.map(({ changes }) => changes).filter(({ writes, removals }) => writes.length + removals.length > 0));

function lockFolder(parent: string): () => void {
  makeFolder(parent);
  return lock(parent);
}

function preparing<T>(parent: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw cannotWrite(parent, error, 'the last output is unchanged');
  }
}
