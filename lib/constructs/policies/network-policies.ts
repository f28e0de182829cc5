import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { AllowedEgress, AllowedTraffic, Plan } from '../../plan/model';
import { metadata } from '../metadata';
import { egressSpec, type NetworkPolicySpec, trafficSpec } from './network-policy-spec';

/** The NetworkPolicies of a plan, one construct for each object. */
export class NetworkPolicies extends Construct {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id);
    for (const traffic of plan.traffic) new NetworkPolicy(this, plan, traffic, trafficSpec(traffic));
    for (const egress of plan.egress) new NetworkPolicy(this, plan, egress, egressSpec(egress));
  }
}

/** One statement about the pods of a workload; Helm values contain the same specification. */
class NetworkPolicy extends ApiObject {
  constructor(scope: Construct, plan: Plan, statement: AllowedTraffic | AllowedEgress, spec: NetworkPolicySpec) {
    super(scope, statement.name, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadata(plan, { ...statement, component: statement.workload }),
      spec,
    });
  }
}
