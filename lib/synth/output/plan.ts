import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Fault } from '../../base/faults';
import { recordName } from '../../base/rendered-files';
import { parseReference } from '../settings/reference';
import { besideChart, changesOf, oursBelow, type RenderedFolder } from './changes';
import { formatRecord, fromDefault, isFromFile, type OutputRecord, recordedPath, recordedPaths } from './record';
import type { ChangesOfParent } from './steps';

/** A folder to render, with the file of its settings. */
export interface FolderOfSettings extends RenderedFolder {
  /** @default - the default installation, which has no file */
  readonly settings?: string;
}

/** Folders to render below one parent. */
export interface Output {
  readonly parent: string;
  readonly folders: readonly FolderOfSettings[];
}

export interface WriteOptions {
  /** The source for which the run is responsible: other folders that this source rendered before are stale. @default - only itself */
  readonly source?: { readonly kind: 'folder'; readonly folder: string } | { readonly kind: 'named'; readonly files: readonly string[] };
  /**
   * Whether to remove folders that the same source rendered before and no longer describes.
   * @default - if all settings of a folder are rendered, and the output is within the working directory, so that it cannot belong to others
   */
  readonly prune?: boolean;
  /** Receives messages about what is removed, before the removal, and what stays although it is not rendered; one line for each. */
  readonly say: (line: string) => void;
}

/** The changes for some folders below a parent, and the messages about them. */
export interface PlannedFolders {
  readonly faults: readonly Fault[];
  /** Folders that are replaced. */
  readonly origins: readonly string[];
  /** Files of others, which stay. */
  readonly foreign: readonly string[];
  readonly changes: ChangesOfParent;
}

/** @param stale names of folders to remove */
export function planFolders({ parent, folders }: Output, before: OutputRecord, stale: readonly string[]): PlannedFolders {
  const changes = changesOf(parent, folders, stale);
  const at = (name: string): string => join(parent, name);
  const isChart = folders.some(({ name }) => name === '.');
  const foreign = [...changes.foreign, ...(isChart ? besideChart(parent).filter((name) => !before.has(name)) : [])];
  const origins = folders.flatMap((folder) => otherOrigin(parent, folder, before));
  const isShared = !isWithinWorkingDirectory(parent);
  return {
    faults: [
      ...changes.faults,
      ...(isShared
        ? origins.map(({ name, origin }) => ({
            position: { file: at(name), line: 1, column: 1 },
            message: `was rendered from ${origin}, which still exists, so it is not replaced; choose another name or another folder for the output, or remove this one first`,
          }))
        : []),
    ],
    origins: origins.map(({ name, origin }) => `${at(name)}: replaces what ${origin} rendered`),
    foreign: foreign.map((path) => `${at(path)}: stays, although it was not rendered`),
    changes: { parent, ...changes },
  };
}

/** A folder that a run rendered, or found unchanged. */
export interface RenderedName {
  readonly name: string;
  /** @default - the default installation, which has no file */
  readonly settings?: string;
  /** Whether it has no rendered files. */
  readonly isEmpty: boolean;
  /** Whether the record of earlier runs contains it. @default - it is recorded again */
  readonly isKept?: boolean;
}

/** What happens to the folders of earlier runs. */
export interface PlannedRest {
  readonly stale: readonly string[];
  readonly unknown: readonly string[];
  /** Names of folders to remove. */
  readonly removed: readonly string[];
  readonly record: OutputRecord;
}

/** @param failed settings files without new output: what they rendered before stays */
export function planRest(
  parent: string,
  rendered: readonly RenderedName[],
  before: OutputRecord,
  options: WriteOptions,
  failed: readonly string[] = [],
): PlannedRest {
  const names = new Set(rendered.map(({ name }) => name));
  const spared = new Set(failed.map(recordedPaths(parent)));
  const stale = [...before]
    .filter(
      ([name, { settings }]) =>
        !names.has(name) && !spared.has(settings) && !spared.has(parseReference(settings).file) && isOfSource(parent, settings, options),
    )
    .map(([name]) => name);
  const isPruned = options.prune ?? (options.source?.kind === 'folder' && isWithinWorkingDirectory(parent));
  const unknown = before.size > 0 || names.has('.') ? [] : oursBelow(parent).filter((name) => !names.has(name));
  const at = (name: string): string => join(parent, name);
  return {
    stale: stale.map((name) =>
      isPruned
        ? `${at(name)}: removed, since no settings describe it any longer`
        : `${at(name)}: stays, although its settings no longer describe it; --prune removes it`,
    ),
    unknown: unknown.map((name) => `${at(name)}: stays, since it is unknown which settings rendered it; remove it if no settings describe it`),
    removed: isPruned ? stale : [],
    record: recordAfter(parent, rendered, before, isPruned ? stale : []),
  };
}

function isOfSource(parent: string, settings: string, { source }: WriteOptions): boolean {
  if (!source || !isFromFile(settings)) return false;
  return source.kind === 'folder'
    ? dirname(settings) === dirname(recordedPath(parent, join(source.folder, 'any.yaml')))
    : source.files.some((file) => [settings, parseReference(settings).file].includes(recordedPath(parent, file)));
}

/** Other settings that rendered a folder before and still exist, unless they are in the same folder, where they may have been renamed. */
function otherOrigin(parent: string, { name, settings, files }: FolderOfSettings, before: OutputRecord) {
  const recorded = before.get(name)?.settings;
  if (recorded === undefined || !isFromFile(recorded) || Object.keys(files).length === 0) return [];
  const origin = resolve(realpathSync(parent), parseReference(recorded).file);
  const now = settings === undefined ? undefined : recordedPath(parent, settings);
  if (recorded === now || !existsSync(origin) || (now !== undefined && dirname(now) === dirname(recorded))) return [];
  return [{ name, origin: relative(process.cwd(), origin) }];
}

function recordAfter(parent: string, rendered: readonly RenderedName[], before: OutputRecord, removed: readonly string[]): OutputRecord {
  const names = new Set(rendered.filter(({ isKept }) => !isKept).map(({ name }) => name));
  const kept = [...before].filter(([name]) => !names.has(name) && !removed.includes(name) && existsSync(join(parent, name)));
  const recorded = rendered
    .filter(({ isEmpty }) => !isEmpty)
    .map(({ name, settings }) => [name, { settings: settings === undefined ? fromDefault : recordedPath(parent, settings) }] as const);
  return new Map([...kept, ...recorded]);
}

/** The record is a file like others, written after all of them; without rendered folders it is removed. */
export function withRecord(changes: ChangesOfParent, before: OutputRecord, after: OutputRecord): ChangesOfParent {
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
