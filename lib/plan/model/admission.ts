import type { Labels } from '../../base/labels';
import type { PortRange, TrafficPeer } from './traffic';

/** What the API server refuses or warns about, so that nobody opens later what the plan keeps closed. */
export interface PlannedAdmission {
  /** Names of its policies by subject; unique in the cluster, since they are cluster-wide. */
  readonly policies: readonly { readonly about: AdmissionSubject; readonly name: string }[];
  /** What happens to a request that breaks it. */
  readonly actions: readonly AdmissionAction[];
  readonly exceptions: readonly AdmissionException[];
  readonly servers: readonly AdmissionServer[];
  readonly backends: AdmissionBackends;
  /** Policies of the default deny. */
  readonly defaultDenies: readonly DefaultDeny[];
}

/** Subjects of requests: ways in from outside, pods, and policies for them. */
export type AdmissionSubject = 'services' | 'routes' | 'pods' | 'policies';

export type AdmissionAction = 'Deny' | 'Warn' | 'Audit';

/** A request that is allowed, and why. */
export type AdmissionException = { readonly reason: string } & (
  | { readonly kind: 'service-account'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'object'; readonly objectKind: string; readonly namespace: string; readonly name: string }
);

/** Pods, or machines, and which of their ports are closed to whom. */
export interface AdmissionServer {
  readonly name: string;
  readonly namespace: string;
  /** How Services select it: pods by labels, machines through the Services that the plan makes for them. */
  readonly found: { readonly by: 'labels'; readonly podLabels: Labels } | { readonly by: 'services'; readonly services: readonly string[] };
  /** BlueMind's ports that no way in from outside may lead to. */
  readonly closedOutside: readonly PortRange[];
  /** Ports that trust a PROXY header, to which only one Service each may lead. */
  readonly ownWays: readonly { readonly service: string; readonly ports: readonly PortRange[] }[];
  /** BlueMind's ports that the plan does not open to everyone, to which policies may admit nobody beyond the plan. */
  readonly guarded: readonly PortRange[];
  /** Whom the plan admits to guarded ports. */
  readonly admitted: readonly AdmittedPeers[];
}

/** Peers that the plan admits to the same ports. */
export interface AdmittedPeers {
  readonly peers: readonly TrafficPeer[];
  readonly ports: 'all' | readonly PortRange[];
}

/** Service ports that no route may lead to, each as `namespace/service:port`, by number and by name. */
export interface AdmissionBackends {
  readonly closed: readonly string[];
  /** Those that forward PROXY headers: only routes of the plan lead to them. */
  readonly ownAlone: readonly string[];
  /** Routes of the plan, as `namespace/name`. */
  readonly ownRoutes: readonly string[];
  /** Services that have one of either, as `namespace/service`. */
  readonly services: readonly string[];
}

export interface DefaultDeny {
  readonly name: string;
  readonly namespace: string;
  readonly podLabels: Labels;
  readonly direction: 'Ingress' | 'Egress';
}
