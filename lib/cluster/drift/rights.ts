import type { KindToRead } from './kinds';

/** Who runs drift in a cluster. */
export interface Account {
  readonly name: string;
  readonly namespace: string;
}

/** Labels of the objects for drift: not those of the installation, since they are not part of it. */
export const labelsOf = ({ name }: Account) => ({
  'app.kubernetes.io/name': 'cdk8s-bluemind-drift',
  'app.kubernetes.io/instance': name,
});

interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** A service account with only the right to list what drift reads, in the namespaces where it reads it. */
export function rightsOf(account: Account, kinds: readonly KindToRead[]): readonly object[] {
  const { name, namespace } = account;
  const labels = labelsOf(account);
  const subjects = [{ kind: 'ServiceAccount', name, namespace }];
  // ClusterRoles share one space of names.
  const clusterName = `${namespace}-${name}`;
  const rbac = (kind: string, metadata: object, rest: object) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata, ...rest });
  const roleRef = (kind: string, role: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind, name: role });
  const everywhere = kinds.filter((kind) => kind.namespaces === undefined);
  const namespaces = [...new Set(kinds.flatMap((kind) => kind.namespaces ?? []))].sort();
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace, labels }, automountServiceAccountToken: false },
    rbac('ClusterRole', { name: clusterName, labels }, { rules: rulesOf(everywhere) }),
    rbac('ClusterRoleBinding', { name: clusterName, labels }, { roleRef: roleRef('ClusterRole', clusterName), subjects }),
    ...namespaces.flatMap((place) => {
      const metadata = { name: clusterName, namespace: place, labels };
      return [
        rbac('Role', metadata, { rules: rulesOf(kinds.filter((kind) => kind.namespaces?.includes(place))) }),
        rbac('RoleBinding', metadata, { roleRef: roleRef('Role', clusterName), subjects }),
      ];
    }),
  ];
}

/** One rule for each API group. */
const rulesOf = (kinds: readonly KindToRead[]): readonly PolicyRule[] =>
  [...new Set(kinds.map(({ group }) => group))].sort().map((group) => ({
    apiGroups: [group],
    resources: kinds
      .filter((kind) => kind.group === group)
      .map(({ resource }) => resource)
      .sort(),
    verbs: ['list'],
  }));
