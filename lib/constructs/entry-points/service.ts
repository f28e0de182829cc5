import type { Construct } from 'constructs';
import type { EntryService, Plan } from '../../plan/model';
import { k8s } from '../kubernetes';
import { metadata } from '../metadata';
import { selector, servicePort } from '../services';

/** A Service of type LoadBalancer or NodePort: the exposed ports of one workload and no others. */
export class EntryPointService extends k8s.KubeService {
  constructor(scope: Construct, id: string, plan: Plan, entry: EntryService) {
    const { loadBalancer } = entry;
    super(scope, id, {
      metadata: metadata(plan, { ...entry, component: entry.workload }),
      spec: {
        type: entry.kind,
        ...selector(entry.backends),
        sessionAffinity: 'None',
        externalTrafficPolicy: entry.externalTrafficPolicy,
        internalTrafficPolicy: 'Cluster',
        ports: entry.ports.map(servicePort),
        ...(entry.ipFamilies && { ipFamilies: [...entry.ipFamilies] }),
        ...(entry.ipFamilyPolicy && { ipFamilyPolicy: entry.ipFamilyPolicy }),
        ...(loadBalancer && {
          allocateLoadBalancerNodePorts: loadBalancer.allocateNodePorts,
          ...(loadBalancer.class !== undefined && { loadBalancerClass: loadBalancer.class }),
          ...(loadBalancer.address !== undefined && { loadBalancerIp: loadBalancer.address }),
          ...(loadBalancer.sourceRanges.length > 0 && { loadBalancerSourceRanges: [...loadBalancer.sourceRanges] }),
        }),
      },
    });
  }
}
