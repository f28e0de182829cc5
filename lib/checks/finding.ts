import type { SourcePosition } from '../base/faults';
import type { Model, ObjectReference } from '../reachability';
import type { Intent } from './intent/intent';

/** `error` fails a pipeline by default; `warning` is a risk to weigh; `info` is worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** From the least to the most severe. */
export const severities: readonly Severity[] = ['info', 'warning', 'error'];

/** What a rule reports about one object or connection. */
export interface RuleFinding {
  /** What was found, in one self-contained sentence. */
  readonly message: string;
  /** Object to look at first. */
  readonly object?: ObjectReference;
  /** Line to look at first. @default - where the object begins */
  readonly position?: SourcePosition;
  /** Other objects on the way, from outside to inside. */
  readonly related?: readonly ObjectReference[];
  /** Name of the BlueMind port. */
  readonly port?: string;
  /** Names of the BlueMind ports, if there may be several. @default - `port` */
  readonly ports?: readonly string[];
  /** Field of the settings with the intent: `['expose', 'imaps']`. */
  readonly setting?: readonly (string | number)[];
  /** @default - the rule's own severity */
  readonly severity?: Severity;
  /** How to correct this finding, in a sentence. @default - the rule's own advice */
  readonly mend?: string;
}

/** A check that compares reality with intent. */
export interface Rule {
  /** Kebab-case, as kube-linter's. */
  readonly name: string;
  readonly severity: Severity;
  /** Why it matters, in a sentence. */
  readonly why: string;
  /** How to correct its findings, in a sentence. */
  readonly mend: string;
  /** Field of the settings that decides, if a finding names none. @default - none does */
  readonly setting?: readonly string[];
  readonly check: (model: Model, intent: Intent) => readonly RuleFinding[];
}

/** A finding, with everything that a report shows. */
export interface Finding extends RuleFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly why: string;
  readonly mend: string;
  /** Name of the installation whose settings it was checked against. @default - there is only one installation, or none */
  readonly installation?: string;
  /** Accepted by the settings until a date: it does not fail a pipeline, and stays visible. */
  readonly waived?: { readonly reason: string; readonly until: string };
}
