import { hiddenCharacter } from '../base/printable';
import { settingsChecks } from './checks';
import { type FieldFault, type FieldPath, schemaFaults, schemaMessage } from './faults';
import { type Installation, resolveInstallation } from './installation';
import { type InstallationSettings, installationSchema, keepInCluster } from './schema/settings';

/** Checked settings: the installation if they could be understood, and every fault found. */
export interface ParsedSettings {
  /** Made of the valid parts if there are faults, so that further checks can report all faults at once. With faults it is not for rendering. */
  readonly installation?: Installation;
  readonly faults: readonly FieldFault[];
  /** Top-level fields about which the plan can say nothing certain, since they, or fields that the plan combines them with, are partly invalid. */
  readonly unsound: readonly string[];
}

/** With more faults than this, further checks are not worth their time. */
const mostFaults = 100;

/**
 * Checks settings of unknown origin: their shape first, then the rules beyond it. Pure; throws nothing.
 * @param ambiguous fields of the input that may be meant to have another value: no conclusions are drawn from them
 */
export function parseSettings(input: unknown, ambiguous: readonly FieldPath[] = []): ParsedSettings {
  const parsed = checkShape(input);
  const shapeFaults = parsed.success ? [] : schemaFaults(parsed.error.issues, input);
  const unsound = withDependents([...shapeFaults.map(({ path }) => path), ...ambiguous].map((path) => String(path[0])));
  const sound = parsed.success ? { settings: parsed.data, edits: [] } : soundPart(input, shapeFaults);
  if (!sound) return { faults: [...shapeFaults, ...hiddenCharacters(input)], unsound };
  const installation = resolveInstallation(sound.settings);
  const further = settingsChecks
    .flatMap((check) => check(installation))
    .filter(({ path }) => isCertain(path, [...sound.edits, ...ambiguous.map((one) => ({ path: one }))]));
  const faults = [...shapeFaults, ...further, ...hiddenCharacters(input)];
  return { ...(faults.length <= mostFaults && { installation }), faults, unsound };
}

/** Texts with invisible characters: they would appear in objects and reports that people approve by reading them. */
function hiddenCharacters(value: unknown, path: FieldPath = []): readonly FieldFault[] {
  if (typeof value === 'string') {
    const found = hiddenCharacter(value);
    return found === undefined ? [] : [{ path, message: `contains the character ${found}, which is invisible; remove it` }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => hiddenCharacters(inner, [...path, Array.isArray(value) ? Number(key) : key]));
}

const checkShape = (input: unknown) => installationSchema.safeParse(input, { error: schemaMessage });

/** A change that makes invalid settings valid: the value at the path is removed, or replaced by a placeholder. */
interface Edit {
  readonly path: FieldPath;
  readonly standIn?: unknown;
}

/** Placeholders for values that are required, or whose absence would be reported, too; `*` is any name. */
const standIns: readonly Edit[] = [
  { path: ['name'], standIn: 'name' },
  { path: ['entryPoints', '*'], standIn: { type: 'LoadBalancer' } },
  { path: ['expose', '*'], standIn: { entryPoint: keepInCluster, reason: 'unsound' } },
  { path: ['egress', 'destinations', '*'], standIn: { anywhere: true, ports: [1], reason: 'unsound' } },
  { path: ['allow', '*', 'from'], standIn: [{ podLabels: {} }] },
  { path: ['allow', '*', 'reason'], standIn: 'unsound' },
];

/** Fields whose checks depend on other fields: if those lost a part, the findings would be guesses. */
const checkedWith: Readonly<Record<string, readonly string[]>> = {
  additions: ['additions', 'release', 'workloads'],
  allow: ['additions', 'release'],
  egress: ['additions', 'policies', 'release', 'workloads'],
  expose: ['additions', 'entryPoints', 'release'],
  isolation: ['workloads'],
  waivers: ['additions', 'release'],
  workloads: ['additions', 'cluster', 'release', 'rewrittenConnections'],
};

/** The same for the plan, which combines more fields. */
const plannedWith: Readonly<Record<string, readonly string[]>> = {
  entryPoints: ['additions', 'cluster', 'expose', 'release', 'workloads'],
  egress: ['additions', 'cluster', 'entryPoints', 'expose', 'release', 'workloads'],
  expose: ['additions', 'entryPoints', 'release', 'workloads'],
  namePrefix: ['additions', 'entryPoints', 'name', 'workloads'],
  policies: ['additions', 'allow', 'cluster', 'egress', 'entryPoints', 'expose', 'release', 'workloads'],
};

const withDependents = (fields: readonly string[]): readonly string[] => [
  ...fields,
  ...Object.keys(plannedWith).filter((field) => plannedWith[field]?.some((other) => fields.includes(other))),
];

/** Whether a finding is true independently of the values that were edited. */
const isCertain = (finding: FieldPath, edits: readonly Edit[]): boolean =>
  !edits.some(({ path, standIn }) => {
    if (standIn !== undefined) return startsWith(finding, path);
    const isOfTheSame = startsWith(finding, path.slice(0, Math.min(2, finding.length)));
    return isOfTheSame || (checkedWith[String(finding[0])] ?? []).includes(String(path[0]));
  });

const startsWith = (path: FieldPath, beginning: FieldPath): boolean => beginning.every((part, index) => String(part) === String(path[index]));

/** The settings without invalid values; undefined if too little is left. */
function soundPart(
  input: unknown,
  faults: readonly FieldFault[],
): { readonly settings: InstallationSettings; readonly edits: readonly Edit[] } | undefined {
  let rest = input;
  let paths: readonly FieldPath[] = faults.map(({ path }) => path);
  const edits: Edit[] = [];
  // If a required value is removed, the map around it becomes invalid and is removed in the next round; settings are nested seven levels deep.
  for (let round = 0; round < 10; round++) {
    if (paths.length > mostFaults) return undefined;
    const next = paths.map((path) => nextEdit(path, edits));
    if (next.some(({ path }) => path.length === 0)) return undefined;
    rest = edited(rest, next);
    edits.push(...next);
    const parsed = checkShape(rest);
    if (parsed.success) return { settings: parsed.data, edits };
    paths = schemaFaults(parsed.error.issues, rest).map(({ path }) => path);
  }
  return undefined;
}

/** The smallest change that was not tried yet: a placeholder, then removal of the value, then removal of the map around it. */
function nextEdit(path: FieldPath, tried: readonly Edit[]): Edit {
  const standIn = standIns.find((one) => one.path.length <= path.length && one.path.every((part, index) => part === '*' || part === path[index]));
  const edits = [
    ...(standIn ? [{ path: path.slice(0, standIn.path.length), standIn: standIn.standIn }] : []),
    ...path.map((_, index) => ({ path: path.slice(0, path.length - index) })),
  ];
  return edits.find((edit) => !tried.some((other) => isSameEdit(edit, other))) ?? { path: [] };
}

const isSameEdit = (a: Edit, b: Edit): boolean =>
  a.path.length === b.path.length && startsWith(a.path, b.path) && (a.standIn === undefined) === (b.standIn === undefined);

/** A copy of the value with all edits applied at once: indexes of lists are those before any edit. */
function edited(value: unknown, edits: readonly Edit[]): unknown {
  const edit = edits.find(({ path }) => path.length === 0);
  if (edit) return edit.standIn;
  if (edits.length === 0) return value;
  const within = (key: string | number) =>
    edits.filter(({ path }) => String(path[0]) === String(key)).map(({ path, ...rest }) => ({ ...rest, path: path.slice(1) }));
  if (Array.isArray(value)) return value.map((item: unknown, index) => edited(item, within(index))).filter((item) => item !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  const keys = new Set([...Object.keys(value), ...edits.map(({ path }) => String(path[0]))]);
  const fields: Readonly<Record<string, unknown>> = { ...value };
  return Object.fromEntries([...keys].map((key) => [key, edited(fields[key], within(key))]).filter(([, inner]) => inner !== undefined));
}
