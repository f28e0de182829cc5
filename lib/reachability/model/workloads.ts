import type { WorkloadObject } from '../objects/workload';
import { compareTexts, groupBy } from '../sets/grouping';
import { type Interval, indexAt } from '../sets/intervals';
import type { PortSet } from '../sets/ports';
import type { Namespace, PodGroup, StandIn, Workload } from './parties';

const keyOf = (namespace: string | undefined, kind: string, name: string): string => [namespace, kind, name].join(' ');

/**
 * Assigns pods to the workloads that own them, by title. An object whose owner is also given belongs to it: `kubectl get all` prints a Deployment,
 * its ReplicaSet and its pods. `pieces` are the address space divided at every block of a policy, so that pods within one group are in the same
 * blocks.
 */
export function workloadsOf(
  objects: readonly WorkloadObject[],
  standIns: { readonly given: readonly StandIn[]; readonly inferred: readonly StandIn[] },
  namespaceCalled: (name: string) => Namespace,
  pieces: readonly Interval<bigint>[],
): readonly Workload[] {
  const byKey = new Map(objects.map((object) => [keyOf(object.reference.namespace, object.reference.kind, object.reference.name), object]));
  const owned = new Map<string, { readonly name: string; readonly kind: string; readonly objects: WorkloadObject[] }>();
  for (const object of objects) {
    const { kind, name } = topOwner(object, byKey);
    const key = keyOf(object.reference.namespace, kind, name);
    const known = owned.get(key);
    if (known) known.objects.push(object);
    else owned.set(key, { kind, name, objects: [object] });
  }
  const real = [...owned.values()].flatMap((owner) => workloadOf(owner, namespaceCalled, pieces) ?? []);
  const imagined = (['given', 'inferred'] as const).flatMap((standsIn) =>
    standIns[standsIn]
      .filter((standIn) => !real.some((workload) => standsFor(standIn, workload)))
      .map((standIn) => imaginedWorkload(standIn, standsIn, namespaceCalled(standIn.namespace))),
  );
  return [...real, ...imagined].sort((a, b) => compareTexts(a.title, b.title));
}

/** Follows owners from a pod upwards to the last given one. */
function topOwner(object: WorkloadObject, byKey: ReadonlyMap<string, WorkloadObject>): { readonly kind: string; readonly name: string } {
  let { kind, name } = object.reference;
  let current: WorkloadObject | undefined = object;
  const seen = new Set<WorkloadObject>();
  while (current?.owner !== undefined && !seen.has(current)) {
    seen.add(current);
    const { owner }: WorkloadObject = current;
    const next = byKey.get(keyOf(object.reference.namespace, owner.kind, owner.name));
    if (next === undefined && current.reference.kind !== 'Pod') break;
    ({ kind, name } = owner);
    current = next;
  }
  return { kind, name };
}

function workloadOf(
  { kind, name, objects }: { readonly kind: string; readonly name: string; readonly objects: readonly WorkloadObject[] },
  namespaceCalled: (name: string) => Namespace,
  pieces: readonly Interval<bigint>[],
): Workload | undefined {
  const [first] = objects;
  if (first === undefined) return undefined;
  const namespace = namespaceCalled(first.reference.namespace ?? 'default');
  const groups = groupBy(objects, (object) =>
    JSON.stringify([
      [...object.labels].sort(),
      object.ports.map(({ name: portName, protocol, port, hostPort }) => [portName, protocol, port, hostPort]),
      object.hostNetwork,
      pieces.length === 0 ? 0 : object.addresses?.map(({ start }) => indexAt(pieces, start)),
    ]),
  );
  const own = objects.find(({ reference }) => reference.kind === kind && reference.name === name) ?? first;
  // The pod of a machine does not show which ports it forwards; the machine does.
  const forwarded = objects.find((object) => object.forwarded)?.forwarded;
  return {
    namespace: namespace.name,
    name,
    kind,
    title: titleOf(namespace.name, name, kind),
    groups: [...groups.values()].flatMap((group) => groupOf(group, namespace, forwarded) ?? []),
    reference: own.reference,
  };
}

const titleOf = (namespace: string, name: string, kind: string): string => `${namespace}/${name}[${kind}]`;

function groupOf(objects: readonly WorkloadObject[], namespace: Namespace, forwarded: PortSet | undefined): PodGroup | undefined {
  const [first] = objects;
  if (first === undefined) return undefined;
  const addresses = objects.every((object) => object.addresses) ? objects.flatMap((object) => object.addresses ?? []) : undefined;
  return {
    kind: 'pods',
    namespace,
    labels: first.labels,
    ports: first.ports,
    hostNetwork: first.hostNetwork,
    ...(addresses && { addresses: addresses.toSorted((a, b) => (a.start < b.start ? -1 : 1)) }),
    ...(forwarded && { forwarded }),
    pods: objects.flatMap(({ reference }) => (reference.kind === 'Pod' ? [reference.name] : [])),
    reference: first.reference,
  };
}

/** Whether a workload has pods with all labels of a stand-in. */
const standsFor = (standIn: StandIn, workload: Workload): boolean =>
  workload.namespace === standIn.namespace &&
  workload.groups.some(({ labels }) => Object.entries(standIn.labels).every(([key, value]) => labels.get(key) === value));

function imaginedWorkload(
  { namespace, name, kind = 'Workload', labels, ports, hostNetwork = false }: StandIn,
  standsIn: 'given' | 'inferred',
  inNamespace: Namespace,
): Workload {
  const reference = { apiVersion: 'v1', kind, namespace, name };
  const group: PodGroup = {
    kind: 'pods',
    namespace: inNamespace,
    labels: new Map(Object.entries(labels)),
    ports,
    hostNetwork,
    pods: [],
    reference,
  };
  return { namespace, name, kind, title: titleOf(namespace, name, kind), groups: [group], reference, standsIn };
}
