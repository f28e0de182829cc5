import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Plan, PlannedEgressGateway } from '../plan/model';
import { metadata } from './metadata';

/** The egress gateways of a plan, one construct an object. */
export class EgressGateways extends Construct {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id);
    for (const gateway of plan.egressGateways) new CiliumEgressGateway(this, gateway.name, plan, gateway);
  }
}

/** Cilium leads what some pods send out of the cluster through nodes that bear a certain address; it is in no namespace. */
export class CiliumEgressGateway extends ApiObject {
  constructor(scope: Construct, id: string, plan: Plan, gateway: PlannedEgressGateway) {
    const { namespace, ...withoutNamespace } = metadata(plan, gateway);
    super(scope, id, {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumEgressGatewayPolicy',
      metadata: withoutNamespace,
      spec: {
        selectors: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': gateway.namespace } },
            podSelector: { matchLabels: { ...gateway.podLabels } },
          },
        ],
        destinationCIDRs: [...gateway.destinationCidrs],
        ...(gateway.excludedCidrs.length > 0 && { excludedCIDRs: [...gateway.excludedCidrs] }),
        egressGateway: { nodeSelector: { matchLabels: { ...gateway.nodeLabels } }, egressIP: gateway.address },
      },
    });
  }
}
