import { ignoredByCilium } from '../../base/cilium-labels';
import type { Field } from '../input/fields';
import { namespaceNameLabel } from '../model/parties';
import { selectorOf } from '../objects/checks';
import type { Requirement } from '../sets/selectors';
import type { PodPattern } from './policy';

/** Pods that a selector matches, or why that cannot be decided. */
export type Selected = { readonly kind: 'pods'; readonly pattern: PodPattern } | { readonly kind: 'undecided'; readonly reason: string };

const podNamespace = 'io.kubernetes.pod.namespace';
const namespaceLabels = 'io.cilium.k8s.namespace.labels.';

/** Labels by which nothing can be decided: those that are not part of identities, and Cilium's own that manifests do not show (service account, cluster). */
const untold = [/^io\.cilium\.k8s\.policy/, ...ignoredByCilium];

/**
 * Reads a selector of endpoints. Labels of namespaces are labels of their pods' identities there; a selector without namespace labels means
 * the policy's own namespace, or all for a cluster-wide policy.
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
  // Without a namespace it may also match nodes and the outside, which do not have such labels.
  if (namespaces.some(({ key, operator }) => key === namespaceNameLabel && operator === 'DoesNotExist')) return undecided(podNamespace);
  if (namespace !== undefined && role === 'subject' && namespaces.length > 0) return undecided(podNamespace);
  // Every pod has a namespace.
  const selector = namespaces.filter(({ key, operator }) => !(key === namespaceNameLabel && operator === 'Exists'));
  const inNamespaces = namespace !== undefined && namespaces.length === 0 ? { name: namespace } : { selector };
  return { kind: 'pods', pattern: { namespaces: inNamespaces, pods, hostNetwork: 'never' } };
}

const undecided = (key: string): Selected => ({ kind: 'undecided', reason: `manifests do not show what Cilium's label '${key}' means` });
