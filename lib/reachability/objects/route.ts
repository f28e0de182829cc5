import { type Field, member, required, text } from '../input/fields';
import type { ObjectReference, Path } from '../input/manifest';
import type { Protocol } from '../sets/ports';
import type { Labels } from '../sets/selectors';

/** Names what a route sends its traffic to. */
export interface BackendReference {
  /** API group, empty for the core group that Services are in. */
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Port of the Service by number or name; unset where the route leaves it open. */
  readonly port?: number | string;
  /** Whether the route tells the proxy to hand on the client's address in a PROXY header. */
  readonly sendsProxyHeader?: boolean;
  /** Way to it in the object. */
  readonly path: Path;
}

/** Names what a Gateway API route asks to be attached to. */
export interface ParentReference {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Listener; unset asks for all. */
  readonly section?: string;
  readonly port?: number;
  readonly path: Path;
}

/** One way from a proxy to backends. */
export interface Way {
  readonly protocol: Protocol;
  /** Port on which the proxy listens, where the object says so. */
  readonly port?: number;
  /** Whether the proxy expects a PROXY header from what is in front of it. */
  readonly expectsProxyHeader?: boolean;
  /** What else picks this way: host names, entry points. Empty picks all. */
  readonly matches: readonly string[];
  readonly backends: readonly BackendReference[];
  /** What the object says of TLS, where the proxy speaks HTTP. */
  readonly web?: WebWay;
}

/** What an object says of TLS on a way of HTTP. */
export interface WebWay {
  /** Whether it asks for TLS: of an Ingress by `spec.tls`, which to some controllers is a certificate and no more. */
  readonly tls: boolean;
  /** Whether requests without TLS are served besides, where the object says so. @default - it does not say */
  readonly cleartext?: boolean;
  /** Entry points of Traefik by name; none stands for the default ones. */
  readonly entryPoints: readonly string[];
  /** Middlewares of Traefik, as `namespace/name`. */
  readonly middlewares: readonly string[];
}

/** Families of objects that lead traffic from a proxy in the cluster to Services. */
export const routeDialects = ['ingress', 'gateway', 'traefik', 'haproxy', 'tcp-services', 'openshift'] as const;

/** A family of objects that lead traffic from a proxy in the cluster to Services. */
export type RouteDialect = (typeof routeDialects)[number];

/** An object that makes a proxy in the cluster lead traffic to Services. */
export interface RouteObject {
  readonly reference: ObjectReference;
  readonly namespace: string;
  readonly dialect: RouteDialect;
  /** Class that names the proxy: ingressClassName and the like. A Gateway API route has that of its Gateway. */
  readonly className?: string;
  /** By which controllers are told more of an Ingress. */
  readonly annotations?: Labels;
  /** Only of Gateway API routes. */
  readonly parents: readonly ParentReference[];
  readonly ways: readonly Way[];
}

/** Reads a reference to a Service with `name`, perhaps `namespace` and `kind`, and `port`. */
export function backendOf(field: Field, namespace: string, port: (field: Field) => number | string | undefined): BackendReference | undefined {
  const name = required(member(field, 'name'), text);
  const number = port(member(field, 'port'));
  if (name === undefined) return undefined;
  return {
    group: text(member(field, 'group')) ?? '',
    kind: text(member(field, 'kind')) ?? 'Service',
    namespace: text(member(field, 'namespace')) ?? namespace,
    name,
    ...(number !== undefined && { port: number }),
    path: field.path,
  };
}

/** The backends of several fields. */
export const backendsOf = (
  fields: readonly Field[],
  namespace: string,
  port: (field: Field) => number | string | undefined,
): readonly BackendReference[] => fields.flatMap((field) => backendOf(field, namespace, port) ?? []);
