import { type CsvField, parseCsv } from '../../base/csv';
import { type Fault, InputError, type SourcePosition } from '../../base/faults';
import { positionsIn } from '../../base/yaml/lines';
import { type FieldPath, formatPath } from '../faults';
import { readCell } from './cell';
import { parseColumn } from './column';
import type { Layer } from './layers';

/** A row of a table: an installation. */
export interface Row extends Layer {
  readonly name: string;
  readonly faults: readonly Fault[];
  /** Position of the heading of the column for the field. */
  readonly heading: (path: FieldPath) => SourcePosition;
}

interface Column {
  readonly index: number;
  readonly path: FieldPath;
  readonly start: number;
}

/**
 * Reads a table of installations: comma-separated values (RFC 4180), whose first line names a field of the settings for each column, one of them `name`.
 * An empty cell leaves the field as it is in the base.
 * @throws InputError if it is not known which installations it means
 */
export function parseTable(file: string, text: string): readonly Row[] {
  const at = positionsIn(file, text);
  const parsed = parseCsv(text);
  if ('mistake' in parsed) throw new InputError([{ position: at(parsed.mistake.offset), message: parsed.mistake.message }]);
  const [head = [], ...lines] = parsed.lines;
  const { columns, faults } = columnsOf(head, at);
  const nameColumn = columns.find(({ path }) => path.length === 1 && path[0] === 'name');
  if (faults.length === 0 && nameColumn === undefined)
    faults.push({ position: at(0), message: "has no column 'name'; expected a first line such as name,mail.hostname" });
  const nameOf = (line: readonly CsvField[]): string => line[nameColumn?.index ?? 0]?.text.trim() ?? '';
  for (const line of faults.length === 0 ? lines : [])
    if (nameOf(line) === '')
      faults.push({ position: at(line[0]?.start ?? 0), field: 'name', message: 'is empty; expected the name of the installation' });
  if (faults.length > 0) throw new InputError(faults);
  const fields = columns.filter((column) => column !== nameColumn);
  return lines.map((line) => rowOf(nameOf(line), line, fields, line[nameColumn?.index ?? 0]?.start ?? 0, head.length, at));
}

function columnsOf(head: readonly CsvField[], at: (offset: number) => SourcePosition) {
  const faults: Fault[] = [];
  const columns: Column[] = [];
  for (const [index, { text, start }] of head.entries()) {
    const path = parseColumn(text.trim());
    const twin = path && columns.find((other) => isWithin(path, other.path) || isWithin(other.path, path));
    if (path === undefined)
      faults.push({
        position: at(start),
        message: `'${text.slice(0, 60)}' names no field; expected a field of the settings such as mail.hostname or labels["example.org/team"]${text.includes(';') ? ', separated by commas' : ''}`,
      });
    else if (twin) faults.push({ position: at(start), message: `sets the same field as column ${twin.index + 1}; keep one` });
    else columns.push({ index, path, start });
  }
  return { columns, faults };
}

const isWithin = (path: FieldPath, other: FieldPath): boolean => other.every((step, index) => path[index] === step);

function rowOf(
  name: string,
  line: readonly CsvField[],
  columns: readonly Column[],
  start: number,
  width: number,
  at: (offset: number) => SourcePosition,
): Row {
  const faults: Fault[] = [];
  if (line.length !== width)
    faults.push({ position: at(start), message: `has ${line.length} cells, but the first line has ${width}; an empty cell needs its comma, too` });
  const value: Record<string, unknown> = {};
  for (const { index, path } of columns) {
    const field = line[index];
    if (field === undefined || field.text.trim() === '') continue;
    const cell = readCell(field.text);
    if ('problem' in cell) faults.push({ position: at(field.start), field: formatPath(path), message: cell.problem });
    else put(value, path, cell.value);
  }
  const columnOf = (path: FieldPath): Column | undefined => columns.find((column) => isWithin(path, column.path) || isWithin(column.path, path));
  const cellStart = (path: FieldPath): number => {
    const column = path.length > 0 ? columnOf(path) : undefined;
    return column && line[column.index]?.text.trim() !== '' ? (line[column.index]?.start ?? start) : start;
  };
  return { name, value, faults, locate: (path) => at(cellStart(path)), heading: (path) => at(columnOf(path)?.start ?? 0) };
}

/** Sets a value in maps, which are created if they are missing. */
function put(fields: Record<string, unknown>, [step, ...rest]: FieldPath, value: unknown): void {
  const name = String(step);
  if (rest.length === 0) {
    fields[name] = value;
    return;
  }
  const inner: Record<string, unknown> = { ...asMap(Object.hasOwn(fields, name) ? fields[name] : undefined) };
  put(inner, rest, value);
  fields[name] = inner;
}

const asMap = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});
