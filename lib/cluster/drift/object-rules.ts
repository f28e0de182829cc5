import { driftRules, type Rule, type RuleFinding } from '../../checks';
import { formatReference } from '../../reachability';
import type { Comparison } from './compare';
import type { FieldChange } from './fields';
import { kindTitle } from './kinds';

/** Rules about rendered objects, with the results of a comparison. */
export function objectRules({ missing, missingNamespaces, notServed, changed, terminating, leftOver }: Comparison): readonly Rule[] {
  const found = (rule: Omit<Rule, 'check'>, findings: readonly RuleFinding[]): Rule => ({ ...rule, check: () => findings });
  return [
    found(driftRules.objectMissing, [
      ...missingNamespaces.map((name) => ({
        message: `Namespace ${name} is not in the cluster, so nothing can exist in it.`,
        object: { apiVersion: 'v1', kind: 'Namespace', name },
        mend: `Create it (or set createNamespace), then apply the rendered objects.`,
      })),
      ...missing.map(({ reference }) => ({ message: `${formatReference(reference)} is not in the cluster.`, object: reference })),
    ]),
    found(
      driftRules.kindNotServed,
      notServed.map(({ kind, objects: [first, ...more] }) => ({
        message: `The cluster has no kind ${kindTitle(kind)} (definition ${kind.resource}.${kind.group}), so ${[first, ...more].map(({ reference }) => formatReference(reference)).join(', ')} cannot exist.`,
        object: first.reference,
        related: more.map(({ reference }) => reference),
      })),
    ),
    found(
      driftRules.objectChanged,
      changed.map(({ live: { reference }, changes }) => ({
        message: `${formatReference(reference)} is not as rendered: ${changes.map(describe).join('; ')}.`,
        object: reference,
      })),
    ),
    found(
      driftRules.objectTerminating,
      terminating.map(({ reference }) => ({ message: `${formatReference(reference)} is being removed.`, object: reference })),
    ),
    found(
      driftRules.objectLeftOver,
      leftOver.map(({ reference }) => ({
        message: `${formatReference(reference)} has the labels of the installation and is no longer rendered.`,
        object: reference,
      })),
    ),
  ];
}

function describe({ field, kind, expected, found }: FieldChange): string {
  if (kind === 'added') return `${field} is ${found} and not rendered`;
  return kind === 'removed' ? `${field} is missing, rendered ${expected}` : `${field} is ${found}, rendered ${expected}`;
}
