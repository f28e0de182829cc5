import { egressSpec, type NetworkPolicySpec, trafficSpec } from '../../constructs/policies/network-policy-spec';
import type { AllowedEgress, AllowedTraffic, Plan } from '../../plan/model';
import type { HelmMap } from '../chart';
import { metadata } from './metadata';

/** Values `networkpolicies`: the specifications of the manifests. */
export const networkPolicyValues = (plan: Plan): HelmMap =>
  Object.fromEntries([
    ...plan.traffic.map((traffic) => [traffic.name, policy(plan, traffic, trafficSpec(traffic))]),
    ...plan.egress.map((egress) => [egress.name, policy(plan, egress, egressSpec(egress))]),
  ]);

/** The chart turns `rules: {}` into a policy without rules, which admits no connection. */
const policy = (
  plan: Plan,
  statement: AllowedTraffic | AllowedEgress,
  { podSelector, policyTypes, ingress, egress }: NetworkPolicySpec,
): HelmMap => ({
  ...metadata(plan, 'NetworkPolicy', { ...statement, component: statement.workload }),
  podSelector,
  policyTypes,
  rules: { ...(ingress && { ingress }), ...(egress && { egress }) },
});
