import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Plan, PlannedEgressGateway } from '../plan/model';
import { metadata } from './metadata';

/** The egress gateways of a plan, one construct for each object. */
export class EgressGateways extends Construct {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id);
    for (const gateway of plan.egressGateways) new CiliumEgressGateway(this, gateway.name, plan, gateway);
  }
}

/** Cilium sends connections of some pods out of the cluster through nodes with a certain address; the object is cluster-wide. */
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
