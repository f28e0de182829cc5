import { type CatalogueDiff, type Change, type Component, type Connection, type Difference, formatNumbers, type Port } from '../catalogue';
import { formatDocument } from './json/document';
import { formatText } from './table';

/** Formats of a comparison of two releases. */
export type CatalogueDiffFormat = 'table' | 'json';

/** Tells what an upgrade changes in ports, components and connections, each under a heading with numbers; tables fit a width, if one is given. */
export function formatCatalogueDiff(diff: CatalogueDiff, format: CatalogueDiffFormat, width?: number): string {
  if (format === 'json') return formatDocument(diff);
  return [
    `BlueMind ${diff.old} to ${diff.new}\n`,
    section('Ports', diff.ports, ['Port', 'Name', 'Component', 'Description'], portCells, width),
    section('Components', diff.components, ['Name', 'Package', 'Description'], componentCells, width),
    section('Connections', diff.connections, ['From', 'To', 'Port', 'Description'], connectionCells, width),
  ].join('\n');
}

const portCells = (port: Port) => [formatNumbers(port), port.name, port.component, withEvidence(port)];
const componentCells = ({ name, package: installedBy = '', description }: Component) => [name, installedBy, description];
const connectionCells = (connection: Connection) => [connection.from, connection.to, connection.port, withEvidence(connection)];

const withEvidence = ({ description, evidence }: Pick<Port, 'description' | 'evidence'>): string =>
  evidence === 'inferred' ? `${description} (inferred)` : description;

/** Removed, added and changed rows; for changed rows the last column shows the change. */
function section<Row extends object>(
  heading: string,
  { added, removed, changed }: Difference<Row>,
  columns: readonly string[],
  cells: (row: Row) => readonly string[],
  width: number | undefined,
): string {
  const title = `${heading}: ${removed.length} removed, ${added.length} added, ${changed.length} changed\n`;
  if (removed.length + added.length + changed.length === 0) return title;
  const rows = [
    ...removed.map((row) => ['removed', ...cells(row)]),
    ...added.map((row) => ['added', ...cells(row)]),
    ...changed.map((change) => ['changed', ...cells(change.new).slice(0, -1), describe(change)]),
  ];
  return title + formatText({ columns: ['Change', ...columns], rows }, width);
}

function describe<Row extends object>({ old, new: now, fields }: Change<Row>): string {
  const before = new Map<string, unknown>(Object.entries(old));
  const after = new Map<string, unknown>(Object.entries(now));
  return fields.map((field) => `${field}: ${show(before.get(field))} -> ${show(after.get(field))}`).join('; ');
}

/** A value in words: `version 1.2, since 5.0`. */
function show(value: unknown): string {
  if (value === undefined) return 'none';
  if (Array.isArray(value)) return value.map(show).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([field, inner]) => `${field} ${show(inner)}`)
    .join(', ');
}
