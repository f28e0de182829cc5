import type { Construct } from 'constructs';
import type { Plan } from '../plan';
import { k8s } from './kubernetes';

/** The installation's Namespace, rendered on request only: it is often made elsewhere. */
export class InstallationNamespace extends k8s.KubeNamespace {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id, {
      metadata: {
        name: plan.namespace,
        labels: { ...plan.labels },
        annotations: { 'kubernetes.io/description': `Namespace of BlueMind installation '${plan.installation}'.` },
      },
    });
  }
}
