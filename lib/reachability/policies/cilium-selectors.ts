import { ignoredByCilium } from '../../base/cilium-labels';
import type { Field } from '../input/fields';
import { namespaceNameLabel } from '../model/parties';
import { selectorOf } from '../objects/checks';
import type { Requirement } from '../sets/selectors';
import type { PodPattern } from './policy';

/** Pods that a selector means, or why that cannot be said. */
export type Selected = { readonly kind: 'pods'; readonly pattern: PodPattern } | { readonly kind: 'undecided'; readonly reason: string };

const podNamespace = 'io.kubernetes.pod.namespace';
const namespaceLabels = 'io.cilium.k8s.namespace.labels.';

/** Labels by which nothing can be decided: those that are no part of identities, and Cilium's own of which manifests tell nothing (service account, cluster). */
const untold = [/^io\.cilium\.k8s\.policy/, ...ignoredByCilium];

/**
 * Reads a selector of endpoints. Labels of namespaces are labels of their pods' identities there; one that says nothing of namespaces means those of
 * the policy's own, or of all where the policy is in none.
 */
export function endpointsOf(field: Field, namespace: string | undefined, role: 'subject' | 'peer'): Selected {
  const namespaces: Requirement[] = [];
  const pods: Requirement[] = [];
  for (const requirement of selectorOf(field)) {
    const [, source, key = requirement.key] = /^(?:([^:/]*):)?(.*)$/.exec(requirement.key) ?? [];
    if (source !== undefined && source !== 'k8s' && source !== 'any') return undecided(requirement.key);
    if (key === podNamespace) namespaces.push({ ...requirement, key: namespaceNameLabel });
    else if (key.startsWith(namespaceLabels)) namespaces.push({ ...requirement, key: key.slice(namespaceLabels.length) });
    else if (untold.some((pattern) => pattern.test(key))) return undecided(requirement.key);
    else pods.push({ ...requirement, key });
  }
  // Without a namespace there are nodes and the outside, too, of which such labels say nothing.
  if (namespaces.some(({ key, operator }) => key === namespaceNameLabel && operator === 'DoesNotExist')) return undecided(podNamespace);
  if (namespace !== undefined && role === 'subject' && namespaces.length > 0) return undecided(podNamespace);
  // Every pod has a namespace.
  const selector = namespaces.filter(({ key, operator }) => !(key === namespaceNameLabel && operator === 'Exists'));
  const inNamespaces = namespace !== undefined && namespaces.length === 0 ? { name: namespace } : { selector };
  return { kind: 'pods', pattern: { namespaces: inNamespaces, pods, hostNetwork: 'never' } };
}

const undecided = (key: string): Selected => ({ kind: 'undecided', reason: `manifests do not tell what Cilium's label '${key}' is about` });
