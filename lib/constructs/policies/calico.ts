import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { AllowedEgress, AllowedTraffic, Plan } from '../../plan/model';
import { metadata } from '../metadata';
import { calicoRules, podSelector } from './calico-rules';

/** The policies of a plan for Calico, one construct for each object. */
export class CalicoPolicies extends Construct {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id);
    for (const { spec, ...statement } of calicoSpecs(plan)) new CalicoPolicy(this, plan, statement, spec);
  }
}

type Statement = Pick<AllowedTraffic | AllowedEgress, 'name' | 'namespace' | 'description' | 'workload' | 'podLabels'>;
type Spec = Readonly<Record<string, unknown>>;

/** The statements of a plan with the specifications of Calico's policies for them. */
export const calicoSpecs = ({ traffic, egress }: Plan): readonly (Statement & { readonly spec: Spec })[] => [
  ...traffic.map((statement) => ({
    ...statement,
    spec: specOf(
      statement,
      'Ingress',
      statement.rules.flatMap(({ from, ports }) => calicoRules(from === 'anyone' ? 'everyone' : from, ports, 'source')),
    ),
  })),
  ...egress.map((statement) => ({
    ...statement,
    spec: specOf(
      statement,
      'Egress',
      statement.rules.flatMap(({ to, ports }) => calicoRules(to === 'anywhere' ? 'everyone' : to, ports, 'destination')),
    ),
  })),
];

const specOf = ({ podLabels }: Statement, type: 'Ingress' | 'Egress', rules: readonly unknown[]): Spec => ({
  selector: podSelector(podLabels),
  types: [type],
  ...(rules.length > 0 && { [type.toLowerCase()]: rules }),
});

/**
 * Calico's NetworkPolicy for the pods of a workload, in the default tier, which denies what no policy allows. It has no order: policies that only
 * allow need none.
 */
class CalicoPolicy extends ApiObject {
  constructor(scope: Construct, plan: Plan, statement: Statement, spec: Spec) {
    super(scope, statement.name, {
      apiVersion: 'projectcalico.org/v3',
      kind: 'NetworkPolicy',
      metadata: metadata(plan, { ...statement, component: statement.workload }),
      spec,
    });
  }
}
