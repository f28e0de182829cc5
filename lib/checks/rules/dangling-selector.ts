import { formatReference, resolvedServices } from '../../reachability';
import type { Rule } from '../finding';
import { concerning } from '../own-faults';

/** A Service whose selector selects no pods. */
export const danglingSelector: Rule = {
  name: 'dangling-selector',
  severity: 'error',
  why: 'A Service that selects no pods answers nobody; the usual cause is a renamed label.',
  mend: 'Make its selector match the labels of the pods.',
  check: (model, intent) =>
    concerning(
      intent,
      resolvedServices(model)
        .filter(({ service, pods }) => service.selector !== undefined && service.type !== 'ExternalName' && pods.length === 0)
        .map(({ service }) => ({
          message: `${formatReference(service.reference)} selects no pods: none carries ${[...(service.selector ?? [])].map(([key, value]) => `${key}=${value}`).join(', ')}.`,
          object: service.reference,
        })),
    ),
};
