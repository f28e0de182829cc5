/**
 * What the evaluation predicts is what the network plugin of the cluster of KUBECONFIG does: ordinary pods ask each other under the rendered Services and
 * policies. In the laboratory given-cluster.cluster.ts runs it.
 */
import type { Kubectl } from '../../lib/cluster/kubectl';
import { leftovers, remove } from '../../lib/cluster/probe/running/removal';
import { type Cluster, connect } from './cluster';
import { collectionPath } from './objects';
import { changedBy, compareByPods, podProbeOf, podScenarios } from './packets/by-pods';
import type { Comparison } from './packets/compare';
import { agreementTable } from './packets/report';

const { KUBECONFIG: kubeconfig = '', CLUSTER_TEST_IMAGE: image } = process.env;

let cluster: Cluster;
const comparisons: Record<string, Comparison> = {};
const notTried = new Set<string>();

const kubectl: Kubectl = (args, input) => cluster.kubectl(args, input);

/** Removes what a killed run left. */
const clean = async (): Promise<void> => remove(kubectl, await leftovers(kubectl, ['bluemind-test']));

beforeAll(async () => {
  cluster = await connect({ kubeconfig });
  await clean();
});

afterAll(async () => {
  process.stdout.write(agreementTable(comparisons));
  for (const line of notTried) process.stdout.write(`NOT TRIED: ${line}\n`);
  if (cluster) await clean().finally(cluster.close);
});

interface Node {
  readonly spec?: { readonly unschedulable?: boolean };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** Whether a node would take pods. */
async function runsPods(): Promise<boolean> {
  const { body } = await cluster.request('GET', '/api/v1/nodes');
  const nodes: readonly Node[] = body.items;
  return nodes.some(
    ({ spec, status }) => !spec?.unschedulable && status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True'),
  );
}

test.each(podScenarios.map((scenario) => ({ ...scenario, scenario })))('$name', async ({ name, needs, mutate, scenario }) => {
  if (!(await runsPods())) return void notTried.add('packets: no node of the cluster is ready to run pods');
  if (needs && (await collectionPath(cluster, ...needs)) === undefined)
    return void notTried.add(`${name}: the cluster has no ${needs[1]} of ${needs[0]}`);
  if (mutate) expect(changedBy(scenario).length).toBeGreaterThan(5);
  const comparison = await compareByPods(kubectl, podProbeOf(scenario, image));
  comparisons[name] = comparison;
  for (const line of comparison.notAsked) notTried.add(`${name}: ${line}`);
  for (const [kind, { agrees, differs }] of Object.entries(comparison.byKind))
    if (agrees + differs === 0) notTried.add(`${name}: ${kind}: nothing of it could be decided`);
  expect(comparison.faults.slice(0, 20)).toEqual([]);
  expect(comparison.total.agrees).toBeGreaterThan(100);
  expect((await leftovers(kubectl, ['bluemind-test'])).length).toBe(0);
});
