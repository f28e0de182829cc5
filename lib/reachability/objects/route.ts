import { type Field, member, required, text } from '../input/fields';
import type { ObjectReference, Path } from '../input/manifest';
import type { Protocol } from '../sets/ports';
import type { Labels } from '../sets/selectors';

/** A reference to the destination of a route. */
export interface BackendReference {
  /** API group, empty for the core group that Services are in. */
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Port of the Service by number or name; unset if the route does not name one. */
  readonly port?: number | string;
  /** Whether the route tells the proxy to send the client address in a PROXY header. */
  readonly sendsProxyHeader?: boolean;
  /** Path to it in the object. */
  readonly path: Path;
}

/** A reference to the parent of a Gateway API route. */
export interface ParentReference {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Listener; unset means all. */
  readonly section?: string;
  readonly port?: number;
  readonly path: Path;
}

/** One way from a proxy to backends. */
export interface Way {
  readonly protocol: Protocol;
  /** Port on which the proxy listens, if the object names it. */
  readonly port?: number;
  /** Whether the proxy expects a PROXY header from what is in front of it. */
  readonly expectsProxyHeader?: boolean;
  /** Further conditions for this way: host names, entry points. Empty means all. */
  readonly matches: readonly string[];
  readonly backends: readonly BackendReference[];
  /** What the object says about TLS, if the proxy handles HTTP. */
  readonly web?: WebWay;
}

/** What an object says about TLS on an HTTP way. */
export interface WebWay {
  /** Whether it requires TLS: for an Ingress by `spec.tls`, which for some controllers is only a certificate. */
  readonly tls: boolean;
  /** Whether requests without TLS are served, too, if the object says so. @default - it does not say */
  readonly cleartext?: boolean;
  /** Entry points of Traefik by name; none means the default ones. */
  readonly entryPoints: readonly string[];
  /** Middlewares of Traefik, as `namespace/name`. */
  readonly middlewares: readonly string[];
}

/** Families of objects that route traffic from a proxy in the cluster to Services. */
export const routeDialects = ['ingress', 'gateway', 'traefik', 'haproxy', 'tcp-services', 'openshift'] as const;

/** A family of objects that route traffic from a proxy in the cluster to Services. */
export type RouteDialect = (typeof routeDialects)[number];

/** An object that makes a proxy in the cluster route traffic to Services. */
export interface RouteObject {
  readonly reference: ObjectReference;
  readonly namespace: string;
  readonly dialect: RouteDialect;
  /** Class that names the proxy: ingressClassName and the like. A Gateway API route has that of its Gateway. */
  readonly className?: string;
  /** With further instructions for the controller of an Ingress. */
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
