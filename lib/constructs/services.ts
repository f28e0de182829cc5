import { Construct } from 'constructs';
import type { Plan, PlannedService, ServicePort } from '../plan';
import { k8s } from './kubernetes';
import { metadata } from './metadata';

/** The cluster-only Services of a plan, one construct an object. */
export class Services extends Construct {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id);
    for (const service of plan.services) new ClusterService(this, service.name, plan, service);
  }
}

/** A Service that is reached inside the cluster alone. */
export class ClusterService extends k8s.KubeService {
  constructor(scope: Construct, id: string, plan: Plan, service: PlannedService) {
    super(scope, id, {
      metadata: metadata(plan, service),
      spec: {
        type: 'ClusterIP',
        ...(service.headless ? { clusterIp: 'None', publishNotReadyAddresses: true } : { internalTrafficPolicy: 'Cluster' }),
        selector: { ...service.selector },
        sessionAffinity: 'None',
        ports: service.ports.map(servicePort),
        ...(service.ipFamilies && {
          ipFamilies: [...service.ipFamilies],
          ipFamilyPolicy: service.ipFamilies.length > 1 ? 'RequireDualStack' : 'SingleStack',
        }),
      },
    });
  }
}

/** A port with everything written out that the API server would fill in, so that GitOps tools see no difference. */
export const servicePort = ({ name, port, targetPort, protocol, nodePort }: ServicePort): k8s.ServicePort => ({
  name,
  port,
  protocol,
  targetPort: k8s.IntOrString.fromNumber(targetPort),
  ...(nodePort !== undefined && { nodePort }),
});
