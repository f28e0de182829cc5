import type { Fault, SourcePosition } from '../../base/faults';
import type { WrittenMap, WrittenProblem } from '../document';
import { valueAt } from '../faults';
import { type Base, type FleetEntry, useBy } from './fleet';
import { isMap } from './layers';
import type { Row } from './table';

/** The installations that are written in the fleet file itself. */
export function entriesInFile(installations: Readonly<Record<string, unknown>>, { locate, problems }: WrittenMap): readonly FleetEntry[] {
  const problemsOf = byName(problems);
  return Object.entries(installations).map(([name, value]): FleetEntry => {
    const position = locate(['installations', name]);
    const own = problemsOf.get(name) ?? [];
    const wrong = value === null || isMap(value) ? undefined : 'expected a map of the fields in which it differs from the base, or nothing';
    const named = isMap(value) && Object.hasOwn(value, 'name') ? locate(['installations', name, 'name']) : undefined;
    return {
      name,
      difference: { value: value ?? {}, locate: (path) => locate(['installations', name, ...path]) },
      faults: [
        ...own.filter(({ path, isAmbiguous }) => !isAmbiguous || path.length === 2).map(({ fault }) => fault),
        ...(wrong === undefined ? [] : [{ position, field: `installations.${name}`, message: wrong }]),
        ...(named
          ? [{ position: named, field: 'name', message: `is not needed here, since the installation is named '${name}' above; leave it out` }]
          : []),
      ],
      ambiguous: own.map(({ path, fault }) => ({ path: path.slice(2), fault })),
      position,
    };
  });
}

/** The problems in each installation. */
function byName(problems: readonly WrittenProblem[]): ReadonlyMap<string, readonly WrittenProblem[]> {
  const names = new Map<string, WrittenProblem[]>();
  for (const problem of problems) {
    if (!isOfEntry(problem)) continue;
    const name = String(problem.path[1]);
    names.set(name, [...(names.get(name) ?? []), problem]);
  }
  return names;
}

/** Whether a problem concerns one installation only. */
export const isOfEntry = ({ path }: Pick<WrittenProblem, 'path'>): boolean => path[0] === 'installations' && path.length > 1;

/** The installations of a table. @param position where the fleet file names the table */
export const entriesInTable = (rows: readonly Row[], position: SourcePosition): readonly FleetEntry[] =>
  rows.map(({ name, faults, heading, ...difference }) => ({
    name,
    difference,
    faults: faults.map((fault) => ({ ...fault, usedBy: { position, installation: name } })),
    ambiguous: [],
    position,
    heading,
  }));

/** The same entries, with a fault for each whose name, or whose namespace and prefix of objects, another has already. */
export function distinct(entries: readonly FleetEntry[], base: Base): readonly FleetEntry[] {
  const places = new Map<string, FleetEntry>();
  const result = new Map<string, FleetEntry>();
  for (const entry of entries) {
    const twin = result.get(entry.name);
    if (twin) {
      const message = `'${entry.name}' is the name in ${lineOf(twin)} too; installations need different names`;
      result.set(entry.name, { ...twin, faults: [...twin.faults, fieldFault(entry, base, 'name', message)] });
      continue;
    }
    const namespace = textOf(entry, base, 'namespace');
    const prefix = textOf(entry, base, 'namePrefix');
    const place = JSON.stringify([namespace, prefix]);
    const neighbour = places.get(place);
    if (!neighbour) places.set(place, entry);
    const message = `'${prefix}' in namespace '${namespace}' is the prefix of '${neighbour?.name}' (${neighbour && lineOf(neighbour)}) too; their objects would replace each other`;
    result.set(entry.name, { ...entry, faults: [...entry.faults, ...(neighbour ? [fieldFault(entry, base, 'namePrefix', message)] : [])] });
  }
  return [...result.values()];
}

/** Where an installation is written. */
function lineOf({ difference }: FleetEntry): string {
  const { file, line, column } = difference.locate([]);
  return `${file}:${line}:${column}`;
}

/** The text of a field whose default is the name. */
function textOf({ name, difference }: FleetEntry, base: Base, field: string): string {
  const own = valueAt(difference.value, [field]);
  const text = own === undefined ? valueAt(base.value, [field]) : own;
  return typeof text === 'string' ? text : name;
}

function fieldFault(entry: FleetEntry, base: Base, field: string, message: string): Fault {
  const isBases = field !== 'name' && valueAt(entry.difference.value, [field]) === undefined && valueAt(base.value, [field]) !== undefined;
  const position = isBases ? base.locate([field]) : entry.difference.locate([field]);
  return { position, field, message, ...((isBases || entry.heading) && { usedBy: useBy(entry) }) };
}
