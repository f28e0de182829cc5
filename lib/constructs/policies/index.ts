import { Construct } from 'constructs';
import type { PolicyDialect } from '../../base/policy-dialects';
import type { Plan } from '../../plan/model';
import { CalicoPolicies } from './calico';
import { CiliumPolicies } from './cilium';
import { Guards } from './cluster-network-policy';
import { NetworkPolicies } from './network-policies';

const dialects = { kubernetes: NetworkPolicies, cilium: CiliumPolicies, calico: CalicoPolicies } as const satisfies Readonly<
  Record<PolicyDialect, unknown>
>;

/** The policies of a plan in the dialect that it chose, with the objects that protect them. */
export class Policies extends Construct {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id);
    fillPolicies(this, plan);
  }
}

/** Adds the policies of a plan to a scope. */
export function fillPolicies(scope: Construct, plan: Plan): void {
  new dialects[plan.policies.dialect](scope, 'statements', plan);
  new Guards(scope, 'guards', plan);
}
