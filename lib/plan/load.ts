import { type Fault, formatFault, InputError } from '../base/faults';
import { type FieldFault, formatPath, parseSettings, type SettingsDocument } from '../settings';
import { makePlan } from './make-plan';
import type { Plan } from './model';

/**
 * The plan for settings of unknown origin.
 * @param input settings as written, or props of a construct
 * @param document the document in which they were written, so that faults name file, line and column
 * @throws InputError with every fault
 */
export function planFrom(input: unknown, document?: SettingsDocument): Plan {
  const ambiguous = document?.ambiguous ?? [];
  const { installation, faults, unsound } = parseSettings(
    input,
    ambiguous.map(({ path }) => path),
  );
  const planned = installation && makePlan(installation);
  const all = [...faults, ...(planned?.faults ?? []).filter(({ path }) => !unsound.includes(String(path[0])))];
  const placed = [...ambiguous.map(({ fault }) => fault), ...all.map((fault) => withPosition(fault, document))];
  if (!planned || placed.length > 0) throw new InputError(sortFaults(placed));
  return planned.plan;
}

function withPosition({ path, message }: FieldFault, document: SettingsDocument | undefined): Fault {
  const usedBy = document?.usedBy?.(path);
  return {
    ...(document && { position: document.locate(path) }),
    ...(path.length > 0 && { field: formatPath(path) }),
    message,
    ...(usedBy && { usedBy }),
  };
}

/** In the order of each file, each once. */
const sortFaults = (faults: readonly Fault[]): readonly Fault[] =>
  [...new Map(faults.map((fault) => [formatFault(fault), fault])).values()].sort(
    (a, b) =>
      inOrder(a.position?.file ?? '', b.position?.file ?? '') ||
      (a.position?.line ?? 0) - (b.position?.line ?? 0) ||
      (a.position?.column ?? 0) - (b.position?.column ?? 0),
  );

const inOrder = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
