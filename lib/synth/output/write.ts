import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { InputError } from '../../base/faults';
import { recordName } from '../../base/rendered-files';
import { cannotWrite } from './cannot-write';
import { carryOut, settle } from './carry-out';
import { besideChart, changesOf, oursBelow, type RenderedFolder } from './changes';
import { lock } from './lock';
import { makeFolder } from './make-folder';
import { formatRecord, fromDefault, isFromFile, type OutputRecord, readRecord, recordedPath } from './record';
import type { ChangesOfParent } from './steps';

/** A folder to be rendered, with the file of its settings. */
export interface FolderOfSettings extends RenderedFolder {
  /** @default - the default installation, which stands in no file */
  readonly settings?: string;
}

/** Folders to be rendered below one parent. */
export interface Output {
  readonly parent: string;
  readonly folders: readonly FolderOfSettings[];
}

export interface WriteOptions {
  /** What the run speaks for: of all that a folder of settings or these files rendered before, nothing else is left. @default - for itself alone */
  readonly source?: { readonly kind: 'folder'; readonly folder: string } | { readonly kind: 'named'; readonly files: readonly string[] };
  /**
   * Whether folders that the same source rendered before and does not describe any more are removed.
   * @default - where all settings of a folder are rendered, and the output lies within the working directory, so that it can be nobody else's
   */
  readonly prune?: boolean;
  /** Is told what goes, before it goes, and what stays though it is not rendered; a line each. */
  readonly say: (line: string) => void;
}

/**
 * Makes folders below several parents what they are to be, all or none of them. Files that are what they should be are not touched.
 * @throws InputError where others stand in the way, another run is at work, or something cannot be written; the old output stays
 */
export function writeOutput(all: readonly Output[], options: WriteOptions): void {
  const outputs = all.filter(({ parent, folders }) => existsSync(parent) || folders.some(({ files }) => Object.keys(files).length > 0));
  const unlock: (() => void)[] = [];
  try {
    for (const { parent } of outputs) unlock.push(preparing(parent, () => lockFolder(parent)));
    const parents = outputs.map(({ parent }) => parent);
    preparing(parents[0] ?? '.', () => settle(parents));
    const planned = outputs.map((output) => preparing(output.parent, () => planOf(output, options)));
    const faults = planned.flatMap((plan) => plan.faults);
    if (faults.length > 0) throw new InputError(faults);
    for (const { lines } of planned) lines.forEach(options.say);
    carryOut(planned.map(({ changes }) => changes).filter(({ writes, removals }) => writes.length + removals.length > 0));
  } finally {
    for (const each of unlock) each();
  }
}

function lockFolder(parent: string): () => void {
  makeFolder(parent);
  return lock(parent);
}

function preparing<T>(parent: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw cannotWrite(parent, error, 'the last output stays as it was');
  }
}

/** What is to be done below a parent, and what there is to say of it. */
function planOf({ parent, folders }: Output, options: WriteOptions) {
  const before = readRecord(parent);
  const names = folders.map(({ name }) => name);
  const stale = [...before].filter(([name, { settings }]) => !names.includes(name) && isOfSource(parent, settings, options)).map(([name]) => name);
  const isPruned = options.prune ?? (options.source?.kind === 'folder' && isWithinWorkingDirectory(parent));
  const changes = changesOf(parent, folders, isPruned ? stale : []);
  const at = (name: string): string => join(parent, name);
  const isChart = names.includes('.');
  const unknown = before.size > 0 || isChart ? [] : oursBelow(parent).filter((name) => !names.includes(name));
  const foreign = [...changes.foreign, ...(isChart ? besideChart(parent).filter((name) => !before.has(name)) : [])];
  const origins = folders.flatMap((folder) => otherOrigin(parent, folder, before));
  const isShared = !isWithinWorkingDirectory(parent);
  return {
    faults: [
      ...changes.faults,
      ...(isShared
        ? origins.map(({ name, origin }) => ({
            position: { file: at(name), line: 1, column: 1 },
            message: `was rendered from ${origin}, which is still there, so it is not replaced; choose another name or another folder for the output, or remove this one first`,
          }))
        : []),
    ],
    lines: [
      ...origins.map(({ name, origin }) => `${at(name)}: replaces what ${origin} rendered`),
      ...stale.map((name) =>
        isPruned
          ? `${at(name)}: removed, since no settings describe it any longer`
          : `${at(name)}: stays, although its settings no longer describe it; --prune removes it`,
      ),
      ...foreign.map((path) => `${at(path)}: stays, although it was not rendered`),
      ...unknown.map((name) => `${at(name)}: stays, since it is unknown which settings rendered it; remove it if no settings describe it`),
    ],
    changes: withRecord({ parent, ...changes }, before, recordAfter(parent, folders, before, isPruned ? stale : [])),
  };
}

function isOfSource(parent: string, settings: string, { source }: WriteOptions): boolean {
  if (!source || !isFromFile(settings)) return false;
  return source.kind === 'folder'
    ? dirname(settings) === dirname(recordedPath(parent, join(source.folder, 'any.yaml')))
    : source.files.some((file) => recordedPath(parent, file) === settings);
}

/** Settings that rendered a folder before, and are neither those of now nor gone nor their neighbours, which would be the same under another name. */
function otherOrigin(parent: string, { name, settings, files }: FolderOfSettings, before: OutputRecord) {
  const recorded = before.get(name)?.settings;
  if (recorded === undefined || !isFromFile(recorded) || Object.keys(files).length === 0) return [];
  const origin = resolve(realpathSync(parent), recorded);
  const now = settings === undefined ? undefined : recordedPath(parent, settings);
  if (recorded === now || !existsSync(origin) || (now !== undefined && dirname(now) === dirname(recorded))) return [];
  return [{ name, origin: relative(process.cwd(), origin) }];
}

function recordAfter(parent: string, folders: readonly FolderOfSettings[], before: OutputRecord, removed: readonly string[]): OutputRecord {
  const names = folders.map(({ name }) => name);
  const kept = [...before].filter(([name]) => !names.includes(name) && !removed.includes(name) && existsSync(join(parent, name)));
  const rendered = folders
    .filter(({ files }) => Object.keys(files).length > 0)
    .map(({ name, settings }) => [name, { settings: settings === undefined ? fromDefault : recordedPath(parent, settings) }] as const);
  return new Map([...kept, ...rendered]);
}

/** The record is a file like others, written after all of them; where nothing is rendered, none is left. */
function withRecord(changes: ChangesOfParent, before: OutputRecord, after: OutputRecord): ChangesOfParent {
  const isThere = existsSync(join(changes.parent, recordName));
  if (after.size === 0) return isThere ? { ...changes, removals: [...changes.removals, recordName] } : changes;
  const text = formatRecord(after);
  if (isThere && text === formatRecord(before)) return changes;
  return { ...changes, writes: [...changes.writes, { path: recordName, text, replaces: isThere }] };
}

function isWithinWorkingDirectory(parent: string): boolean {
  const way = relative(realpathSync('.'), realpathSync(parent));
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
