/** Every object that the project renders, applied to real API servers: taken as it is, without a warning, and settled at once. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderManifests } from '../../lib/synth/render';
import { type Case, cases } from './cases';
import { type Cluster, connect } from './cluster';
import { definitionsFolder, gatewayApiOf, installDefinitions, type RefusedDefinitions, switchGatewayApi } from './definitions';
import { startControlPlane } from './lab/control-plane';
import { currentRelease, oldRelease } from './lab/releases';
import { createNamespaces, inOwnNamespaces, removeTestObjects } from './namespaces';
import { apply, applyArguments, type KubernetesObject, missingKinds, objectsOf, remove, titleOf } from './objects';

/** A cluster under test, and whether its definitions are ours to install. */
interface Subject {
  readonly title: string;
  readonly start: () => Promise<{ readonly cluster: Cluster; readonly stop: () => Promise<void> }>;
  readonly installs: boolean;
}

const { KUBECONFIG: kubeconfig, CLUSTER_TEST_CRDS: definitionsGiven } = process.env;

const subjects: readonly Subject[] = kubeconfig
  ? [
      {
        title: 'the cluster of KUBECONFIG',
        start: async () => {
          const cluster = await connect({ kubeconfig });
          return { cluster, stop: cluster.close };
        },
        installs: definitionsGiven !== undefined,
      },
    ]
  : [currentRelease, oldRelease].map((release) => ({
      title: `Kubernetes ${release.version}`,
      start: () => startControlPlane({ release }),
      installs: definitionsFolder !== undefined,
    }));

/** Definitions that an API server cannot take: their rules call functions of CEL that came later. */
const tooNew: Readonly<Record<string, readonly string[]>> = {
  'v1.30': ['clusternetworkpolicies.policy.networking.k8s.io', 'tlsroutes.gateway.networking.k8s.io', 'xbackends.gateway.networking.x-k8s.io'],
};

/** Cases by the Gateway API that they need, so that definitions are put in place once for each. */
const gatewayTitle = ({ input }: Case): string => Object.values(gatewayApiOf(input) ?? { of: 'none' }).join(' ');
const byGatewayApi = [...new Set(cases.map(gatewayTitle))].map((title) => ({ title, group: cases.filter((one) => gatewayTitle(one) === title) }));

describe.each(subjects)('$title', ({ start, installs }) => {
  let cluster: Cluster;
  let stop: () => Promise<void> = async () => undefined;
  const left = new Map<string, number>();
  let applied = 0;

  beforeAll(async () => {
    ({ cluster, stop } = await start());
    await removeTestObjects(cluster);
    if (installs) expectRefusals(await installDefinitions(cluster));
  });

  afterAll(async () => {
    process.stdout.write(`${applied} objects applied to ${cluster?.version}\n`);
    for (const [kind, count] of left) process.stdout.write(`NOT APPLIED: ${kind} of ${count} cases, since the cluster does not have this kind\n`);
    if (cluster) await removeTestObjects(cluster);
    await stop();
  });

  /** Lists which definitions may be refused; the test names any other. */
  function expectRefusals(refused: RefusedDefinitions): void {
    const known = Object.entries(tooNew).find(([version]) => cluster.version.startsWith(version))?.[1] ?? [];
    expect([...refused].filter(([name]) => !known.includes(name))).toEqual([]);
    for (const reason of refused.values()) expect(reason).toMatch(/compilation failed: ERROR: .* undeclared reference to '(isCIDR|isIP|format)'/);
  }

  describe.each(byGatewayApi)('Gateway API: $title', ({ group: [first, ...others] }) => {
    const group = first ? [first, ...others] : [];

    beforeAll(async () => {
      const api = gatewayApiOf(first?.input);
      if (installs && api) expectRefusals(await switchGatewayApi(cluster, api));
    });

    test.each(group.map((one) => ({ ...one, tag: `${cases.indexOf(one)}` })))('$name', async ({ tag, ...one }) => {
      const result = await applyTwice(cluster, one, tag, installs);
      applied += result.objects;
      for (const kind of result.left) left.set(kind, (left.get(kind) ?? 0) + 1);
      expect(result.faults).toEqual([]);
    });
  });

  if (!kubeconfig && installs)
    test('docs/cluster-tests.md claims only what was applied', () => {
      const documented = readFileSync(join(__dirname, '../../docs/cluster-tests.md'), 'utf8').replaceAll('\n', ' ');
      const counts = /More than ([\d,]+) objects were applied to Kubernetes 1\.36\.3 and more than ([\d,]+) to 1\.30\.14/.exec(documented);
      const said = Number(counts?.[cluster.version.startsWith('v1.30') ? 2 : 1]?.replaceAll(',', ''));
      expect(applied).toBeGreaterThan(said);
    });
});

/** What a case is worth: nothing refused, warned of, changed by the second apply or found by `kubectl diff`. */
async function applyTwice(cluster: Cluster, { plan }: Case, tag: string, installs: boolean) {
  const all = inOwnNamespaces(objectsOf(renderManifests(plan).stream), tag);
  const missing = await missingKinds(cluster, all);
  const unavailable = (object: KubernetesObject) => missing.includes(`${object.kind} (${object.apiVersion})`);
  const objects = all.filter((object) => !unavailable(object));
  const excused = (kind: string) =>
    !installs || kubeconfig !== undefined || (cluster.version.startsWith('v1.30') && /^(ClusterNetworkPolicy|TLSRoute) /.test(kind));
  const faults: string[] = missing.filter((kind) => !excused(kind)).map((kind) => `the definition of ${kind} is missing`);
  await createNamespaces(cluster, objects);
  try {
    const first = await Promise.all(objects.map((object) => apply(cluster, object)));
    const second = await Promise.all(objects.map((object) => apply(cluster, object)));
    for (const [index, object] of objects.entries()) {
      const [before, after] = [first[index], second[index]];
      for (const answer of [before, after]) {
        if ((answer?.status ?? 500) >= 300) faults.push(`${titleOf(object)}: ${answer?.status} ${answer?.body?.message}`);
        for (const warning of answer?.warnings ?? []) faults.push(`${titleOf(object)}: warning ${warning}`);
      }
      if (before && after && !(await isSettled(cluster, object, before.body, after.body)))
        faults.push(`${titleOf(object)}: changed by a second apply`);
    }
    const { status, stdout, stderr } = await cluster.kubectl(
      ['diff', ...applyArguments, '-f', '-'],
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
    );
    if (status !== 0) faults.push(`kubectl diff: ${status} ${stdout}${stderr}`);
  } finally {
    await remove(cluster, objects);
  }
  return { faults, left: missing, objects: objects.length };
}

type Version = { readonly metadata?: { readonly generation?: number; readonly resourceVersion?: string } };

/** Groups that the API server has without definitions. */
const builtIn = /^(v1|(apps|batch|policy|networking\.k8s\.io|discovery\.k8s\.io|admissionregistration\.k8s\.io|rbac\.authorization\.k8s\.io)\/v\w+)$/;

/**
 * Whether the second apply changed nothing. Custom resources whose definition has defaults may be written once more by it, with another resourceVersion and
 * the same generation: the defaults are put in after the first. The third must change nothing then. The same goes for hand-written ones.
 */
async function isSettled(cluster: Cluster, object: KubernetesObject, { metadata: before }: Version, { metadata: after }: Version): Promise<boolean> {
  if (before?.generation !== after?.generation) return false;
  if (before?.resourceVersion === after?.resourceVersion) return true;
  if (builtIn.test(object.apiVersion)) return false;
  const third: Version = (await apply(cluster, object)).body;
  return third.metadata?.generation === after?.generation && third.metadata?.resourceVersion === after?.resourceVersion;
}
