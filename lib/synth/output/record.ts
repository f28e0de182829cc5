import { readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { InputError } from '../../base/faults';
import { inputName, standardInput } from '../../base/input-file';
import { recordName } from '../../base/rendered-files';
import { codeOf } from '../../base/system-errors';
import { parseReference } from '../settings/reference';

/** What is known about a rendered folder. */
export interface RecordedFolder {
  /** File of the settings, with the name of the installation in a fleet file (`fleet.yaml#mail`), as a path from the folder of the record; `--default` for the default installation, `<stdin>` for the standard input. */
  readonly settings: string;
}

/** The rendered folders below one parent by name; `.` is the parent itself, for a single chart. */
export type OutputRecord = ReadonlyMap<string, RecordedFolder>;

/** Source of the default installation. */
export const fromDefault = '--default';

/** Whether settings are in a file, which a later run may find again; standard input is different each time. */
export const isFromFile = (settings: string): boolean => settings !== fromDefault && settings !== inputName(standardInput);

/** The comment in a record: it may be committed together with the folders. */
const about =
  'Which settings rendered the folders here, written by cdk8s-bluemind synth: only what settings rendered before is removed when they no longer describe it.';

/** The record as text, one line for each folder, so that changes of different folders merge; the same folders give the same bytes. */
export function formatRecord(record: OutputRecord): string {
  const lines = [...record]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { settings }]) => `    ${JSON.stringify(name)}: { "settings": ${JSON.stringify(settings)} }`);
  return `{\n  "about": ${JSON.stringify(about)},\n  "folders": {\n${lines.join(',\n')}\n  }\n}\n`;
}

/**
 * Reads the record of a parent; an empty one if there is none.
 * @throws InputError if it cannot be understood, since a guess could remove files of others
 */
export function readRecord(parent: string): OutputRecord {
  const file = join(parent, recordName);
  try {
    return parseRecord(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return new Map();
    const what = codeOf(error) === undefined ? 'is not a valid record of rendered folders' : `cannot be read (${codeOf(error)})`;
    throw new InputError([
      {
        position: { file, line: 1, column: 1 },
        message: `${what}; restore it from version control, or delete it (then the output of earlier runs is unknown and stays)`,
      },
    ]);
  }
}

function parseRecord(value: unknown): OutputRecord {
  const { folders } = asObject(value);
  return new Map(
    Object.entries(asObject(folders)).map(([name, folder]) => {
      const { settings } = asObject(folder);
      // A name must be a folder here, since anyone may have written the record.
      if (typeof settings !== 'string' || !/^(\.|[a-z][-a-z0-9]*)$/.test(name)) throw new TypeError('no record');
      return [name, { settings }];
    }),
  );
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('no object');
  return { ...value };
}

/** The path of a settings file as records have it: relative to the real folder, so that settings stay distinct if others share the output folder through a link. */
export const recordedPath = (parent: string, file: string): string => recordedPaths(parent)(file);

/** The same for many files of a few folders, each of which is looked up once. */
export function recordedPaths(parent: string): (file: string) => string {
  const folders = new Map<string, string>();
  const real = (folder: string): string => {
    const known = folders.get(folder) ?? realpathSync(folder);
    folders.set(folder, known);
    return known;
  };
  return (file) => {
    if (parseReference(file).file === standardInput) return inputName(standardInput);
    return relative(real(parent), join(real(dirname(resolve(file))), basename(file)))
      .split(sep)
      .join('/');
  };
}
