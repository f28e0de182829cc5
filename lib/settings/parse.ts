import { settingsChecks } from './checks';
import { type FieldFault, type FieldPath, schemaFaults, schemaMessage } from './faults';
import { type Installation, resolveInstallation } from './installation';
import { type InstallationSettings, installationSchema, keepInCluster } from './schema';

/** Settings checked as far as they go: the installation where they could be understood, and every fault found. */
export interface ParsedSettings {
  /** There is one beside faults too, made of what is sound, so that further checks can name further faults in one go. Not for rendering then. */
  readonly installation?: Installation;
  readonly faults: readonly FieldFault[];
  /** Top-level fields that are unsound in part: what further checks say of them would be guesses. */
  readonly unsound: readonly string[];
}

/** Checks settings of unknown origin: their shape first, then what they must hold beyond it. Pure; throws nothing. */
export function parseSettings(input: unknown): ParsedSettings {
  const parsed = checkShape(input);
  if (parsed.success) {
    const installation = resolveInstallation(parsed.data);
    return { installation, faults: settingsChecks.flatMap((check) => check(installation)), unsound: [] };
  }
  const shapeFaults = schemaFaults(parsed.error.issues, input);
  const sound = soundPart(input, shapeFaults);
  const unsound = [...new Set(shapeFaults.map(({ path }) => String(path[0])))];
  if (!sound) return { faults: shapeFaults, unsound };
  const installation = resolveInstallation(sound.settings);
  const further = settingsChecks.flatMap((check) => check(installation)).filter(({ path }) => !dependsOn(path, sound.removed));
  return { installation, faults: [...shapeFaults, ...further], unsound };
}

const checkShape = (input: unknown) => installationSchema.safeParse(input, { error: schemaMessage });

/** Fields whose checks look at other fields: where those are in part unsound, the findings would be guesses. */
const looksAt: Readonly<Record<string, readonly string[]>> = {
  expose: ['additions', 'release'],
  workloads: ['workloads', 'additions', 'release'],
  allow: ['additions', 'release'],
  additions: ['additions', 'release'],
};

const dependsOn = ([field]: FieldPath, removed: readonly FieldPath[]): boolean =>
  removed.some(([top]) => (looksAt[String(field)] ?? []).includes(String(top)));

/** The settings without what is unsound; undefined where too little is left. */
function soundPart(
  input: unknown,
  faults: readonly FieldFault[],
): { readonly settings: InstallationSettings; readonly removed: readonly FieldPath[] } | undefined {
  let rest = input;
  let paths: readonly FieldPath[] = faults.map(({ path }) => path);
  const removed: FieldPath[] = [];
  // Removing a needed field makes the thing around it unsound, so it goes in the next round; settings nest five deep.
  for (let round = 0; round < 6; round++) {
    if (paths.some((path) => path.length === 0)) return undefined;
    for (const path of paths) {
      rest = without(rest, path);
      removed.push(path);
    }
    const parsed = checkShape(withPlaceholders(rest, removed));
    if (parsed.success) return { settings: parsed.data, removed };
    paths = schemaFaults(parsed.error.issues, rest).map(({ path }) => (removed.some((gone) => samePath(gone, path)) ? path.slice(0, -1) : path));
  }
  return undefined;
}

const samePath = (a: FieldPath, b: FieldPath): boolean => a.length === b.length && a.every((part, index) => part === b[index]);

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

function without(value: unknown, [head, ...tail]: FieldPath): unknown {
  if (Array.isArray(value))
    return value
      .map((item, index) => (index === head ? (tail.length > 0 ? without(item, tail) : undefined) : item))
      .filter((item) => item !== undefined);
  if (!isMap(value) || head === undefined) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== String(head) || tail.length > 0)
      .map(([key, inner]) => [key, key === String(head) ? without(inner, tail) : inner]),
  );
}

/** An entry point or decision that was removed still counts as being there, lest its absence be reported as well. */
function withPlaceholders(input: unknown, removed: readonly FieldPath[]): unknown {
  if (!isMap(input)) return input;
  const placeholders = (field: string, value: unknown) =>
    Object.fromEntries(removed.filter(([top, name]) => top === field && name !== undefined).map(([, name]) => [name, value]));
  const fill = (field: string, value: unknown) => {
    const held = input[field];
    const missing = placeholders(field, value);
    return isMap(held) || Object.keys(missing).length > 0 ? { [field]: { ...missing, ...(isMap(held) ? held : {}) } } : {};
  };
  return { ...input, ...fill('entryPoints', { type: 'LoadBalancer' }), ...fill('expose', { entryPoint: keepInCluster, reason: 'unsound' }) };
}
