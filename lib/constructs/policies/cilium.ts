import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { AllowedEgress, AllowedTraffic, Plan } from '../../plan/model';
import { metadata } from '../metadata';
import { ciliumSelector, egressRules, ingressRules } from './cilium-rules';

/** The policies of a plan for Cilium, one construct an object. */
export class CiliumPolicies extends Construct {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id);
    for (const traffic of plan.traffic) new CiliumPolicy(this, plan, traffic, { ingress: ingressRules(traffic.rules) });
    for (const egress of plan.egress)
      new CiliumPolicy(this, plan, egress, {
        egress: egressRules(egress.rules),
      });
  }
}

/** A CiliumNetworkPolicy about the pods of a workload. It denies what no policy allows in the direction that it has rules of, and in no other. */
class CiliumPolicy extends ApiObject {
  constructor(scope: Construct, plan: Plan, statement: AllowedTraffic | AllowedEgress, rules: Readonly<Record<string, unknown>>) {
    super(scope, statement.name, {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: metadata(plan, { ...statement, component: statement.workload }),
      spec: { endpointSelector: ciliumSelector(statement.podLabels), ...rules },
    });
  }
}
