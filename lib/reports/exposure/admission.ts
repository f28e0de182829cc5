import type { AdmissionException, AdmissionSubject, PlannedAdmission } from '../../plan';
import { markdownText } from '../markdown';

/** What keeps others from opening more ports; their manifests do not show it. */
export function formatAdmission(admission: PlannedAdmission | undefined): readonly string[] {
  if (!admission) return [];
  const { policies, actions, exceptions } = admission;
  return [
    '## Admission',
    '',
    `The API server checks requests by ValidatingAdmissionPolicies (${actions.join(', ')}) for changes that would open a closed port:`,
    '',
    ...policies.map(({ about, name }) => `- \`${name}\`: ${subjects[about]}`),
    '',
    exceptions.length > 0
      ? `Exceptions:\n\n${exceptions.map((exception) => `- ${formatException(exception)}\n`).join('')}`
      : 'There are no exceptions.\n',
    'The proof does not use them: all statements above are true without them.',
    '',
  ];
}

const subjects: Readonly<Record<AdmissionSubject, string>> = {
  services: 'LoadBalancer, NodePort and external IPs of Services',
  routes: 'Ingresses and routes, in every namespace',
  pods: 'host ports, the network of the node, and the labels of pods',
  policies: 'policies that admit more, and the removal of the default deny',
};

const formatException = (exception: AdmissionException): string =>
  markdownText(
    `${exception.kind === 'object' ? exception.objectKind : 'service account'} ${exception.namespace}/${exception.name}: ${exception.reason}`,
  );
