import { probeLabels } from './labels';
import { namespaceObjects } from './objects';
import type { Probe } from './probe';
import type { ProbeObject } from './probe-object';

/** Who may run probes. */
export interface ProbeAccount {
  readonly name: string;
}

const all = ['create', 'delete', 'get', 'list', 'patch'] as const;

/** What a probe does in each of its namespaces. */
const rules = [
  { apiGroups: [''], resources: ['namespaces'], verbs: ['get'] },
  { apiGroups: [''], resources: ['pods', 'services'], verbs: all },
  { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
  { apiGroups: ['batch'], resources: ['jobs'], verbs: all },
  { apiGroups: ['cilium.io'], resources: ['ciliumnetworkpolicies'], verbs: all },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: all },
  { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: all },
  { apiGroups: ['projectcalico.org'], resources: ['networkpolicies'], verbs: all },
] as const;

/**
 * The namespaces of a probe, prepared for a user who has no rights in other namespaces: then `probe --run` creates and removes none. An administrator applies
 * them once, and can bind the roles to users; by default a service account of the first namespace has them.
 */
export function preparedObjects({ scratch }: Probe, { name }: ProbeAccount = { name: 'probe' }): readonly ProbeObject[] {
  const [home] = scratch.namespaces;
  const labels = { [probeLabels.prepared]: 'true' };
  return [
    ...namespaceObjects(scratch, labels),
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: home?.name ?? '' }, automountServiceAccountToken: false },
    ...scratch.namespaces.flatMap((namespace): readonly ProbeObject[] => {
      const metadata = { name, namespace: namespace.name };
      return [
        { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules },
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'RoleBinding',
          metadata,
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
          subjects: [{ kind: 'ServiceAccount', name, namespace: home?.name ?? '' }],
        },
      ];
    }),
  ];
}
