import { failureOf, type Kubectl } from '../../kubectl';
import { probeLabels } from '../labels';
import { listAt, mustRun, readJson, refuse, textAt } from './cluster';
import { sleep } from './waiting';

/** Kinds of the objects that a probe creates in a namespace. */
const kinds = 'jobs.batch,pods,services,endpointslices.discovery.k8s.io,networkpolicies.networking.k8s.io';

/** Kinds that a cluster may lack. */
const kindsOfPlugins = ['ciliumnetworkpolicies.cilium.io', 'networkpolicies.projectcalico.org'] as const;

/** Seconds that the removal of a namespace may take. */
const patience = 180;

/**
 * Removes namespaces that a probe created, and its objects in prepared namespaces. Waits until all are removed.
 * @throws InputError that names what is left
 */
export async function remove(kubectl: Kubectl, namespaces: readonly { readonly name: string; readonly isPrepared: boolean }[]): Promise<void> {
  for (const { name } of namespaces.filter(({ isPrepared }) => isPrepared)) {
    const empty = (some: string) => [
      'delete',
      some,
      `--namespace=${name}`,
      `--selector=${probeLabels.installation}`,
      '--ignore-not-found',
      '--wait=false',
    ];
    await mustRun(kubectl, `removing what is in ${name}`, empty(kinds));
    for (const kind of kindsOfPlugins) {
      const answer = await kubectl(empty(kind));
      if (answer.status !== 0 && failureOf(answer).kind === 'broken') refuse(`removing what is in ${name}`, failureOf(answer).message);
    }
  }
  const made = namespaces.filter(({ isPrepared }) => !isPrepared).map(({ name }) => name);
  if (made.length === 0) return;
  await mustRun(kubectl, `removing ${made.join(', ')}`, ['delete', 'namespaces', ...made, '--ignore-not-found', '--wait=false']);
  for (let waited = 0; ; waited += 2) {
    const answer = await mustRun(kubectl, `removing ${made.join(', ')}`, ['get', 'namespaces', ...made, '--ignore-not-found', '--output=name']);
    const left = answer.split('\n').filter((line) => line !== '');
    if (left.length === 0) return;
    if (waited >= patience)
      refuse(
        `removing ${made.join(', ')}`,
        `${left.join(', ')} ${left.length === 1 ? 'is' : 'are'} still being removed after ${patience} seconds; 'kubectl get ${left[0]} -o yaml' shows what blocks it`,
      );
    await sleep(2);
  }
}

/**
 * Finds objects that probes left in a cluster.
 * @param installations only probes of these. @default - all
 */
export async function leftovers(kubectl: Kubectl, installations?: readonly string[]) {
  const found = await readJson(kubectl, 'looking for what probes left', ['get', 'namespaces', `--selector=${probeLabels.installation}`]);
  return listAt(found, 'items')
    .filter((namespace) => installations === undefined || installations.includes(textAt(namespace, 'metadata', 'labels', probeLabels.installation)))
    .map((namespace) => ({
      name: textAt(namespace, 'metadata', 'name'),
      isPrepared: textAt(namespace, 'metadata', 'labels', probeLabels.prepared) !== '',
    }));
}
