import { choice, type Field, items, member, report, required, text, texts } from '../input/fields';
import type { Manifest, ObjectReference, Path } from '../input/manifest';
import type { Protocol } from '../sets/ports';
import type { Selector } from '../sets/selectors';
import { has, nonEmpty, portNumber, selectorOf } from './checks';
import { backendsOf, type ParentReference, type RouteObject } from './route';

/** Namespaces whose objects may be attached. */
export type AllowedNamespaces = { readonly from: 'All' | 'Same' | 'None' } | { readonly from: 'Selector'; readonly selector: Selector };

/** A listener of a Gateway or ListenerSet. */
export interface Listener {
  readonly name: string;
  /** HTTP, HTTPS, TLS, TCP, UDP or a controller's own. */
  readonly protocol: string;
  readonly port: number;
  readonly hostname?: string;
  readonly allowed: AllowedNamespaces;
  /** Kinds of routes; unset allows those that fit the protocol. */
  readonly kinds?: readonly string[];
  readonly path: Path;
}

/** A Gateway or a ListenerSet, which adds listeners to one. */
export interface GatewayObject {
  readonly reference: ObjectReference;
  readonly namespace: string;
  readonly className?: string;
  readonly listeners: readonly Listener[];
  /** Namespaces whose ListenerSets may add listeners. */
  readonly allowedListeners: AllowedNamespaces;
  /** The Gateway of a ListenerSet. */
  readonly parent?: { readonly namespace: string; readonly name: string };
}

/** Lets objects of other namespaces refer to those of its own. */
export interface ReferenceGrantObject {
  readonly namespace: string;
  readonly from: readonly { readonly group: string; readonly kind: string; readonly namespace: string }[];
  readonly to: readonly { readonly group: string; readonly kind: string; readonly name?: string }[];
}

const froms = ['All', 'Same', 'None', 'Selector'] as const;

function allowedNamespacesOf(field: Field, fallback: 'Same' | 'None'): AllowedNamespaces {
  const namespaces = member(field, 'namespaces');
  const from = choice(member(namespaces, 'from'), froms) ?? fallback;
  return from === 'Selector' ? { from, selector: selectorOf(member(namespaces, 'selector')) } : { from };
}

function listenersOf(field: Field): readonly Listener[] {
  return items(field).flatMap((item): readonly Listener[] => {
    const name = required(member(item, 'name'), text);
    const protocol = required(member(item, 'protocol'), text);
    const port = required(member(item, 'port'), portNumber);
    const hostname = text(member(item, 'hostname'));
    const allowedRoutes = member(item, 'allowedRoutes');
    const kinds = items(member(allowedRoutes, 'kinds')).flatMap((kind) => text(member(kind, 'kind')) ?? []);
    if (name === undefined || protocol === undefined || port === undefined) return [];
    return [
      {
        name,
        protocol,
        port,
        ...(hostname !== undefined && { hostname }),
        allowed: allowedNamespacesOf(allowedRoutes, 'Same'),
        ...(kinds.length > 0 && { kinds }),
        path: item.path,
      },
    ];
  });
}

/** Reads a Gateway. */
export function gatewayOf({ reference }: Manifest, root: Field): GatewayObject {
  const spec = member(root, 'spec');
  const className = required(member(spec, 'gatewayClassName'), text);
  return {
    reference,
    namespace: reference.namespace ?? 'default',
    ...(className !== undefined && { className }),
    listeners: listenersOf(member(spec, 'listeners')),
    allowedListeners: allowedNamespacesOf(member(spec, 'allowedListeners'), 'None'),
  };
}

/** Reads a ListenerSet. */
export function listenerSetOf({ reference }: Manifest, root: Field): GatewayObject {
  const spec = member(root, 'spec');
  const namespace = reference.namespace ?? 'default';
  const parent = member(spec, 'parentRef');
  const name = required(member(parent, 'name'), text);
  return {
    reference,
    namespace,
    listeners: listenersOf(member(spec, 'listeners')),
    allowedListeners: { from: 'None' },
    ...(name !== undefined && { parent: { namespace: text(member(parent, 'namespace')) ?? namespace, name } }),
  };
}

/** Transport protocol of each kind of route. */
export const routeProtocols: Readonly<Record<string, Protocol>> = {
  HTTPRoute: 'TCP',
  GRPCRoute: 'TCP',
  TLSRoute: 'TCP',
  TCPRoute: 'TCP',
  UDPRoute: 'UDP',
};

/** Reads a route of the Gateway API. */
export function gatewayRouteOf({ reference }: Manifest, root: Field): RouteObject {
  const spec = member(root, 'spec');
  const namespace = reference.namespace ?? 'default';
  const matches = texts(member(spec, 'hostnames'));
  const httpRule = reference.kind === 'HTTPRoute' || reference.kind === 'GRPCRoute';
  return {
    reference,
    namespace,
    dialect: 'gateway',
    parents: items(member(spec, 'parentRefs')).flatMap((field): readonly ParentReference[] => {
      const name = required(member(field, 'name'), text);
      const section = text(member(field, 'sectionName'));
      const port = portNumber(member(field, 'port'));
      if (name === undefined) return [];
      return [
        {
          kind: text(member(field, 'kind')) ?? 'Gateway',
          namespace: text(member(field, 'namespace')) ?? namespace,
          name,
          ...(section !== undefined && { section }),
          ...(port !== undefined && { port }),
          path: field.path,
        },
      ];
    }),
    ways: items(member(spec, 'rules')).map((rule) => {
      const references = httpRule ? items(member(rule, 'backendRefs')) : nonEmpty(member(rule, 'backendRefs'), 'a backend');
      // A mirror gets a copy of the traffic.
      const mirrors = items(member(rule, 'filters')).filter((filter) => has(filter, 'requestMirror'));
      const backends = [...references, ...mirrors.map((filter) => member(member(filter, 'requestMirror'), 'backendRef'))];
      for (const backend of backends) {
        if (!has(backend, 'port') && (text(member(backend, 'kind')) ?? 'Service') === 'Service') report(backend, 'needs the port of the Service');
      }
      return { protocol: routeProtocols[reference.kind] ?? 'TCP', matches, backends: backendsOf(backends, namespace, portNumber) };
    }),
  };
}

/** Reads a ReferenceGrant. */
export function referenceGrantOf({ reference }: Manifest, root: Field): ReferenceGrantObject {
  const spec = member(root, 'spec');
  return {
    namespace: reference.namespace ?? 'default',
    from: nonEmpty(member(spec, 'from'), 'an entry').map((item) => ({
      group: text(member(item, 'group')) ?? '',
      kind: required(member(item, 'kind'), text) ?? '',
      namespace: required(member(item, 'namespace'), text) ?? '',
    })),
    to: nonEmpty(member(spec, 'to'), 'an entry').map((item) => {
      const name = text(member(item, 'name'));
      return { group: text(member(item, 'group')) ?? '', kind: required(member(item, 'kind'), text) ?? '', ...(name !== undefined && { name }) };
    }),
  };
}
