import type { Explanation, Verdict } from '../explain';
import type { ObjectReference } from '../input/manifest';
import type { PodEnd } from '../model/model';
import type { ServiceObject, ServicePort } from '../objects/service';
import type { AddressSet } from '../sets/address-sets';
import type { Protocol } from '../sets/ports';

/** How clients outside the cluster get in. */
export type Access =
  /** The address of a load balancer. */
  | 'load-balancer'
  /** A port of every node. */
  | 'node-port'
  /** An address that the nodes of the cluster accept for a Service. */
  | 'external-ip'
  /** A host port of the node on which the pod runs. */
  | 'host-port'
  /** The pod uses the network of its node. */
  | 'host-network'
  /** A proxy in the cluster: an ingress controller or a gateway. */
  | 'controller';

/** The destination of an entry. */
export type EntryDestination =
  | { readonly kind: 'pods'; readonly end: PodEnd; readonly protocol: Protocol; readonly port: number }
  | { readonly kind: 'address'; readonly addresses: AddressSet; readonly protocol: Protocol; readonly port: number };

/** A way from outside the cluster to a port of a pod. */
export interface Entry {
  readonly access: Access;
  readonly protocol: Protocol;
  /** Port that clients connect to. Unset if the cluster or a controller chooses it. */
  readonly port?: number;
  /** Host names or entry points that select this way; empty selects all. */
  readonly matches: readonly string[];
  /** Objects on the way, from outside to inside: Service; Gateway, TCPRoute, Service; Pod. */
  readonly objects: readonly ObjectReference[];
  /** The Service in front of the pods, and its port. */
  readonly service?: { readonly service: ServiceObject; readonly port: ServicePort };
  /** Clients that the entry itself admits, independent of policies. */
  readonly clients: AddressSet;
  /** Source address that the pod and its policies see. */
  readonly seenAs: 'client' | 'node' | 'balancer' | 'controller';
  /** Addresses of the balancer, if the pod sees these. */
  readonly balancer?: AddressSet;
  /** Whether a balancer or a proxy in the cluster sends the client address in a PROXY header, by the objects. */
  readonly proxyHeader: boolean;
  /** Why a proxy forwards HTTP requests without TLS. Unset if it does not, if it does not handle HTTP, or if nothing tells. */
  readonly cleartext?: string;
  readonly destination: EntryDestination;
  readonly verdict: Verdict;
  /** Clients that reach the pod. Empty unless the verdict is allowed. */
  readonly admitted: AddressSet;
  /** Ways to the controller, if its pods are given. */
  readonly through: readonly Entry[];
  /** The verdict of the policies, with their rules; for one client, if they treat clients differently. */
  readonly explain: () => Explanation | undefined;
}

/** A way in before the policies are evaluated. */
export type Way = Pick<
  Entry,
  'access' | 'protocol' | 'port' | 'matches' | 'objects' | 'service' | 'clients' | 'seenAs' | 'balancer' | 'proxyHeader' | 'cleartext'
>;
