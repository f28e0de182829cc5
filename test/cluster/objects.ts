import { parse } from '../support/render';
import type { Answer, Cluster } from './cluster';

/** An object as tests send it to the API server. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** Objects of a stream of YAML documents. */
export const objectsOf = (stream: string): readonly KubernetesObject[] => parse(stream).map((object) => ({ ...object }));

/** `Service mail/mail-smtp`. */
export const titleOf = ({ kind, metadata: { namespace, name } }: KubernetesObject): string =>
  `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

const manager = 'cdk8s-bluemind-test';

/** Who applies, for kubectl. */
export const applyArguments = ['--server-side', `--field-manager=${manager}`, '--force-conflicts'] as const;

const resourcesPath = (apiVersion: string): string => (apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`);

/** Where kinds are served, asked once a cluster, unless definitions change. */
const served = new WeakMap<Cluster, Map<string, readonly { readonly kind: string; readonly name: string; readonly namespaced: boolean }[]>>();

/** To be called when custom resource definitions are added or removed. */
export const forgetDefinitions = (cluster: Cluster): void => void served.delete(cluster);

/** Path of a kind's collection; undefined if the API server has no such kind. */
export async function collectionPath(cluster: Cluster, apiVersion: string, kind: string, namespace?: string): Promise<string | undefined> {
  const known = served.get(cluster) ?? new Map();
  served.set(cluster, known);
  const resources = known.get(apiVersion) ?? (await cluster.request('GET', resourcesPath(apiVersion))).body.resources ?? [];
  known.set(apiVersion, resources);
  const found = resources.find(
    (resource: { readonly kind: string; readonly name: string }) => resource.kind === kind && !resource.name.includes('/'),
  );
  return found && `${resourcesPath(apiVersion)}/${found.namespaced ? `namespaces/${namespace ?? 'default'}/` : ''}${found.name}`;
}

/**
 * Path of an object.
 * @throws Error that names the missing definition
 */
export async function pathOf(cluster: Cluster, { apiVersion, kind, metadata: { namespace, name } }: KubernetesObject): Promise<string> {
  const collection = await collectionPath(cluster, apiVersion, kind, namespace);
  if (collection === undefined) throw new Error(`the cluster has no ${kind} of ${apiVersion}: its CustomResourceDefinition is missing`);
  return `${collection}/${name}`;
}

/** Kinds that the API server lacks, as `Kind (group/version)`. */
export async function missingKinds(cluster: Cluster, objects: readonly KubernetesObject[]): Promise<readonly string[]> {
  const kinds = new Map(objects.map(({ apiVersion, kind }) => [`${kind} (${apiVersion})`, { apiVersion, kind }]));
  const missing: string[] = [];
  for (const [title, { apiVersion, kind }] of kinds) if ((await collectionPath(cluster, apiVersion, kind)) === undefined) missing.push(title);
  return missing.sort();
}

/** Server-side apply that takes no field it does not know, and no field twice. */
export const apply = async (cluster: Cluster, object: KubernetesObject): Promise<Answer> =>
  cluster.request(
    'PATCH',
    `${await pathOf(cluster, object)}?fieldManager=${manager}&fieldValidation=Strict&force=true`,
    object,
    'application/apply-patch+yaml',
  );

/** @throws Error with the message of the API server if it refuses */
export async function mustApply(cluster: Cluster, objects: readonly KubernetesObject[]): Promise<void> {
  for (const object of objects) {
    const { status, body } = await apply(cluster, object);
    if (status >= 300) throw new Error(`${titleOf(object)}: ${status} ${body?.message ?? body}`);
  }
}

/** Changes what `status` says, as a controller of the cloud or a kubelet would. */
export async function patchStatus(cluster: Cluster, object: KubernetesObject, status: unknown): Promise<void> {
  const answer = await cluster.request('PATCH', `${await pathOf(cluster, object)}/status`, { status }, 'application/merge-patch+json');
  if (answer.status >= 300) throw new Error(`${titleOf(object)}: ${answer.status} ${answer.body?.message ?? answer.body}`);
}

/** Removes objects, the last first; those that are gone are no fault. */
export async function remove(cluster: Cluster, objects: readonly KubernetesObject[]): Promise<void> {
  for (const object of objects.toReversed()) {
    const { status, body } = await cluster.request('DELETE', `${await pathOf(cluster, object)}?gracePeriodSeconds=0`);
    if (status >= 300 && status !== 404) throw new Error(`${titleOf(object)}: ${status} ${body?.message ?? body}`);
  }
}
