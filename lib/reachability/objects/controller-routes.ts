import { descend, type Field, items, member, members, text, texts } from '../input/fields';
import type { Manifest } from '../input/manifest';
import type { Protocol } from '../sets/ports';
import { has, nonEmpty, portNumber } from './checks';
import { namesOf } from './middleware';
import { type BackendReference, backendOf, backendsOf, type RouteObject, type Way } from './route';

/** A port by number or by any text: controllers look up names in the Service, so a wrong name is dangling, not malformed. */
const numberOrText = (field: Field): number | string | undefined => (typeof field.value === 'string' ? numeric(field.value) : portNumber(field));

const numeric = (value: string): number | string => (/^\d{1,5}$/.test(value) ? Number(value) : value);

/** Transport protocol of each kind of Traefik route. */
const traefikProtocols: Readonly<Record<string, Protocol>> = { IngressRoute: 'TCP', IngressRouteTCP: 'TCP', IngressRouteUDP: 'UDP' };

/** Reads Traefik's IngressRoute, IngressRouteTCP and IngressRouteUDP. */
export function traefikRouteOf({ reference }: Manifest, root: Field): RouteObject {
  const spec = member(root, 'spec');
  const namespace = reference.namespace ?? 'default';
  const entryPoints = texts(member(spec, 'entryPoints'));
  const className = text(member(spec, 'ingressClassName')) ?? text(descend(root, 'metadata', 'annotations', 'kubernetes.io/ingress.class'));
  return {
    reference,
    namespace,
    dialect: 'traefik',
    ...(className !== undefined && { className }),
    parents: [],
    ways: nonEmpty(member(spec, 'routes'), 'a route').map((route): Way => {
      const match = text(member(route, 'match'));
      return {
        protocol: traefikProtocols[reference.kind] ?? 'TCP',
        matches: [...entryPoints.map((name) => `entry point ${name}`), ...(match === undefined ? [] : [match])],
        backends: items(member(route, 'services')).flatMap((service): readonly BackendReference[] => {
          const backend = backendOf(service, namespace, numberOrText);
          return backend ? [{ ...backend, ...(has(service, 'proxyProtocol') && { sendsProxyHeader: true }) }] : [];
        }),
        ...(reference.kind === 'IngressRoute' && {
          web: { tls: has(spec, 'tls'), entryPoints, middlewares: namesOf(member(route, 'middlewares'), namespace) },
        }),
      };
    }),
  };
}

/** Reads HAProxy's TCP, in which each frontend binds a port. */
export function haproxyTcpOf({ reference }: Manifest, root: Field): RouteObject {
  const namespace = reference.namespace ?? 'default';
  const className = text(descend(root, 'metadata', 'annotations', 'ingress.class'));
  const ways = items(member(root, 'spec')).flatMap((service): readonly Way[] => {
    const first = backendOf(member(service, 'service'), namespace, portNumber);
    const backends = [...(first ? [first] : []), ...backendsOf(items(member(service, 'services')), namespace, portNumber)];
    const binds = descend(service, 'frontend', 'binds');
    const bound = Array.isArray(binds.value) ? items(binds) : members(binds).map(([, bind]) => bind);
    const ports = bound.flatMap((bind) => portNumber(member(bind, 'port')) ?? []);
    const way: Way = { protocol: 'TCP', matches: [], backends };
    return ports.length === 0 ? [way] : ports.map((port) => ({ ...way, port }));
  });
  return { reference, namespace, dialect: 'haproxy', ...(className !== undefined && { className }), parents: [], ways };
}

/**
 * A port that a controller opens, with its destination, as ingress-nginx and HAProxy write it: `25: mail/edge:smtp:PROXY:PROXY`. The first PROXY expects the
 * header, the second sends it.
 */
const tcpService = /^([a-z0-9][-a-z0-9]*)\/([a-z0-9][-a-z0-9.]*):([a-z0-9][-a-z0-9]*)((?::[A-Za-z]*)*)$/;

/**
 * Reads a ConfigMap of ports and Services (`--tcp-services-configmap`). Nothing in the object identifies it, so any ConfigMap counts whose
 * entries all have a port for a key and a Service for a value; one for UDP has `udp` in its name.
 */
export function tcpServicesOf({ reference }: Manifest, root: Field): readonly RouteObject[] {
  const data = members(member(root, 'data'));
  if (data.length === 0 || !data.every(([key, { value }]) => /^[1-9]\d{0,4}$/.test(key) && typeof value === 'string' && tcpService.test(value)))
    return [];
  const protocol: Protocol = /udp/i.test(reference.name) ? 'UDP' : 'TCP';
  return [
    {
      reference,
      namespace: reference.namespace ?? 'default',
      dialect: 'tcp-services',
      parents: [],
      ways: data.map(([key, field]): Way => {
        const [, namespace = '', name = '', port = '', flags = ''] = tcpService.exec(text(field) ?? '') ?? [];
        const [, expects, sends] = flags.split(':').map((word) => word === 'PROXY');
        const backend: BackendReference = {
          group: '',
          kind: 'Service',
          namespace,
          name,
          port: numeric(port),
          ...(sends && { sendsProxyHeader: true }),
          path: field.path,
        };
        return { protocol, port: Number(key), ...(expects && { expectsProxyHeader: true }), matches: [], backends: [backend] };
      }),
    },
  ];
}
