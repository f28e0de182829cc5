import type { ObjectReference } from '../input/manifest';
import type { ContainerPort } from '../objects/workload';
import type { AddressSet } from '../sets/address-sets';
import type { PortSet } from '../sets/ports';
import type { Labels } from '../sets/selectors';

/** A namespace, whether there is an object for it or only something in it. */
export interface Namespace {
  readonly name: string;
  /** Those that are known, with `kubernetes.io/metadata.name`, which the control plane adds. */
  readonly labels: Labels;
  /** Whether it has no others; false where it is named but not given as an object. */
  readonly labelsComplete: boolean;
  readonly reference?: ObjectReference;
}

/** Pods of one workload that have the same labels, ports and network, so that nothing tells them apart. */
export interface PodGroup {
  readonly kind: 'pods';
  readonly namespace: Namespace;
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  /** Whether they use the network of their node. */
  readonly hostNetwork: boolean;
  /** Their addresses; unset where they are not known. */
  readonly addresses?: AddressSet;
  /** Ports that they hand on to the virtual machines in them; unset where there are none or all are. */
  readonly forwarded?: PortSet;
  /** Names of the pods among the objects; none where a template stands for them. */
  readonly pods: readonly string[];
  readonly reference: ObjectReference;
}

/** Addresses outside the cluster. */
export interface ExternalAddresses {
  readonly kind: 'addresses';
  readonly addresses: AddressSet;
}

/** A node of the cluster, by itself or as the source address that a forwarded client got. */
export interface ClusterNode {
  readonly kind: 'node';
}

/** A pod of which neither namespace nor labels are known, such as an ingress controller's. */
export interface UnknownPod {
  readonly kind: 'unknown-pod';
  /** `the ingress controller`, for reasons. */
  readonly what: string;
}

/** The proxy of Cilium itself, which serves its Gateways and Ingresses: no pod, and of no address that a block means. */
export interface CiliumProxy {
  readonly kind: 'cilium-proxy';
}

/** Either end of a connection. */
export type Party = PodGroup | ExternalAddresses | ClusterNode | UnknownPod | CiliumProxy;

/** An object that makes pods, or a pod for itself, with its pods. */
export interface Workload {
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  /** `namespace/name[Kind]`. */
  readonly title: string;
  readonly groups: readonly PodGroup[];
  readonly reference: ObjectReference;
  /**
   * Stands for pods that are not among the objects: as it was given, or inferred of what Services and policies select.
   * @default - it is among the objects
   */
  readonly standsIn?: 'given' | 'inferred';
}

/** Stands for a workload that is not among the objects. */
export interface StandIn {
  readonly namespace: string;
  readonly name: string;
  /** @default 'Workload' */
  readonly kind?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Ports that it listens on. */
  readonly ports: readonly ContainerPort[];
  /** @default false */
  readonly hostNetwork?: boolean;
}

/** Label that the control plane puts on every namespace. */
export const namespaceNameLabel = 'kubernetes.io/metadata.name';

/** A namespace with these labels and its name among them, and no others. */
export const namespaceOf = (name: string, labels: Labels = new Map(), reference?: ObjectReference): Namespace => ({
  name,
  labels: new Map([...labels, [namespaceNameLabel, name]]),
  labelsComplete: true,
  ...(reference && { reference }),
});

/** A namespace of which nothing is known but its name: it may have any labels besides. */
export const unseenNamespace = (name: string): Namespace => ({ name, labels: new Map([[namespaceNameLabel, name]]), labelsComplete: false });

/** Pods that are not among the objects, for asking what they could reach. */
export const imaginedPods = (namespace: Namespace, labels: Labels, hostNetwork = false): PodGroup => ({
  kind: 'pods',
  namespace,
  labels,
  ports: [],
  hostNetwork,
  pods: [],
  reference: { apiVersion: 'v1', kind: 'Pod', namespace: namespace.name, name: '*' },
});

/** A pod that nobody has given any labels, in a namespace of any name that has none either: what it can reach, every pod of such namespaces can. */
export const anyPod: PodGroup = imaginedPods(namespaceOf('*'), new Map());
