import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { AllowedEgress, AllowedTraffic, Plan } from '../../plan/model';
import { metadata } from '../metadata';
import { calicoRules, podSelector } from './calico-rules';

/** The policies of a plan for Calico, one construct an object. */
export class CalicoPolicies extends Construct {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id);
    for (const traffic of plan.traffic)
      new CalicoPolicy(this, plan, traffic, 'Ingress', {
        ingress: traffic.rules.flatMap(({ from, ports }) => calicoRules(from === 'anyone' ? 'everyone' : from, ports, 'source')),
      });
    for (const egress of plan.egress)
      new CalicoPolicy(this, plan, egress, 'Egress', {
        egress: egress.rules.flatMap(({ to, ports }) => calicoRules(to === 'anywhere' ? 'everyone' : to, ports, 'destination')),
      });
  }
}

/**
 * Calico's NetworkPolicy about the pods of a workload, in the default tier, where what no policy allows is denied. It has no order: policies that only
 * allow do without.
 */
class CalicoPolicy extends ApiObject {
  constructor(
    scope: Construct,
    plan: Plan,
    statement: AllowedTraffic | AllowedEgress,
    type: 'Ingress' | 'Egress',
    rules: Readonly<Record<string, readonly unknown[]>>,
  ) {
    super(scope, statement.name, {
      apiVersion: 'projectcalico.org/v3',
      kind: 'NetworkPolicy',
      metadata: metadata(plan, { ...statement, component: statement.workload }),
      spec: { selector: podSelector(statement.podLabels), types: [type], ...(statement.rules.length > 0 && rules) },
    });
  }
}
