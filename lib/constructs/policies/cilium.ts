import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { AllowedEgress, AllowedTraffic, Plan } from '../../plan/model';
import { metadata } from '../metadata';
import { ciliumSelector, egressRules, ingressRules } from './cilium-rules';

/** The policies of a plan for Cilium, one construct for each object. */
export class CiliumPolicies extends Construct {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id);
    for (const { spec, ...statement } of ciliumSpecs(plan)) new CiliumPolicy(this, plan, statement, spec);
  }
}

type Statement = Pick<AllowedTraffic | AllowedEgress, 'name' | 'namespace' | 'description' | 'workload' | 'podLabels'>;
type Spec = Readonly<Record<string, unknown>>;

/** The statements of a plan with the specifications of Cilium's policies for them. */
export const ciliumSpecs = ({ traffic, egress }: Plan): readonly (Statement & { readonly spec: Spec })[] => [
  ...traffic.map((statement) => ({ ...statement, spec: specOf(statement, { ingress: ingressRules(statement.rules) }) })),
  ...egress.map((statement) => ({ ...statement, spec: specOf(statement, { egress: egressRules(statement.rules) }) })),
];

const specOf = ({ podLabels }: Statement, rules: Spec): Spec => ({ endpointSelector: ciliumSelector(podLabels), ...rules });

/** A CiliumNetworkPolicy about the pods of a workload. It denies what no policy allows only in the direction for which it has rules. */
class CiliumPolicy extends ApiObject {
  constructor(scope: Construct, plan: Plan, statement: Statement, spec: Spec) {
    super(scope, statement.name, {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: metadata(plan, { ...statement, component: statement.workload }),
      spec,
    });
  }
}
