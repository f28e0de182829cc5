import type { ObjectReference } from '../input/manifest';
import type { ContainerPort } from '../objects/workload';
import type { AddressSet } from '../sets/address-sets';
import type { PortSet } from '../sets/ports';
import type { Labels } from '../sets/selectors';

/** A namespace, with its own object or only with objects in it. */
export interface Namespace {
  readonly name: string;
  /** Those that are known, with `kubernetes.io/metadata.name`, which the control plane adds. */
  readonly labels: Labels;
  /** Whether it has no others; false if it is named but not given as an object. */
  readonly labelsComplete: boolean;
  readonly reference?: ObjectReference;
}

/** Pods of one workload with the same labels, ports and network, which nothing distinguishes. */
export interface PodGroup {
  readonly kind: 'pods';
  readonly namespace: Namespace;
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  /** Whether they use the network of their node. */
  readonly hostNetwork: boolean;
  /** Their addresses; unset if not known. */
  readonly addresses?: AddressSet;
  /** Ports that they forward to their virtual machines; unset if there are none or all ports are forwarded. */
  readonly forwarded?: PortSet;
  /** Names of the pods in the objects; none if a template represents them. */
  readonly pods: readonly string[];
  readonly reference: ObjectReference;
}

/** Addresses outside the cluster. */
export interface ExternalAddresses {
  readonly kind: 'addresses';
  readonly addresses: AddressSet;
}

/** A node of the cluster, itself or as the source address of a forwarded client. */
export interface ClusterNode {
  readonly kind: 'node';
}

/** A pod with unknown namespace and labels, such as that of an ingress controller. */
export interface UnknownPod {
  readonly kind: 'unknown-pod';
  /** `the ingress controller`, for reasons. */
  readonly what: string;
}

/** The proxy of Cilium itself, which serves its Gateways and Ingresses: it is not a pod, and no block matches its address. */
export interface CiliumProxy {
  readonly kind: 'cilium-proxy';
}

/** Either end of a connection. */
export type Party = PodGroup | ExternalAddresses | ClusterNode | UnknownPod | CiliumProxy;

/** An object that creates pods, or a single pod, with its pods. */
export interface Workload {
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  /** `namespace/name[Kind]`. */
  readonly title: string;
  readonly groups: readonly PodGroup[];
  readonly reference: ObjectReference;
  /**
   * A stand-in for pods that are not in the objects: given, or inferred from the selectors of Services and policies.
   * @default - it is in the objects
   */
  readonly standsIn?: 'given' | 'inferred';
}

/** A stand-in for a workload that is not in the objects. */
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

/** A namespace of which only the name is known: it may have any further labels. */
export const unseenNamespace = (name: string): Namespace => ({ name, labels: new Map([[namespaceNameLabel, name]]), labelsComplete: false });

/** Pods that are not in the objects, for questions what they could reach. */
export const imaginedPods = (namespace: Namespace, labels: Labels, hostNetwork = false): PodGroup => ({
  kind: 'pods',
  namespace,
  labels,
  ports: [],
  hostNetwork,
  pods: [],
  reference: { apiVersion: 'v1', kind: 'Pod', namespace: namespace.name, name: '*' },
});

/** A pod without labels, in a namespace of any name without labels: what it can reach, every pod of such namespaces can reach. */
export const anyPod: PodGroup = imaginedPods(namespaceOf('*'), new Map());
