import type { Rule } from '../finding';

/** Pods that no policy selects are open to everyone. */
export const podsWithoutPolicy: Rule = {
  name: 'pods-without-policy',
  setting: ['isolation'],
  severity: 'error',
  why: 'Pods that no policy selects for incoming traffic accept connections from everyone, on every port.',
  mend: 'Apply the default-deny policy of the installation to them, or give them the labels it selects.',
  check: (model, intent) =>
    intent.pods
      .filter(({ group }) => !group.hostNetwork && model.evaluator.captures('ingress', group).every(({ policy }) => policy.isolates === false))
      .map(({ workload }) => ({ message: `No policy restricts who may connect to the pods of ${workload.title}.`, object: workload.reference })),
};
