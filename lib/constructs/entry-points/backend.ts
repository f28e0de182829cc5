import type { Construct } from 'constructs';
import type { EntryBackend, Plan } from '../../plan/model';
import { k8s } from '../kubernetes';
import { metadata } from '../metadata';
import { selector, servicePort } from '../services';

/** A Service inside the cluster for only one entry point. */
export class EntryPointBackend extends k8s.KubeService {
  constructor(scope: Construct, id: string, plan: Plan, entry: EntryBackend) {
    super(scope, id, {
      metadata: metadata(plan, { ...entry, component: entry.workload }),
      spec: {
        type: 'ClusterIP',
        internalTrafficPolicy: 'Cluster',
        ...selector(entry.backends),
        sessionAffinity: 'None',
        ports: entry.ports.map(servicePort),
        ...(entry.ipFamilies && {
          ipFamilies: [...entry.ipFamilies],
          ipFamilyPolicy: entry.ipFamilies.length > 1 ? 'RequireDualStack' : 'SingleStack',
        }),
      },
    });
  }
}
