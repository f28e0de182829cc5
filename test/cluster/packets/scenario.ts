import { type Plan, planFrom } from '../../../lib/plan';
import type { InstallationProps } from '../../../lib/settings';
import { renderManifests } from '../../../lib/synth/render';
import type { Laboratory } from '../lab/laboratory';
import { forgetConnections, type LabNode, nodes, outside, routeBalancer, routeBalancer6 } from '../lab/network';
import { nodeOf, type PodPlace } from '../lab/pods';
import { enforce, type PlacedPod } from '../lab/policy-engine/enforce';
import { eventually } from '../lab/processes';
import { createNamespaces, namespaceObject } from '../namespaces';
import { collectionPath, type KubernetesObject, missingKinds, mustApply, objectsOf, patchStatus, remove } from '../objects';
import { type ProbedPort, podObject, podStatus, podsOf, probedPorts, type WantedPod } from './pods';

/** Settings whose packets are looked at. */
export interface Scenario {
  readonly name: string;
  readonly settings: Partial<InstallationProps>;
  /** What somebody did to the rendered objects. @default - nothing */
  readonly mutate?: (objects: readonly KubernetesObject[]) => readonly KubernetesObject[];
  /** Whether the network plugin enforces policies. @default true */
  readonly isEnforced?: boolean;
  /** Whether listeners that expect a PROXY header wait for one. @default false, so that a mere connection is answered */
  readonly waitsForHeaders?: boolean;
  /** Which pods there are. @default - all */
  readonly keeps?: (pod: WantedPod) => boolean;
}

/** A pod that stands in its place. */
export interface StandingPod extends WantedPod {
  /** `namespace/name`, which it answers too. */
  readonly title: string;
  readonly place: PodPlace;
}

/** A Service in the cluster. */
export interface StandingService {
  readonly title: string;
  readonly type: string;
  readonly clusterAddress?: string;
  /** Address of its load balancer. */
  readonly balancer?: string;
  /** Its IPv6 addresses, if it has such. */
  readonly clusterAddress6?: string;
  readonly balancer6?: string;
  readonly externalTrafficPolicy?: string;
  readonly ports: readonly { readonly protocol: 'TCP' | 'UDP'; readonly port: number; readonly targetPort: number; readonly nodePort?: number }[];
  /** Pods that it selects. */
  readonly pods: readonly StandingPod[];
  /** Addresses of machines that its EndpointSlices name. */
  readonly machines: readonly string[];
}

/** A scenario that runs in the laboratory. */
export interface StandingScenario {
  readonly nodes: readonly LabNode[];
  /** Clients and machines outside, by the names of their agents. */
  readonly outside: Readonly<Record<string, { readonly address: string }>>;
  readonly plan: Plan;
  readonly pods: readonly StandingPod[];
  readonly services: readonly StandingService[];
  readonly ports: readonly ProbedPort[];
  /** What `kubectl get -o yaml` prints of it. */
  readonly objects: string;
  /** Kinds that the laboratory does not have, so that nothing came of these objects. */
  readonly missing: readonly string[];
  readonly remove: () => Promise<void>;
}

const clusterWide = 'clusternetworkpolicies.policy.networking.k8s.io';

/** Applies what is rendered, puts pods in their places, plays the load balancer, and enforces the policies that are then in the cluster. */
export async function stand(
  laboratory: Laboratory,
  { settings, mutate = (all) => all, isEnforced = true, waitsForHeaders = false, keeps = () => true }: Scenario,
  index: number,
): Promise<StandingScenario> {
  const { cluster, places, agents, isDualStack } = laboratory;
  const name = `mail${index}`;
  const foreign = `foreign${index}`;
  const plan = planFrom({ ...settings, name, namespace: name });
  const rendered = mutate(objectsOf(renderManifests(plan).stream));
  const missing = await missingKinds(cluster, rendered);
  const objects = rendered.filter(({ apiVersion, kind }) => !missing.includes(`${kind} (${apiVersion})`));
  const wanted = podsOf(plan, foreign).filter(keeps);
  const all = [namespaceObject(foreign), ...objects, ...wanted.map(podObject)];
  await createNamespaces(cluster, all);
  await mustApply(cluster, all);

  const ports = probedPorts(plan);
  const numbers = (protocol: string) => ports.filter((port) => port.protocol === protocol).map(({ port }) => port);
  const headers = plan.workloads.flatMap(({ proxyListeners }) => proxyListeners.map(({ podNumber }) => podNumber));
  const listening = { tcp: numbers('TCP'), udp: numbers('UDP'), ...(waitsForHeaders && { proxy: headers }), ...(isDualStack && { address: '::' }) };
  const pods = wanted.map((pod): StandingPod => ({ ...pod, title: `${pod.namespace}/${pod.name}`, place: places.take(nodeOf(pod.node)) }));
  for (const pod of pods) {
    const { address, address6, node } = pod.place;
    const status = podStatus([address, ...(isDualStack ? [address6] : [])], [node.address, ...(isDualStack ? [node.address6] : [])]);
    await patchStatus(cluster, podObject(pod), status);
  }
  await Promise.all([
    ...pods.map(({ title, place }) => place.agent.listen({ name: title, ...listening })),
    ...Object.entries(agents)
      .filter(([host]) => !host.startsWith('node '))
      .map(([host, agent]) => agent.listen({ name: host.replaceAll(' ', '-'), ...listening })),
  ]);

  const services: StandingService[] = [];
  for (const service of objects.filter(({ kind }) => kind === 'Service'))
    services.push(await standingService(laboratory, service, objects, pods, services.length + 10));
  await eventually('all Services have their endpoints', () => endpointsAreThere(laboratory, services));
  forgetConnections();
  const policies = isEnforced ? await policiesOf(laboratory, pods) : { network: [], cluster: [] };
  enforce(pods.map(asPlaced), policies);
  if (isDualStack) enforce(pods.map(ofIPv6).map(asPlaced), policies);

  const hasClusterPolicies = (await collectionPath(cluster, 'policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy')) !== undefined;
  const kinds = ['namespaces', 'pods', 'services', 'endpointslices', 'networkpolicies', ...(hasClusterPolicies ? [clusterWide] : [])].join(',');
  const { stdout, stderr, status } = await cluster.kubectl(['get', kinds, '--all-namespaces', '--output=yaml']);
  if (status !== 0) throw new Error(`kubectl get: ${stderr}`);
  return {
    plan,
    nodes,
    outside,
    pods,
    services,
    ports,
    objects: stdout,
    missing,
    remove: async () => {
      await remove(cluster, [...all.filter(({ kind }) => kind !== 'Namespace')]);
      for (const one of [...new Set(all.flatMap(({ metadata: { namespace } }) => namespace ?? []))]) await remove(cluster, [namespaceObject(one)]);
      places.release();
    },
  };
}

const nodes6 = nodes.map((node): LabNode => ({ ...node, address: node.address6 }));
const ofIPv6 = ({ place, ...pod }: StandingPod): StandingPod => ({
  ...pod,
  place: { ...place, address: place.address6, node: nodes6.find(({ name }) => name === place.node.name) ?? place.node },
});

/** The same scenario, only by IPv6. */
export const overIPv6 = (scenario: StandingScenario): StandingScenario => ({
  ...scenario,
  nodes: nodes6,
  outside: Object.fromEntries(Object.entries(outside).map(([name, { address6 }]) => [name, { address: address6 }])),
  pods: scenario.pods.map(ofIPv6),
  services: scenario.services.map(({ clusterAddress: _, balancer: __, clusterAddress6, balancer6, ...service }) => ({
    ...service,
    ...(clusterAddress6 !== undefined && { clusterAddress: clusterAddress6 }),
    ...(balancer6 !== undefined && { balancer: balancer6 }),
    pods: service.pods.map(ofIPv6),
  })),
});

const asPlaced = ({ namespace, labels, place }: StandingPod): PlacedPod => ({
  place,
  pod: {
    namespace,
    labels,
    namespaceLabels: { 'kubernetes.io/metadata.name': namespace },
    address: place.address,
    nodeAddress: place.node.address,
    ports: [],
  },
});

/** The policies as the API server has them. */
async function policiesOf({ cluster }: Laboratory, pods: readonly StandingPod[]) {
  const namespaces = new Set(pods.map(({ namespace }) => namespace));
  const list = async (apiVersion: string, kind: string) => {
    const path = await collectionPath(cluster, apiVersion, kind, 'default');
    return path === undefined ? [] : (await cluster.request('GET', path.replace('/namespaces/default', ''))).body.items;
  };
  const network = await list('networking.k8s.io/v1', 'NetworkPolicy');
  return {
    network: network.filter(({ metadata }: KubernetesObject) => namespaces.has(metadata.namespace ?? '')),
    cluster: await list('policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy'),
  };
}

/** Reads a Service, and gives one of type LoadBalancer its address, led to a node with a pod if that matters and to the other if it does not. */
async function standingService(
  { cluster, isDualStack }: Laboratory,
  object: KubernetesObject,
  objects: readonly KubernetesObject[],
  pods: readonly StandingPod[],
  number: number,
): Promise<StandingService> {
  const [address, address6] = [`172.31.9.${number}`, `fd00:172::${number}`];
  const path = await collectionPath(cluster, 'v1', 'Service', object.metadata.namespace);
  const { spec } = (await cluster.request('GET', `${path}/${object.metadata.name}`)).body;
  const selector: [string, string][] = Object.entries(spec.selector ?? {});
  const chosen = pods.filter(
    ({ namespace, labels }) =>
      selector.length > 0 && namespace === object.metadata.namespace && selector.every(([key, value]) => labels[key] === value),
  );
  const isBalanced = spec.type === 'LoadBalancer';
  if (isBalanced) {
    const home = chosen[0]?.place.node ?? nodes[0];
    const arrival = spec.externalTrafficPolicy === 'Local' ? home : (nodes.find((node) => node !== home) ?? home);
    routeBalancer(address, arrival);
    if (isDualStack) routeBalancer6(address6, arrival);
    const ingress = [address, ...(isDualStack ? [address6] : [])].map((ip) => ({ ip, ipMode: 'VIP' }));
    await patchStatus(cluster, object, { loadBalancer: { ingress } });
  }
  return {
    title: `${object.metadata.namespace}/${object.metadata.name}`,
    type: spec.type,
    ...(spec.clusterIP !== 'None' && { clusterAddress: spec.clusterIP }),
    ...(isBalanced && { balancer: address }),
    ...(isDualStack && { clusterAddress6: spec.clusterIPs?.find((one: string) => one.includes(':')), ...(isBalanced && { balancer6: address6 }) }),
    externalTrafficPolicy: spec.externalTrafficPolicy,
    ports: spec.ports,
    pods: chosen,
    machines: objects.flatMap((slice) => machinesOf(slice, object)),
  };
}

/** IPv4 addresses that an object names if it is an EndpointSlice of a Service. */
function machinesOf(
  { kind, metadata, addressType, endpoints }: KubernetesObject,
  { metadata: { namespace, name } }: KubernetesObject,
): readonly string[] {
  if (kind !== 'EndpointSlice' || addressType !== 'IPv4' || !Array.isArray(endpoints)) return [];
  if (metadata.namespace !== namespace || metadata.labels?.['kubernetes.io/service-name'] !== name) return [];
  return endpoints.flatMap(({ addresses }: { readonly addresses: readonly string[] }) => addresses);
}

async function endpointsAreThere({ cluster }: Laboratory, services: readonly StandingService[]): Promise<true | undefined> {
  const { body } = await cluster.request('GET', '/apis/discovery.k8s.io/v1/endpointslices');
  const slices: readonly { readonly metadata: KubernetesObject['metadata']; readonly endpoints: readonly unknown[] | null }[] = body.items;
  const complete = services.every(({ title, pods }) => {
    const own = slices.filter(({ metadata }) => `${metadata.namespace}/${metadata.labels?.['kubernetes.io/service-name']}` === title);
    return pods.length === 0 || own.some(({ endpoints }) => endpoints?.length === pods.length);
  });
  return complete ? true : undefined;
}
