import type { Release } from '../catalogue';
import type { Plan, Waiver } from '../plan';
import type { Manifests, Model, ModelOptions } from '../reachability';
import { modelOf } from '../reachability';
import { didYouMean } from '../settings';
import { type Finding, type Rule, type RuleFinding, type Severity, severities } from './finding';
import { bluemindLabels, intentOfCatalogue } from './intent/catalogue-intent';
import type { Intent } from './intent/intent';
import { intentOfPlan, modelOptionsOf } from './intent/plan-intent';
import { nothingOf } from './looked-at';
import { rules as everyRule } from './rules';

/**
 * Holds manifests against a plan.
 * @param today YYYY-MM-DD, by which waivers end
 * @param rules what is looked for
 */
export const verifyPlan = (
  manifests: Manifests,
  plan: Plan,
  today: string,
  options: ModelOptions = {},
  rules: readonly Rule[] = everyRule,
): readonly Finding[] => verifyModel(modelOf(manifests, { ...modelOptionsOf(plan), ...options }), plan, today, rules);

/** Holds a model against a plan whose workloads are among it. See `verifyPlan`. */
export function verifyModel(model: Model, plan: Plan, today: string, rules: readonly Rule[] = everyRule): readonly Finding[] {
  const intent = intentOfPlan(model, plan);
  return [...runRules(rules, model, intent, plan.waivers, today), ...nothingOf(model, intent, '')];
}

/** Holds manifests against the catalogue alone: pods with these labels are BlueMind's. */
export function verifyCatalogue(
  manifests: Manifests,
  release: Release,
  labels: Readonly<Record<string, string>> = bluemindLabels,
  options: ModelOptions = {},
): readonly Finding[] {
  const model = modelOf(manifests, { ...options, inferStandIns: true });
  const intent = intentOfCatalogue(model, release, labels);
  return [...runRules(everyRule, model, intent, [], ''), ...nothingOf(model, intent, formatLabels(labels))];
}

const formatLabels = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');

function runRules(rules: readonly Rule[], model: Model, intent: Intent, waivers: readonly Waiver[], today: string): readonly Finding[] {
  const found = rules.flatMap(({ name: rule, severity, why, mend, check }) =>
    unique(check(model, intent)).map((found): Finding => {
      const waiver = waivers.find((candidate) => candidate.rule === rule && today <= candidate.until && covers(candidate, found));
      return { severity, ...found, rule, why, mend, ...(waiver && { waived: { reason: waiver.reason, until: waiver.until } }) };
    }),
  );
  return [...found, ...idleWaivers(rules, waivers, found, today)];
}

/** Waivers that waive nothing: of a rule that there is not, over, or of something that was mended. */
function idleWaivers(rules: readonly Rule[], waivers: readonly Waiver[], found: readonly Finding[], today: string): readonly Finding[] {
  const names = rules.map(({ name }) => name);
  return waivers.flatMap(({ rule, until, reason }): readonly Finding[] => {
    const message = !names.includes(rule)
      ? `A waiver names rule '${rule}', which there is not${didYouMean(rule, names)}.`
      : today > until
        ? `The waiver of ${rule} ended on ${until} (${reason}).`
        : found.some((finding) => finding.rule === rule && finding.waived?.reason === reason)
          ? undefined
          : `The waiver of ${rule} waives nothing (${reason}).`;
    if (message === undefined) return [];
    return [
      {
        rule: 'waiver-without-effect',
        severity: names.includes(rule) ? 'info' : 'warning',
        message,
        why: 'A waiver that waives nothing hides what it was for.',
        mend: 'Correct the waiver, or remove it.',
      },
    ];
  });
}

/** The same said once. */
const unique = (findings: readonly RuleFinding[]): readonly RuleFinding[] => [
  ...new Map(findings.map((finding) => [finding.message, finding])).values(),
];

const covers = ({ object, port }: Waiver, finding: RuleFinding): boolean =>
  (object === undefined || [finding.object, ...(finding.related ?? [])].some((reference) => reference?.name === object)) &&
  (port === undefined || finding.port === port);

/** Findings that fail a pipeline: not waived, and as severe as asked for. */
export const failing = (findings: readonly Finding[], failOn: Severity): readonly Finding[] =>
  findings.filter(({ severity, waived }) => !waived && severities.indexOf(severity) >= severities.indexOf(failOn));
