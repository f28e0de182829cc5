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
  /** An address that the cluster's nodes have taken for a Service. */
  | 'external-ip'
  /** A port of the nodes that the pod runs on, led to it. */
  | 'host-port'
  /** The pod uses the network of its node. */
  | 'host-network'
  /** A proxy in the cluster: an ingress controller or a gateway. */
  | 'controller';

/** Where an entry leads. */
export type EntryDestination =
  | { readonly kind: 'pods'; readonly end: PodEnd; readonly protocol: Protocol; readonly port: number }
  | { readonly kind: 'address'; readonly addresses: AddressSet; readonly protocol: Protocol; readonly port: number };

/** A way from outside the cluster to a port of a pod. */
export interface Entry {
  readonly access: Access;
  readonly protocol: Protocol;
  /** Port that clients connect to. Unset where the cluster chooses it, or a controller does. */
  readonly port?: number;
  /** Host names or entry points that pick this way; empty picks all. */
  readonly matches: readonly string[];
  /** Objects on the way, from outside to inside: Service; Gateway, TCPRoute, Service; Pod. */
  readonly objects: readonly ObjectReference[];
  /** The Service in front of the pods, and its port. */
  readonly service?: { readonly service: ServiceObject; readonly port: ServicePort };
  /** Clients that the entry itself lets in, whatever the policies. */
  readonly clients: AddressSet;
  /** Source address that the pod and its policies see. */
  readonly seenAs: 'client' | 'node' | 'balancer' | 'controller';
  /** Addresses of the balancer, where the pod sees those. */
  readonly balancer?: AddressSet;
  /** Whether a balancer or a proxy in the cluster hands on the client's address in a PROXY header, as far as the objects tell. */
  readonly proxyHeader: boolean;
  /** Why a proxy leads requests of HTTP on that come without TLS. Unset where it does not, where it knows no HTTP, or where nothing tells. */
  readonly cleartext?: string;
  readonly destination: EntryDestination;
  readonly verdict: Verdict;
  /** Clients that get through to the pod. Empty unless the verdict is allowed. */
  readonly admitted: AddressSet;
  /** Ways to the controller, where its pods are given. */
  readonly through: readonly Entry[];
  /** What the policies make of it, with their rules; of one client, where they treat clients differently. */
  readonly explain: () => Explanation | undefined;
}

/** A way in before it is known what policies make of it. */
export type Way = Pick<
  Entry,
  'access' | 'protocol' | 'port' | 'matches' | 'objects' | 'service' | 'clients' | 'seenAs' | 'balancer' | 'proxyHeader' | 'cleartext'
>;
