import { isAbsolute, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SourcePosition } from '../../base/faults';
import {
  type Assertion,
  changeRules,
  checkRules,
  connectionRules,
  type DriftRule,
  driftRules,
  type Finding,
  rules,
  type Severity,
} from '../../checks';
import type { NetworkMap } from '../map/network-map';

/** Findings, with further data for their reports. */
export interface FindingsReport {
  /** The command's name. */
  readonly command: string;
  readonly findings: readonly Finding[];
  /** Sentences that should be true; each finding contradicts at least one of them. */
  readonly assertions: readonly Assertion[];
  readonly failOn: Severity;
  /** Position of the intent in the settings, if there is one. */
  readonly settingsPlace: (finding: Finding) => SourcePosition | undefined;
  /** File to name if a finding has no position. */
  readonly input: string;
  /** Folder to which paths are relative: in a pipeline, the root of the repository. */
  readonly folder: string;
  /** Who reaches what, for a reader who wants to see it. @default - nothing is drawn */
  readonly map?: () => NetworkMap;
}

/** Texts of a rule; those of a finding if no table has the rule. */
export type RuleText = DriftRule;

const known: ReadonlyMap<string, RuleText> = new Map(
  [...rules, ...Object.values(driftRules), ...Object.values(changeRules), ...Object.values(connectionRules), ...Object.values(checkRules)].map(
    (rule) => [rule.name, rule],
  ),
);

/** The rules of findings, each once, in the order of the findings. */
export const rulesOf = (findings: readonly Finding[]): readonly RuleText[] => [
  ...new Map(findings.map(({ rule: name, severity, why, mend }) => [name, known.get(name) ?? { name, severity, why, mend }])).values(),
];

/** `internal-port-exposed` as `Internal port exposed`. */
export const ruleTitle = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');

/** The position to look at first: in the manifests if there is one, else in the settings. */
export const placeOf = (finding: Finding, { settingsPlace }: FindingsReport): SourcePosition | undefined =>
  [finding.position, finding.object?.position, ...(finding.related ?? []).map(({ position }) => position), settingsPlace(finding)].find(isFile);

/** Whether something is in a file, not in standard input or in a program. */
export const isFile = (position: SourcePosition | undefined): position is SourcePosition => position !== undefined && !position.file.startsWith('<');

/** A path relative to a folder, with slashes; unchanged if it is outside. */
export function pathFrom(folder: string, file: string): string {
  const path = relative(folder, resolve(folder, file)).replaceAll('\\', '/');
  return path.startsWith('../') || isAbsolute(path) ? resolve(folder, file) : path || '.';
}

/** The same as a reference of RFC 3986. */
export function uriFrom(folder: string, file: string): string {
  const path = pathFrom(folder, file);
  return isAbsolute(path) ? pathToFileURL(path).href : path.split('/').map(encodeURIComponent).join('/');
}
