import { descend, type Field, flag, isGiven, items, member, members, ownMember, required, text, wholeNumber } from '../input/fields';
import type { Manifest, ObjectReference } from '../input/manifest';
import { type AddressSet, parseAddressSet } from '../sets/address-sets';
import { union } from '../sets/intervals';
import type { PortSet, Protocol } from '../sets/ports';
import type { Labels } from '../sets/selectors';
import { labelsOf, portName, portNumber, protocolOf } from './checks';

/** A port that a container declares. Declaring is informational: a pod may listen on others. */
export interface ContainerPort {
  readonly name?: string;
  readonly protocol: Protocol;
  readonly port: number;
  /** Port on the node that leads to it. */
  readonly hostPort?: number;
}

/** An object that is a pod or creates pods. */
export interface WorkloadObject {
  readonly reference: ObjectReference;
  /** Its owner, if it names one. */
  readonly owner?: { readonly kind: string; readonly name: string };
  /** Labels of its pods. */
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  /** Whether its pods use the network of their node. */
  readonly hostNetwork: boolean;
  /** Addresses of the pod; unset if its status does not contain them or the object creates pods. */
  readonly addresses?: AddressSet;
  /** Ports that the pod forwards to its virtual machine; unset if there is none or all ports are forwarded. */
  readonly forwarded?: PortSet;
}

/** Path of the pod template in objects that create pods. */
const templates: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** How many replicas of a StatefulSet are distinguished: further ones differ only in their number. */
const mostReplicas = 100;

/** Reads a Pod or an object with a template of pods; a StatefulSet once for each replica, as these have names and labels of their own. */
export function workloadsOf(manifest: Manifest, root: Field): readonly WorkloadObject[] {
  const workload = workloadOf(manifest, root);
  const { kind, name } = workload.reference;
  const withLabels = (...own: readonly (readonly [string, string])[]): WorkloadObject => ({
    ...workload,
    labels: new Map([...workload.labels, ...own]),
  });
  if (kind === 'Job') return [withLabels(['batch.kubernetes.io/job-name', name], ['job-name', name])];
  if (kind !== 'StatefulSet') return [workload];
  const replicas = Math.min(Math.max(wholeNumber(descend(root, 'spec', 'replicas')) ?? 1, 1), mostReplicas);
  const start = wholeNumber(descend(root, 'spec', 'ordinals', 'start')) ?? 0;
  return Array.from({ length: replicas }, (_, index) => {
    const ordinal = start + index;
    return withLabels(['apps.kubernetes.io/pod-index', `${ordinal}`], ['statefulset.kubernetes.io/pod-name', `${name}-${ordinal}`]);
  });
}

function workloadOf({ reference }: Manifest, root: Field): WorkloadObject {
  const template = descend(root, ...(templates[reference.kind] ?? ['spec', 'template']));
  const spec = member(template, 'spec');
  const sidecars = items(member(spec, 'initContainers')).filter((container) => ownMember(container.value, 'restartPolicy') === 'Always');
  const owner = ownerOf(root);
  const addresses = reference.kind === 'Pod' ? podAddresses(root) : undefined;
  return {
    reference,
    ...(owner && { owner }),
    labels: labelsOf(descend(template, 'metadata', 'labels')),
    ports: [...items(member(spec, 'containers')), ...sidecars].flatMap((container) =>
      items(member(container, 'ports')).flatMap((port) => portOf(port) ?? []),
    ),
    hostNetwork: flag(member(spec, 'hostNetwork')) ?? false,
    ...(addresses && { addresses }),
  };
}

function portOf(field: Field): ContainerPort | undefined {
  const port = required(containerPort(field), portNumber);
  const name = portName(member(field, 'name'));
  const hostPort = isGiven(member(field, 'hostPort')) && ownMember(field.value, 'hostPort') !== 0 ? portNumber(member(field, 'hostPort')) : undefined;
  const protocol = protocolOf(member(field, 'protocol'));
  return port === undefined ? undefined : { ...(name !== undefined && { name }), protocol, port, ...(hostPort !== undefined && { hostPort }) };
}

/** `containerPort` in any letter case: API servers before 1.24 accepted field names in any case, and old manifests still have them. */
function containerPort(field: Field): Field {
  const exact = member(field, 'containerPort');
  if (isGiven(exact)) return exact;
  return members(field).find(([key]) => key.toLowerCase() === 'containerport')?.[1] ?? exact;
}

/**
 * The owner that controls an object, or else the first. Without a kind it counts as a pod, as in netpol-analyzer. A node owns the pods that its
 * kubelet runs from files, which have nothing else in common.
 */
export function ownerOf(root: Field): { readonly kind: string; readonly name: string } | undefined {
  const owners = items(descend(root, 'metadata', 'ownerReferences')).filter((owner) => ownMember(owner.value, 'kind') !== 'Node');
  const owner = owners.find((candidate) => ownMember(candidate.value, 'controller') === true) ?? owners[0];
  const name = owner && text(member(owner, 'name'));
  return owner && name !== undefined ? { kind: text(member(owner, 'kind')) ?? 'Pod', name } : undefined;
}

function podAddresses(root: Field): AddressSet | undefined {
  const status = member(root, 'status');
  const listed = [...items(member(status, 'podIPs')).map((item) => member(item, 'ip')), member(status, 'podIP')];
  const sets = [...new Set(listed.map(text))].flatMap((address) => (address === undefined ? [] : (parseAddressSet(address) ?? [])));
  return sets.length === 0 ? undefined : union(sets);
}
