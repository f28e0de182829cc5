import { readKinds } from '../../../lib/cluster/drift/kinds';
import type { Kubectl } from '../../../lib/cluster/kubectl';

/** An object as a test writes it. */
export interface LiveObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>> & { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

export interface FakeCluster {
  readonly objects: readonly LiveObject[];
  /** Groups and versions that are served, and kinds of them that are not. @default - what the objects have, and what Kubernetes itself has */
  readonly served?: readonly string[];
  readonly without?: readonly string[];
  /** Resources that may not be listed, `group/resource`, or with a namespace behind it. */
  readonly forbidden?: readonly string[];
}

/** Answers as kubectl get --raw does, and notes what it was asked for. */
export function fakeKubectl({ objects, served = [], without = [], forbidden = [] }: FakeCluster): {
  readonly kubectl: Kubectl;
  readonly asked: string[];
} {
  const asked: string[] = [];
  const versions = new Set(['networking.k8s.io/v1', 'discovery.k8s.io/v1', ...served, ...objects.map(({ apiVersion }) => apiVersion)]);
  versions.delete('v1');
  const groups = [...new Set([...versions].map((version) => version.split('/')[0]))];
  const ok = (value: unknown) => ({ status: 0, stdout: JSON.stringify(value), stderr: '' });
  const refuse = (reason: string, message: string) => ({ status: 1, stdout: '', stderr: `Error from server (${reason}): ${message}\n` });
  const kubectl: Kubectl = async (args) => {
    const path = args.at(-1) ?? '';
    asked.push(path);
    if (path === '/apis')
      return ok({
        groups: groups.map((name) => ({
          name,
          versions: [...versions].filter((one) => one.startsWith(`${name}/`)).map((one) => ({ groupVersion: one, version: one.split('/')[1] })),
        })),
      });
    const [, group = '', version = '', namespace, resource] =
      /^\/(?:api|apis\/([^/]+))\/([^/]+)(?:\/namespaces\/([^/]+))?(?:\/([^/]+))?$/.exec(path) ?? [];
    const apiVersion = group === '' ? version : `${group}/${version}`;
    if (resource === undefined)
      return ok({
        resources: readKinds
          .filter((one) => one.group === group && !without.includes(one.kind))
          .map((one) => ({ name: one.resource, kind: one.kind })),
      });
    const right = `${group}/${resource}`;
    if (forbidden.includes(right) || (namespace !== undefined && forbidden.includes(`${right} ${namespace}`)))
      return refuse('Forbidden', `${resource} is forbidden: User "job" cannot list resource "${resource}" in API group "${group}"`);
    const kind = readKinds.find((one) => one.group === group && one.resource === resource)?.kind;
    const items = objects.filter(
      (one) => one.apiVersion === apiVersion && one.kind === kind && (namespace === undefined || one.metadata.namespace === namespace),
    );
    return ok({ kind: `${kind}List`, apiVersion, items: items.map(({ apiVersion: _, kind: __, ...rest }) => rest) });
  };
  return { kubectl, asked };
}
