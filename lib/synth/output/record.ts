import { readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { InputError } from '../../base/faults';
import { inputName, standardInput } from '../../base/input-file';
import { recordName } from '../../base/rendered-files';
import { codeOf } from '../../base/system-errors';

/** What is known of a rendered folder. */
export interface RecordedFolder {
  /** File of the settings, as a path from the folder of the record; `--default` for the default installation, `<stdin>` for the standard input. */
  readonly settings: string;
}

/** The rendered folders below one parent by name; `.` is the parent itself, which a single chart is. */
export type OutputRecord = ReadonlyMap<string, RecordedFolder>;

/** Where the default installation comes from. */
export const fromDefault = '--default';

/** Whether settings stand in a file, which a later run may find again; what came from the standard input is another each time. */
export const isFromFile = (settings: string): boolean => settings !== fromDefault && settings !== inputName(standardInput);

/** What a record says of itself: it may be committed together with the folders. */
const about =
  'Which settings rendered the folders here, written by cdk8s-bluemind synth: only what settings rendered before is removed when they no longer describe it.';

/** The record as text, a folder a line, so that changes of different folders merge; the same folders give the same bytes. */
export function formatRecord(record: OutputRecord): string {
  const lines = [...record]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { settings }]) => `    ${JSON.stringify(name)}: { "settings": ${JSON.stringify(settings)} }`);
  return `{\n  "about": ${JSON.stringify(about)},\n  "folders": {\n${lines.join(',\n')}\n  }\n}\n`;
}

/**
 * Reads the record of a parent; an empty one where there is none.
 * @throws InputError where it cannot be understood, since to guess could remove what belongs to others
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
      // A name leads to a folder here, whoever wrote the record.
      if (typeof settings !== 'string' || !/^(\.|[a-z][-a-z0-9]*)$/.test(name)) throw new TypeError('no record');
      return [name, { settings }];
    }),
  );
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('no object');
  return { ...value };
}

/** The path of a settings file as records have it: from the real folder, so that a link to an output folder that others share tells them apart. */
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
    if (file === standardInput) return inputName(file);
    return relative(real(parent), join(real(dirname(resolve(file))), basename(file)))
      .split(sep)
      .join('/');
  };
}
