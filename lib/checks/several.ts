import { manager, ownLabels } from '../base/labels';
import type { Plan } from '../plan';
import { type Manifests, type ModelOptions, metadataText, modelOf, type ObjectReference } from '../reachability';
import { checkRules } from './check-rules';
import { type Finding, severities } from './finding';
import { plannedNamespaces } from './intent/intent';
import { modelOptionsOfAll } from './intent/plan-intent';
import { nothingLookedAt } from './looked-at';
import { misfitRules } from './misfits';
import { verifyModel } from './verify';

/**
 * Checks manifests of one cluster against the plans of all installations in it. Each plan judges all manifests, since policies and Services of others may
 * concern its pods too; the pods of the other plans are among those that may try to connect.
 * @param today YYYY-MM-DD, with which the ends of waivers are compared
 */
export function verifyPlans(manifests: Manifests, plans: readonly Plan[], today: string, options: ModelOptions = {}): readonly Finding[] {
  const model = modelOf(manifests, { ...modelOptionsOfAll(plans), ...options });
  return gravestFindings(
    plans.flatMap((plan) => {
      const findings = verifyModel(model, plan, today).map((finding) => ({ ...finding, installation: plan.installation }));
      const nothing = nothingLookedAt(findings);
      // If no object is there, all planned objects are missing, which is not reported; unknown fields may be the reason.
      return nothing ? [...findings.filter(({ rule }) => misfitRules.includes(rule)), nothing] : findings;
    }),
  );
}

/** Equal findings of several plans once, with the highest severity. */
export function gravestFindings(findings: readonly Finding[]): readonly Finding[] {
  const kept = new Map<string, Finding>();
  const weight = ({ severity, waived }: Finding) => (waived ? severities.length : severities.indexOf(severity));
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.message}`;
    const other = kept.get(key);
    if (other === undefined || weight(finding) > weight(other)) kept.set(key, finding);
  }
  return [...kept.values()];
}

const { name: rule, ...finding } = checkRules.unprovenInstallation;

/** Installations that this tool rendered, but without a plan here: the report says that they were not checked. */
export function unprovenInstallations({ manifests }: Manifests, plans: readonly Plan[]): readonly Finding[] {
  const strangers = new Map<string, ObjectReference[]>();
  for (const manifest of manifests) {
    const { reference } = manifest;
    const installation = metadataText(manifest, 'labels', ownLabels.partOf);
    if (metadataText(manifest, 'labels', ownLabels.managedBy) !== manager || installation === undefined) continue;
    if (plans.some((plan) => plan.installation === installation && isWithin(plan, reference))) continue;
    strangers.set(installation, [...(strangers.get(installation) ?? []), reference]);
  }
  return [...strangers].map(([installation, objects]): Finding => {
    const [object] = objects;
    return {
      ...finding,
      rule,
      message: `Installation '${installation}' has ${objects.length} objects here and no settings among those given: nothing is proved about it.`,
      ...(object && { object }),
    };
  });
}

const isWithin = (plan: Plan, { namespace }: ObjectReference): boolean => namespace === undefined || plannedNamespaces(plan).includes(namespace);
