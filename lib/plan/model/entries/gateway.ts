import { deepFrozen } from '../../../base/frozen';
import type { Labels } from '../../../base/labels';
import type { Protocol } from '../../../catalogue';
import type { EntryPointSettings } from '../../../settings';
import type { PortRange } from '../traffic';
import type { Backend } from './backend';
import type { Entry } from './entry';

type GatewayImplementation = Extract<EntryPointSettings, { readonly type: 'Gateway' }>['implementation'];

/** An object of the Gateway API, or of an implementation of it. */
export type GatewayEntry =
  | EntryGateway
  | EntryListenerSet
  | EntryRoute
  | EntryBackendTlsPolicy
  | EntryReferenceGrant
  | EntryClientTrafficPolicy
  | EntryBackendTrafficPolicy
  | EntryListenerPolicy
  | EntryBackendConfigPolicy
  | EntryDestinationRule
  | EntrySecurityPolicy
  | EntryCiliumPolicy;

interface GatewayObject extends Entry {
  readonly apiVersion: string;
}

/** A Gateway of the installation's own. */
export interface EntryGateway extends GatewayObject {
  readonly kind: 'Gateway';
  readonly implementation: GatewayImplementation;
  readonly className: string;
  readonly addresses: readonly string[];
  readonly infrastructure?: { readonly annotations: Labels; readonly labels: Labels };
  readonly listeners: readonly GatewayListener[];
}

/** Listeners that are added to an existing Gateway. */
export interface EntryListenerSet extends GatewayObject {
  readonly kind: 'ListenerSet';
  readonly implementation: GatewayImplementation;
  readonly gateway: { readonly name: string; readonly namespace: string };
  readonly listeners: readonly GatewayListener[];
}

/** The protocol of a listener, or the transport that it passes on unchanged. */
export type ListenerProtocol = 'HTTP' | 'HTTPS' | 'TLS' | Protocol;

/** The transport under the protocol of a listener. */
export const listenerTransports: Readonly<Record<ListenerProtocol, Protocol>> = deepFrozen({
  HTTP: 'TCP',
  HTTPS: 'TCP',
  TLS: 'TCP',
  TCP: 'TCP',
  UDP: 'UDP',
});

/** One number on which a Gateway listens, for one host or all. */
export interface GatewayListener {
  readonly name: string;
  /** Name of the port that it exposes. */
  readonly exposes: string;
  readonly number: number;
  readonly protocol: ListenerProtocol;
  /** @default - every host */
  readonly host?: string;
  /** Secret with the certificate for TLS that ends here, and its namespace if it is another one. @default - TLS does not end here */
  readonly certificate?: { readonly secret: string; readonly namespace?: string };
  readonly routes: { readonly kind: RouteKind; readonly namespace: string };
}

export type RouteKind = EntryRoute['kind'];

/** The routes from listeners to BlueMind. */
export type EntryRoute = EntryHttpRoute | EntryTlsRoute | EntryStreamRoute;

interface Route extends GatewayObject {
  readonly parents: readonly RouteParent[];
}

/** A listener of a Gateway or ListenerSet. */
export interface RouteParent {
  readonly kind: 'Gateway' | 'ListenerSet';
  readonly name: string;
  /** @default - the namespace of the route */
  readonly namespace?: string;
  readonly listener: string;
}

export interface EntryHttpRoute extends Route {
  readonly kind: 'HTTPRoute';
  readonly hosts: readonly string[];
  readonly action: { readonly kind: 'redirect' } | { readonly kind: 'forward'; readonly backends: readonly Backend[]; readonly timeout: string };
}

export interface EntryTlsRoute extends Route {
  readonly kind: 'TLSRoute';
  readonly hosts: readonly string[];
  readonly backends: readonly Backend[];
}

export interface EntryStreamRoute extends Route {
  readonly kind: 'TCPRoute' | 'UDPRoute';
  readonly backends: readonly Backend[];
}

/** How a Gateway that ends TLS checks the certificate of the backend. */
export interface EntryBackendTlsPolicy extends GatewayObject {
  readonly kind: 'BackendTLSPolicy';
  readonly targets: readonly { readonly service: string; readonly portName: string }[];
  readonly serverName: string;
  /** @default - the authorities that the system of the Gateway trusts */
  readonly caConfigMap?: string;
}

/** Permission for Gateways of another namespace to use a Secret. */
export interface EntryReferenceGrant extends GatewayObject {
  readonly kind: 'ReferenceGrant';
  readonly fromNamespace: string;
  readonly secret: string;
}

/** Reference to a Gateway, ListenerSet or route, in a policy of Envoy Gateway. */
export interface PolicyTarget {
  readonly kind: 'Gateway' | 'ListenerSet' | RouteKind;
  readonly name: string;
}

/** Envoy Gateway: every connection begins with a PROXY header. */
export interface EntryClientTrafficPolicy extends GatewayObject {
  readonly kind: 'ClientTrafficPolicy';
  readonly target: PolicyTarget;
}

/** Envoy Gateway: connections to the backends begin with a PROXY header. */
export interface EntryBackendTrafficPolicy extends GatewayObject {
  readonly kind: 'BackendTrafficPolicy';
  readonly targets: readonly PolicyTarget[];
  readonly version: 'v1' | 'v2';
}

/** kgateway: every connection to a Gateway of its namespace begins with a PROXY header. */
export interface EntryListenerPolicy extends GatewayObject {
  readonly kind: 'ListenerPolicy';
  readonly target: PolicyTarget;
}

/** kgateway: connections to these Services begin with a PROXY header. */
export interface EntryBackendConfigPolicy extends GatewayObject {
  readonly kind: 'BackendConfigPolicy';
  readonly services: readonly string[];
  readonly version: 'v1' | 'v2';
}

/** Istio: connections to this Service begin with a PROXY header. */
export interface EntryDestinationRule extends GatewayObject {
  readonly kind: 'DestinationRule';
  readonly service: string;
  readonly version: 'v1' | 'v2';
}

/** Envoy Gateway: who may connect. */
export interface EntrySecurityPolicy extends GatewayObject {
  readonly kind: 'SecurityPolicy';
  readonly targets: readonly PolicyTarget[];
  readonly sourceRanges: readonly string[];
}

/** Cilium: its proxy may connect to pods, which no NetworkPolicy can express. */
export interface EntryCiliumPolicy extends GatewayObject {
  readonly kind: 'CiliumNetworkPolicy';
  readonly podLabels: Labels;
  readonly ports: readonly PortRange[];
}
