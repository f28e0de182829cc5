import type { Plan } from '../plan';
import { type Model, resolvedServices } from '../reachability';
import { checkRules } from './check-rules';
import type { Finding } from './finding';
import { carries, type Intent, isPlanned } from './intent/intent';

const { name: rule, ...finding } = checkRules.noBluemindPods;

/** The message if no object belongs to BlueMind: wrong labels or paths must not look like a clean installation. */
export const nothingOf = (model: Model, intent: Intent, labels: string): readonly Finding[] => {
  const { plan, pods } = intent;
  if (plan ? isAbout(model, plan, intent) : pods.length > 0) return [];
  return [
    {
      ...finding,
      rule,
      message: plan
        ? `Nothing that was given belongs to installation '${plan.installation}' in namespace ${plan.namespace}: nothing is proved about BlueMind.`
        : `No pods, and no Services' selectors, have the labels ${labels}: nothing is proved about BlueMind.`,
    },
  ];
};

/** The finding that nothing was checked, if this is the case. */
export const nothingLookedAt = (findings: readonly Finding[]): Finding | undefined => findings.find((finding) => finding.rule === rule);

/** Whether an object has a planned name or is, selects or captures planned pods. Pods of the model may be only stand-ins for missing ones. */
function isAbout(model: Model, plan: Plan, { pods }: Intent): boolean {
  const { services, policies, routes, gateways, workloads } = model.objects;
  return (
    [...services, ...policies, ...routes, ...gateways].some(({ reference }) => isPlanned(plan, reference.name)) ||
    workloads.some(({ reference, labels }) =>
      plan.workloads.some(({ namespace, podLabels }) => reference.namespace === namespace && carries(labels, podLabels)),
    ) ||
    resolvedServices(model).some((service) => service.pods.some(({ end }) => pods.some((own) => own.end === end))) ||
    pods.some(({ group }) => (['ingress', 'egress'] as const).some((direction) => model.evaluator.captures(direction, group).length > 0))
  );
}
