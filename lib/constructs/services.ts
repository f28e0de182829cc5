import { Construct } from 'constructs';
import type { Plan, PlannedService, ServiceBackends, ServicePort } from '../plan/model';
import { MachineEndpoints } from './endpoints';
import { k8s } from './kubernetes';
import { metadata } from './metadata';

/** The cluster-only Services of a plan, one construct for each object. */
export class Services extends Construct {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id);
    for (const service of plan.services) {
      new ClusterService(this, service.name, plan, service);
      new MachineEndpoints(this, `${service.name}-endpoints`, plan, service);
    }
  }
}

/** A Service that is reachable only inside the cluster. */
export class ClusterService extends k8s.KubeService {
  constructor(scope: Construct, id: string, plan: Plan, service: PlannedService) {
    super(scope, id, {
      metadata: metadata(plan, service),
      spec: {
        type: 'ClusterIP',
        ...(service.headless ? { clusterIp: 'None', publishNotReadyAddresses: true } : { internalTrafficPolicy: 'Cluster' }),
        ...selector(service.backends),
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

/** Pods are selected; machines are listed by EndpointSlices, which Kubernetes would overwrite if the Service had a selector. */
export const selector = (backends: ServiceBackends): Pick<k8s.ServiceSpec, 'selector'> =>
  backends.kind === 'pods' ? { selector: { ...backends.podLabels } } : {};

/** A port with all defaults of the API server written out, so that GitOps tools see no difference. */
export const servicePort = ({ name, port, targetPort, protocol, nodePort }: ServicePort): k8s.ServicePort => ({
  name,
  port,
  protocol,
  targetPort: k8s.IntOrString.fromNumber(targetPort),
  ...(nodePort !== undefined && { nodePort }),
});
