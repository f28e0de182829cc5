import type { Cluster } from './cluster';
import { type KubernetesObject, mustApply } from './objects';

/** What the namespaces and cluster-wide objects of the tests begin with. */
const prefix = 'bluemind-test';
const label = 'bluemind.test/made-by';
const made = { [label]: 'test-cluster' };

/** Keys whose value is the name of a namespace. */
const namespaceKeys: ReadonlySet<string> = new Set(['namespace', 'kubernetes.io/metadata.name']);

/** The same objects in namespaces that nobody else has, with cluster-wide names that nobody else has. */
export function inOwnNamespaces(objects: readonly KubernetesObject[], tag: string): readonly KubernetesObject[] {
  const own = (name: string): string => `${prefix}-${tag}-${name}`.slice(0, 63);
  return objects.map((object) => {
    const { namespace, name } = object.metadata;
    const metadata = { ...object.metadata, ...(namespace === undefined ? { name: own(name), labels: { ...object.metadata.labels, ...made } } : {}) };
    return renamed({ ...object, metadata }, own);
  });
}

/** Deep copy with the names of namespaces changed. */
function renamed<T>(value: T, own: (name: string) => string): T {
  return JSON.parse(JSON.stringify(value), (key, inner) => (namespaceKeys.has(key) && typeof inner === 'string' ? own(inner) : inner));
}

/** The namespaces that objects need, as objects. */
export const namespacesFor = (objects: readonly KubernetesObject[]): readonly KubernetesObject[] =>
  [...new Set(objects.flatMap(({ metadata: { namespace } }) => namespace ?? []))].sort().map(namespaceObject);

/** A namespace of the tests. */
export const namespaceObject = (name: string): KubernetesObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: made } });

/** Creates the namespaces of objects if they are not among the objects. */
export const createNamespaces = (cluster: Cluster, objects: readonly KubernetesObject[]): Promise<void> => mustApply(cluster, namespacesFor(objects));

/**
 * Removes what tests have made, those that were killed included: namespaces, and objects that are in none. If a cluster is given, waits until all is gone, so
 * that the next run does not meet them; the laboratory may have no controller that ends a namespace, and all of it is removed anyway.
 */
export async function removeTestObjects(cluster: Cluster): Promise<void> {
  const kubectl = async (...args: readonly string[]): Promise<string> => {
    const { status, stdout, stderr } = await cluster.kubectl(args);
    if (status !== 0) throw new Error(`kubectl ${args[0]}: ${stderr}`);
    return stdout;
  };
  const kinds = (await kubectl('api-resources', '--namespaced=false', '--verbs=list,delete', '--output=name')).trim().replaceAll('\n', ',');
  const waiting = process.env.KUBECONFIG ? ['--wait', '--timeout=300s'] : ['--wait=false'];
  await kubectl('delete', kinds, `--selector=${label}=${made[label]}`, '--ignore-not-found', ...waiting);
}
