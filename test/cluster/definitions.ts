import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { sharedPath } from '../support/shared';
import type { Cluster } from './cluster';
import { moduleDefinitions } from './lab/module-definitions';
import { eventually } from './lab/processes';
import { apply, forgetDefinitions, type KubernetesObject, remove } from './objects';

/** A release of the Gateway API in one of its two sets of kinds. */
export interface GatewayApi {
  readonly release: string;
  readonly channel: string;
}

/** The patch release of each release, by the names of the folders. */
const gatewayFolders: Readonly<Record<string, string>> = { '1.4': 'v1.4.1', '1.5': 'v1.5.1', '1.6': 'v1.6.3' };

const given = process.env.CLUSTER_TEST_CRDS ?? sharedPath('lab/crds');

/**
 * Folder of custom resource definitions: `common`, `cilium`, and `gateway-vRELEASE-CHANNEL` for each release of the Gateway API. Undefined if none was
 * given; kinds that the cluster lacks are then named and left out.
 */
export const definitionsFolder = existsSync(given) ? given : undefined;

/** What the API server said about definitions that it refused, by their names. */
export type RefusedDefinitions = ReadonlyMap<string, string>;

/** Installs the definitions that do not depend on a release of the Gateway API; in the laboratory those from the modules of their makers, too. */
export const installDefinitions = (cluster: Cluster): Promise<RefusedDefinitions> =>
  install(cluster, [...['common', 'cilium'].flatMap(definitionsIn), ...(process.env.KUBECONFIG ? [] : moduleDefinitions().flatMap(definitionsOf))]);

/** Replaces the definitions of a Gateway API release by those of another. */
export async function switchGatewayApi(cluster: Cluster, { release, channel }: GatewayApi): Promise<RefusedDefinitions> {
  const { body } = await cluster.request('GET', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions');
  const standing = body.items.filter(({ spec }: { spec: { group: string } }) => spec.group.startsWith('gateway.networking.'));
  await remove(
    cluster,
    standing.map(({ metadata: { name } }: KubernetesObject) => definition(name)),
  );
  for (const { metadata } of standing)
    await eventually(`${metadata.name} is gone`, async () =>
      (await cluster.request('GET', `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${metadata.name}`)).status === 404 ? true : undefined,
    );
  return install(cluster, definitionsIn(`gateway-${gatewayFolders[release]}-${channel}`));
}

const definition = (name: string): KubernetesObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name },
});

const definitionsIn = (folder: string): readonly KubernetesObject[] => {
  const path = join(definitionsFolder ?? '', folder);
  return readdirSync(path)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => definitionsOf(readFileSync(join(path, name), 'utf8')));
};

const definitionsOf = (text: string): readonly KubernetesObject[] =>
  parseAllDocuments(text)
    .map((document) => document.toJS())
    .filter((object) => object?.kind === 'CustomResourceDefinition');

async function install(cluster: Cluster, definitions: readonly KubernetesObject[]): Promise<RefusedDefinitions> {
  const refused = new Map<string, string>();
  for (const object of definitions) {
    const { status, body } = await apply(cluster, object);
    if (status >= 300) refused.set(object.metadata.name, body?.message ?? String(body));
  }
  for (const { metadata } of definitions.filter((object) => !refused.has(object.metadata.name)))
    await eventually(`${metadata.name} is served`, async () => {
      const { body } = await cluster.request('GET', `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${metadata.name}`);
      const established = body.status?.conditions?.some(({ type, status }: Record<string, string>) => type === 'Established' && status === 'True');
      if (!established) return undefined;
      // The API server lists a kind a moment before it serves it.
      const { group, names, versions } = body.spec;
      const version = versions.find(({ served }: { served: boolean }) => served)?.name;
      return (await cluster.request('GET', `/apis/${group}/${version}/${names.plural}`)).status === 200 ? true : undefined;
    });
  forgetDefinitions(cluster);
  return refused;
}

/** The release of the Gateway API that settings name. */
export function gatewayApiOf(input: unknown): GatewayApi | undefined {
  const text = JSON.stringify(input ?? null);
  const release = /"gatewayApi":"?([\d.]+)/.exec(text)?.[1];
  return release === undefined ? undefined : { release, channel: /"channel":"(\w+)"/.exec(text)?.[1] ?? 'standard' };
}
