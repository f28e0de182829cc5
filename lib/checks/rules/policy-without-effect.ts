import { formatReference, policiesAtWork } from '../../reachability';
import type { Rule } from '../finding';
import { concerning } from '../own-faults';

/** A policy that selects no pod protects nothing. */
export const policyWithoutEffect: Rule = {
  name: 'policy-without-effect',
  severity: 'warning',
  why: 'A policy that selects no pods looks like protection but protects nothing; the usual cause is a renamed label.',
  mend: 'Make its podSelector match the labels of the pods, or remove it.',
  check: (model, intent) =>
    concerning(
      intent,
      policiesAtWork(model)
        .filter(({ captured }) => captured.length === 0)
        .map(({ policy: { reference } }) => ({ message: `${formatReference(reference)} selects no pods.`, object: reference })),
      'warning',
    ),
};
