import type { Objects } from '../objects/kinds';
import type { Assumptions } from './assumptions';
import { type Namespace, namespaceOf, unseenNamespace } from './parties';

/** Every namespace that is an object or contains one. */
export function namespacesOf(
  { namespaces, workloads, services, policies, routes, gateways }: Objects,
  assumptions: Assumptions,
): ReadonlyMap<string, Namespace> {
  const result = new Map(namespaces.map(({ reference, labels }) => [reference.name, namespaceOf(reference.name, labels, reference)]));
  for (const { reference } of [...workloads, ...services, ...policies, ...routes, ...gateways]) {
    const name = reference.namespace;
    if (name !== undefined && !result.has(name)) result.set(name, assumedNamespace(name, assumptions));
  }
  return result;
}

/** A namespace by its name, also if it is empty. */
export const namespaceNamed = (
  name: string,
  { namespaces, assumptions }: { readonly namespaces: ReadonlyMap<string, Namespace>; readonly assumptions: Assumptions },
): Namespace => namespaces.get(name) ?? assumedNamespace(name, assumptions);

/** A namespace without an object has the assumed labels, or unknown ones. */
function assumedNamespace(name: string, { namespaceLabels }: Assumptions): Namespace {
  const labels = namespaceLabels.get(name) ?? namespaceLabels.get('*');
  return labels === undefined ? unseenNamespace(name) : namespaceOf(name, labels);
}
