import { Construct } from 'constructs';
import { namespacesOfInstallation, type Plan } from '../plan/model';
import { k8s } from './kubernetes';

/** The namespaces of an installation, its own and the separate ones of workloads; rendered only on request, since something else often creates them. */
export class Namespaces extends Construct {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id);
    for (const name of namespacesOfInstallation(plan)) new InstallationNamespace(this, name, plan, name);
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
