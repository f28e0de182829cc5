import { didYouMean } from '../base/words';
import type { Release } from '../catalogue';
import type { Plan, Waiver } from '../plan';
import type { Manifests, Model, ModelOptions } from '../reachability';
import { modelOf } from '../reachability';
import { type AccessMatrix, accessMatrix } from './access/access';
import { allWays, type WayIn } from './access/ways-in';
import { checkRules } from './check-rules';
import { driftRules } from './drift-rules';
import { type Finding, type Rule, type RuleFinding, type Severity, severities } from './finding';
import { bluemindLabels, intentOfCatalogue } from './intent/catalogue-intent';
import type { Intent } from './intent/intent';
import { intentOfPlan, modelOptionsOf } from './intent/plan-intent';
import { nothingOf } from './looked-at';
import { rules as everyRule } from './rules';

/**
 * Checks manifests against a plan.
 * @param today YYYY-MM-DD, with which the ends of waivers are compared
 * @param rules the rules to check
 */
export const verifyPlan = (
  manifests: Manifests,
  plan: Plan,
  today: string,
  options: ModelOptions = {},
  rules: readonly Rule[] = everyRule,
): readonly Finding[] => verifyModel(modelOf(manifests, { ...modelOptionsOf(plan), ...options }), plan, today, rules);

/** What was proved from manifests. */
export interface Proof {
  readonly findings: readonly Finding[];
  /** Every way from outside to BlueMind's pods and machines, including those that policies close. */
  readonly ways: readonly WayIn[];
  /** Who reaches which port. */
  readonly access: AccessMatrix;
}

/** Checks manifests against a plan, and returns the ways in, too. See `verifyPlan`. */
export function provePlan(manifests: Manifests, plan: Plan, today: string): Proof {
  const model = modelOf(manifests, modelOptionsOf(plan));
  const intent = intentOfPlan(model, plan);
  return { findings: verifyModel(model, plan, today), ways: allWays(model, intent), access: accessMatrix(model, intent) };
}

/** Checks a model that contains the workloads of a plan against the plan. See `verifyPlan`. */
export function verifyModel(model: Model, plan: Plan, today: string, rules: readonly Rule[] = everyRule): readonly Finding[] {
  const intent = intentOfPlan(model, plan);
  return [...runRules(rules, model, intent, plan.waivers, today), ...nothingOf(model, intent, '')];
}

/** Checks manifests only against the catalogue: pods with these labels are BlueMind's. */
export function verifyCatalogue(
  manifests: Manifests,
  release: Release,
  labels: Readonly<Record<string, string>> = bluemindLabels,
  options: ModelOptions = {},
): readonly Finding[] {
  const { model, intent } = seenByCatalogue(manifests, release, labels, options);
  return [...runRules(everyRule, model, intent, [], ''), ...nothingOf(model, intent, formatLabels(labels))];
}

/** What the catalogue finds in manifests. */
export function seenByCatalogue(
  manifests: Manifests,
  release: Release,
  labels: Readonly<Record<string, string>> = bluemindLabels,
  options: ModelOptions = {},
): { readonly model: Model; readonly intent: Intent } {
  const model = modelOf(manifests, { ...options, inferStandIns: true });
  return { model, intent: intentOfCatalogue(model, release, labels) };
}

const formatLabels = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');

function runRules(rules: readonly Rule[], model: Model, intent: Intent, waivers: readonly Waiver[], today: string): readonly Finding[] {
  const used = new Set<Waiver>();
  const found = rules.flatMap(({ name: rule, severity, why, mend, check }) =>
    unique(check(model, intent)).map((found): Finding => {
      const waiver = waivers.find((candidate) => candidate.rule === rule && today <= candidate.until && covers(candidate, found));
      if (waiver) used.add(waiver);
      return { severity, mend, ...found, rule, why, ...(waiver && { waived: { reason: waiver.reason, until: waiver.until } }) };
    }),
  );
  const idle = waivers.flatMap((waiver, index) => (used.has(waiver) ? [] : [{ waiver, setting: ['waivers', index] }]));
  const names = rules.map(({ name }) => name);
  // For rules that were not checked here, it is unknown whether their waivers have an effect.
  const known = [...new Set([...rules, ...everyRule, ...Object.values(driftRules)].map(({ name }) => name))];
  return [
    ...found,
    ...idle.flatMap(({ waiver, setting }) => {
      if (names.includes(waiver.rule)) return [{ ...idleWaiver(waiver, model, today), setting }];
      return known.includes(waiver.rule) ? [] : [{ ...strangeWaiver(waiver, known), setting }];
    }),
  ];
}

const { name: rule, ...about } = checkRules.waiverWithoutEffect;
const withoutEffect = { ...about, rule };

/** A waiver of a rule that does not exist: the intended finding fails nevertheless, or a reader who trusts the waiver overlooks it. */
const strangeWaiver = ({ rule }: Waiver, names: readonly string[]): Finding => ({
  ...withoutEffect,
  severity: 'error',
  message: `A waiver names the rule '${rule}', which does not exist${didYouMean(rule, names) || '.'}`,
  mend: "Name a rule that the command 'rules' lists, or remove the waiver.",
});

/** A waiver without effect: it has ended, its finding was corrected, or it names an object that does not exist. */
function idleWaiver({ rule, object, port, until, reason }: Waiver, { objects, workloads }: Model, today: string): Finding {
  const names = [...objects.names, ...workloads.map(({ name }) => name)];
  const about = [object && ` of object '${object}'`, port && ` on port '${port}'`].filter(Boolean).join('');
  const isThere = object === undefined || names.includes(object);
  return {
    ...withoutEffect,
    severity: isThere ? 'info' : 'warning',
    message:
      today > until
        ? `The waiver of ${rule}${about} ended on ${until} (${reason}).`
        : isThere
          ? `The waiver of ${rule}${about} waives nothing (${reason}).`
          : `The waiver of ${rule} names object '${object}', which is not among these${didYouMean(object, names) || '.'}`,
  };
}

/** Equal findings once. */
const unique = (findings: readonly RuleFinding[]): readonly RuleFinding[] => [
  ...new Map(findings.map((finding) => [finding.message, finding])).values(),
];

const covers = ({ object, port }: Waiver, finding: RuleFinding): boolean =>
  (object === undefined || [finding.object, ...(finding.related ?? [])].some((reference) => reference?.name === object)) &&
  (port === undefined || finding.port === port);

/** Findings that fail a pipeline: not waived, and severe enough. */
export const failing = (findings: readonly Finding[], failOn: Severity): readonly Finding[] =>
  findings.filter(({ severity, waived }) => !waived && severities.indexOf(severity) >= severities.indexOf(failOn));
