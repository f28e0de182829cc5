import { Construct } from 'constructs';
import type { Plan } from '../plan/model';
import { k8s } from './kubernetes';

/** The namespaces of an installation, its own and those that workloads have for themselves; rendered on request only, for they are often made elsewhere. */
export class Namespaces extends Construct {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id);
    const names = [plan.namespace, ...[...plan.workloads, ...plan.machines].map(({ namespace }) => namespace).sort()];
    for (const name of new Set(names)) new InstallationNamespace(this, name, plan, name);
  }
}

/** One namespace of an installation. */
export class InstallationNamespace extends k8s.KubeNamespace {
  constructor(scope: Construct, id: string, plan: Plan, name: string) {
    super(scope, id, {
      metadata: {
        name,
        labels: { ...plan.labels },
        annotations: { 'kubernetes.io/description': `Namespace of BlueMind installation '${plan.installation}'.` },
      },
    });
  }
}
