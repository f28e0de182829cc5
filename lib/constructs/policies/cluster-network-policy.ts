import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { GuardRule, Plan, PlannedGuard, PodPeer, PortRange } from '../../plan/model';
import { metadata } from '../metadata';

/** The ClusterNetworkPolicies that take precedence over the other policies of a plan, one construct for each object. */
export class Guards extends Construct {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id);
    for (const guard of plan.policies.guards) new Guard(this, plan, guard);
  }
}

/** Keeps other namespaces from the internal ports of a workload. It does not affect pods on the network of a node, nodes and the outside. */
class Guard extends ApiObject {
  constructor(scope: Construct, plan: Plan, guard: PlannedGuard) {
    const { namespace: _, ...objectMetadata } = metadata(plan, { ...guard, component: guard.workload });
    super(scope, guard.name, {
      apiVersion: 'policy.networking.k8s.io/v1alpha2',
      kind: 'ClusterNetworkPolicy',
      metadata: objectMetadata,
      spec: {
        tier: 'Admin',
        priority: guard.priority,
        subject: { pods: { namespaceSelector: { matchLabels: named(guard.namespace) }, podSelector: { matchLabels: { ...guard.podLabels } } } },
        ingress: guard.rules.map((rule) => ingressRule(guard, rule)),
      },
    });
  }
}

/** Passing leaves it to the policies of the namespace, so that the guard itself opens nothing. */
const ingressRule = (guard: PlannedGuard, rule: GuardRule) => ({
  action: rule.action === 'pass' ? 'Pass' : 'Deny',
  from:
    rule.action === 'pass'
      ? rule.from.map(peer)
      : [{ namespaces: { matchExpressions: [{ key: nameLabel, operator: 'NotIn', values: [guard.namespace] }] } }],
  protocols: rule.ports.map(protocol),
});

/** The label with its name that Kubernetes gives every namespace. */
const nameLabel = 'kubernetes.io/metadata.name';
const named = (namespace: string) => ({ [nameLabel]: namespace });

const peer = ({ namespaceLabels = {}, podLabels = {} }: PodPeer) =>
  Object.keys(podLabels).length === 0
    ? { namespaces: { matchLabels: { ...namespaceLabels } } }
    : {
        pods: {
          namespaceSelector: Object.keys(namespaceLabels).length > 0 ? { matchLabels: { ...namespaceLabels } } : {},
          podSelector: { matchLabels: { ...podLabels } },
        },
      };

const protocol = ({ protocol: name, number, endNumber }: PortRange) => ({
  [name.toLowerCase()]: { destinationPort: endNumber > number ? { range: { start: number, end: endNumber } } : { number } },
});
