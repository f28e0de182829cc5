import type { Assumptions } from '../model/assumptions';
import type { PodGroup } from '../model/parties';
import type { Direction, Policy } from '../policies/policy';
import { memoized } from '../sets/grouping';
import { matchPods } from './match';
import type { Capture } from './rules-in-order';

/** Which policies apply to some pods, by direction; each group of pods is computed once. */
export type CapturesOf = (group: PodGroup) => Readonly<Record<Direction, readonly Capture[]>>;

/** Policies of a namespace only apply to its pods, so each group is compared with policies of its own namespace and cluster-wide ones. */
export function capturesBy(policies: readonly Policy[], assumptions: Assumptions): CapturesOf {
  const byNamespace = new Map<string | undefined, Policy[]>();
  for (const policy of policies) {
    const name = 'name' in policy.subject.namespaces ? policy.subject.namespaces.name : undefined;
    const list = byNamespace.get(name);
    if (list) list.push(policy);
    else byNamespace.set(name, [policy]);
  }
  return memoized((group: PodGroup) => {
    const result: Record<Direction, Capture[]> = { ingress: [], egress: [] };
    for (const policy of [...(byNamespace.get(undefined) ?? []), ...(byNamespace.get(group.namespace.name) ?? [])]) {
      const match = matchPods(policy.subject, group, assumptions);
      if (match === 'no') continue;
      if (policy.ingress) result.ingress.push({ policy, rules: policy.ingress, match });
      if (policy.egress) result.egress.push({ policy, rules: policy.egress, match });
    }
    return result;
  });
}
