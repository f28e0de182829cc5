import { formatReference, policiesAtWork } from '../../reachability';
import type { Rule } from '../finding';

/** A policy that captures no pod protects nothing. */
export const policyWithoutEffect: Rule = {
  name: 'policy-without-effect',
  severity: 'warning',
  why: 'A policy that selects no pods reads like protection and is none; mostly a label was renamed.',
  mend: 'Make its podSelector match the labels of the pods, or remove it.',
  check: (model, intent) => {
    const namespaces = new Set(intent.pods.map(({ group }) => group.namespace.name));
    const planned = new Set((intent.plan?.traffic ?? []).map(({ name }) => name));
    return policiesAtWork(model)
      .filter(({ captured }) => captured.length === 0)
      .map(({ policy: { reference } }) => reference)
      .filter(({ name, namespace }) => namespace === undefined || namespaces.has(namespace) || namespaces.size === 0 || planned.has(name))
      .map((reference) => ({ message: `${formatReference(reference)} selects no pods.`, object: reference }));
  },
};
