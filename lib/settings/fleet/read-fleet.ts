import { dirname, isAbsolute, join } from 'node:path';
import { everyResult, InputError } from '../../base/faults';
import type { InputFile } from '../../base/input-file';
import { largestSettingsFile, parseMap, type WrittenMap } from '../document';
import { formatPath, schemaFaults, schemaMessage } from '../faults';
import { distinct, entriesInFile, entriesInTable, isOfEntry } from './entries';
import type { Base, Fleet, FleetEntry } from './fleet';
import { isMap } from './layers';
import { type FleetFields, fleetFields, fleetSchema } from './schema';
import { parseTable } from './table';

/** Reads a file. @param largest in bytes */
export type ReadText = (path: string, largest: number) => InputFile;

/** Largest size of a fleet file, and of a table, in bytes: tens of thousands of installations. */
export const largestFleetFile = 8 * 1024 * 1024;

/** How many values the aliases of a fleet file may expand to. */
const mostRepeated = 100_000;

/** Whether a text may be a fleet file; cheap, since every settings file is asked. */
const maybe = new RegExp(`\\b(?:${fleetFields.join('|')})\\b`);

/** Whether a text with a mistake is meant as a fleet file. */
const isMeant = new RegExp(`^(?:${fleetFields.join('|')})\\s*:`, 'm');

/** The fields of a fleet file, a map with at least one field of its own, or what prevents to read them; undefined if the text is no fleet file. */
export function parseFleet(file: string, text: string): WrittenMap | InputError | undefined {
  if (!maybe.test(text)) return undefined;
  try {
    const written = parseMap(file, text, mostRepeated);
    return Object.keys(isMap(written.value) ? written.value : {}).some((field) => fleetFields.includes(field)) ? written : undefined;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return isMeant.test(text) ? error : undefined;
  }
}

/**
 * Reads a fleet file with the files that it names.
 * @throws InputError if it is not known which installations it means, or what they share; faults of single installations are in their entries
 */
export function readFleet(file: string, written: WrittenMap, read: ReadText): Fleet {
  const fields = fieldsOf(written);
  const parts = everyResult<Parts>([
    () => ({ base: readBase(file, fields, written, read) }),
    () => ({ rows: readRows(file, fields, written, read) }),
  ]);
  const { base, rows = [] } = { ...parts[0], ...parts[1] };
  const entries = [...entriesInFile(fields.installations ?? {}, written), ...rows];
  if (base === undefined || entries.length === 0)
    throw new InputError([
      { position: written.locate([]), message: 'is a fleet without installations; name at least one under installations, or in a table' },
    ]);
  return { base, entries: distinct(entries, base) };
}

interface Parts {
  readonly base?: Base;
  readonly rows?: readonly FleetEntry[];
}

/** Paths of the files that a fleet file names; none if its fields have faults. */
export function partsOf(file: string, written: WrittenMap): readonly string[] {
  try {
    const { base, table } = fieldsOf(written);
    return [base, table].flatMap((path) => (typeof path === 'string' ? [pathFrom(file, path)] : []));
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}

const pathFrom = (file: string, path: string): string => (isAbsolute(path) ? path : join(dirname(file), path));

/** @throws InputError with the faults that do not concern single installations */
function fieldsOf({ value, problems, locate }: WrittenMap): FleetFields {
  const own = problems.filter((problem) => !isOfEntry(problem) && !(problem.isAmbiguous && problem.path[0] === 'base' && problem.path.length > 1));
  const { data, error } = fleetSchema.safeParse(value, { error: schemaMessage });
  const faults = schemaFaults(error?.issues ?? [], value).map(({ path, message }) => ({ position: locate(path), field: formatPath(path), message }));
  if (own.length + faults.length > 0 || data === undefined) throw new InputError([...problems.map(({ fault }) => fault), ...faults]);
  return data;
}

function readBase(file: string, { base = {} }: FleetFields, { locate, problems }: WrittenMap, read: ReadText): Base {
  if (typeof base !== 'string')
    return {
      value: base,
      locate: (path) => locate(['base', ...path]),
      ambiguous: problems.filter(({ path }) => path[0] === 'base').map(({ path, fault }) => ({ path: path.slice(1), fault })),
    };
  return openPart(file, base, 'base', locate, (path) => {
    const found = read(path, largestSettingsFile);
    if ('problem' in found) return found;
    const fleet = parseFleet(path, found.text);
    if (fleet instanceof InputError) throw fleet;
    if (fleet) return { problem: 'is a fleet file, too; expected settings that all installations share' };
    const { value, problems: wrong, locate: place } = parseMap(path, found.text, 10_000);
    const faults = wrong.filter(({ isAmbiguous }) => !isAmbiguous).map(({ fault }) => fault);
    if (faults.length > 0) throw new InputError(faults);
    return { value: { value, locate: place, ambiguous: wrong } };
  });
}

function readRows(file: string, { table }: FleetFields, { locate }: WrittenMap, read: ReadText): readonly FleetEntry[] {
  if (table === undefined) return [];
  return openPart(file, table, 'table', locate, (path) => {
    const found = read(path, largestFleetFile);
    return 'problem' in found ? found : { value: entriesInTable(parseTable(path, found.text), locate(['table'])) };
  });
}

/**
 * What a file holds that a fleet file names.
 * @throws InputError that names both files
 */
function openPart<Value>(
  file: string,
  name: string,
  field: 'base' | 'table',
  locate: WrittenMap['locate'],
  open: (path: string) => { readonly value: Value } | { readonly problem: string },
): Value {
  const path = pathFrom(file, name);
  const position = locate([field]);
  try {
    const opened = open(path);
    if ('value' in opened) return opened.value;
    throw new InputError([{ position, field, message: `'${path}' ${opened.problem}` }]);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.faults.map((fault) => (fault.position?.file === file ? fault : { ...fault, usedBy: { position } })));
  }
}
