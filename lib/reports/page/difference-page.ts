import type { AccessMatrix, AccessPort, AccessSource, Difference } from '../../checks';
import { formatPorts } from '../../reachability';
import type { NetworkMap } from '../map/network-map';
import { matrixCell, rowOf, sourceOf } from './matrix';
import type { PageCell, PageChange, PageRow, PageSection, PageState } from './page';

/** A state that is compared. */
export interface ComparedState {
  readonly title: string;
  readonly access: AccessMatrix;
  readonly map: NetworkMap;
}

/** Two states side by side, with the same sources and ports in both, and the differences. */
export function differenceSection(title: string, states: readonly [ComparedState, ComparedState], difference: Difference): PageSection {
  const [before, after] = states;
  const sources = union([...after.access.sources, ...before.access.sources], ({ title: name }) => name);
  const ports = union([...after.access.ports, ...before.access.ports], keyOf);
  const tables = states.map(({ access }) => ports.map((port) => sources.map((source) => cellOf(access, source, port))));
  const rowsOf = (table: readonly (readonly PageCell[])[], other: readonly (readonly PageCell[])[]): readonly PageRow[] =>
    ports.map((port, row) => ({
      ...rowOf(port),
      cells: (table[row] ?? []).map((cell, column) => (differs(cell, other[row]?.[column]) ? { ...cell, changed: true } : cell)),
    }));
  const [old = [], now = []] = tables;
  const columns = sources.map(sourceOf);
  return {
    title,
    facts: [],
    changes: changesOf(difference),
    states: [
      { title: before.title, map: before.map, sources: columns, rows: rowsOf(old, now) },
      { title: after.title, map: after.map, sources: columns, rows: rowsOf(now, old) },
    ] satisfies readonly PageState[],
  };
}

const keyOf = ({ workload, audience, name, protocol, number }: AccessPort): string => JSON.stringify([workload, audience, name, protocol, number]);

const union = <T>(all: readonly T[], key: (one: T) => string): readonly T[] =>
  [...new Map(all.toReversed().map((one) => [key(one), one])).values()].toReversed();

const differs = (cell: PageCell, other: PageCell | undefined): boolean => cell.verdict !== other?.verdict || cell.heat !== other.heat;

/** The verdict of a state about a source and a port, which may exist only in the other state. Possible pods exist in both. */
function cellOf(access: AccessMatrix, wanted: AccessSource, wantedPort: AccessPort): PageCell {
  const port = access.ports.find((one) => keyOf(one) === keyOf(wantedPort));
  const source = access.sources.find(({ title }) => title === wanted.title) ?? (wanted.kind === 'workload' ? undefined : wanted);
  if (!port) return absent('This state does not have the port.');
  if (!source) return absent('This state does not have the source.');
  return matrixCell(source, access.between(source, port));
}

const absent = (text: string): PageCell => ({ verdict: 'absent', heat: 0, steps: [{ text }] });

function changesOf({ connections, unknown, objects, exposures }: Difference): readonly PageChange[] {
  return [
    ...exposures.map(({ severity, message }) => ({ severity, text: message })),
    ...[...connections, ...unknown].map(({ severity, kind, source, destination, before, after, doubts }) => ({
      severity,
      text: `${kind}${doubts ? ', cannot be decided' : ''}: ${source} to ${destination}, before ${formatPorts(before)}, after ${formatPorts(after)}`,
    })),
    ...objects.map(({ severity, kind, name, before, after }) => ({
      severity,
      text: `${kind}: ${name}${before.length + after.length > 0 ? `, before ${before.join('; ') || 'nothing'}, after ${after.join('; ') || 'nothing'}` : ''}`,
    })),
  ];
}
