import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plan } from '../../../lib/plan';
import { renderManifests } from '../../../lib/synth/render';
import type { Cluster } from '../cluster';
import { eventually } from '../lab/processes';
import { createNamespaces } from '../namespaces';
import { type KubernetesObject, missingKinds, mustApply, objectsOf, patchStatus, remove } from '../objects';
import { podObject, podStatus, podsOf, type WantedPod } from '../packets/pods';

/** Pods with addresses, which nothing need answer: what counts is where a controller leads. */
export interface AddressedPod extends WantedPod {
  readonly address: string;
}

/** What is rendered, as a controller finds it in a cluster. */
export interface StandingRoutes {
  readonly pods: readonly AddressedPod[];
  readonly remove: () => Promise<void>;
}

/** Applies what is rendered with pods behind it and the Secrets that it names, and waits for the endpoints. */
export async function standRoutes(cluster: Cluster, plan: Plan): Promise<StandingRoutes> {
  const rendered = objectsOf(renderManifests(plan).stream);
  const missing = await missingKinds(cluster, rendered);
  const objects = rendered.filter(({ apiVersion, kind }) => !missing.includes(`${kind} (${apiVersion})`));
  const pods = podsOf(plan, 'foreign')
    .filter(({ ofBlueMind }) => ofBlueMind)
    .map((pod, index) => ({ ...pod, address: `10.244.1.${index + 10}` }));
  const podObjects = pods.map(podObject);
  const all = [...objects.filter(({ kind }) => kind !== 'Namespace'), ...certificates(objects), ...podObjects];
  await createNamespaces(cluster, all);
  await mustApply(cluster, all);
  for (const [index, pod] of podObjects.entries()) await patchStatus(cluster, pod, podStatus([pods[index]?.address ?? ''], ['10.0.0.1']));
  const selecting = objects.filter(({ kind, spec }) => kind === 'Service' && typeof spec === 'object' && spec !== null && 'selector' in spec).length;
  const namespaces = new Set(all.map(({ metadata }) => metadata.namespace));
  await eventually('all Services have endpoints', async () => {
    const { body } = await cluster.request('GET', '/apis/discovery.k8s.io/v1/endpointslices');
    const own = body.items.filter(({ metadata }: KubernetesObject) => namespaces.has(metadata.namespace));
    const filled = own.filter(({ endpoints }: { readonly endpoints: readonly unknown[] | null }) => (endpoints?.length ?? 0) > 0);
    return filled.length >= selecting ? true : undefined;
  });
  return { pods, remove: () => remove(cluster, all) };
}

/** The Secrets and ConfigMaps with certificates that objects name, with one and the same certificate. */
function certificates(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const { certificate, key } = selfSigned();
  const encode = (text: string) => Buffer.from(text).toString('base64');
  const named = (pattern: RegExp, make: (metadata: KubernetesObject['metadata']) => KubernetesObject): readonly KubernetesObject[] =>
    objects.flatMap((object) =>
      [...JSON.stringify(object).matchAll(pattern)].flatMap(([, name]) =>
        name ? make({ name, namespace: object.metadata.namespace ?? 'default' }) : [],
      ),
    );
  const secret = (metadata: KubernetesObject['metadata']): KubernetesObject => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata,
    type: 'kubernetes.io/tls',
    data: { 'tls.crt': encode(certificate), 'tls.key': encode(key), 'ca.crt': encode(certificate) },
  });
  return [
    ...named(/"(?:secretName|secret)":"([^"]+)"/g, secret),
    ...named(/"kind":"Secret","name":"([^"]+)"/g, secret),
    ...named(/"kind":"ConfigMap","name":"([^"]+)"/g, (metadata) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata,
      data: { 'ca.crt': certificate },
    })),
  ];
}

function selfSigned(): { readonly certificate: string; readonly key: string } {
  const folder = mkdtempSync(join(tmpdir(), 'cluster-certificate-'));
  try {
    const command = 'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=mail.example.org -keyout key.pem -out certificate.pem';
    execFileSync('openssl', command.split(' '), { cwd: folder, stdio: 'ignore' });
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    return { certificate: read('certificate.pem'), key: read('key.pem') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
