import type { Labels } from '../../../base/labels';
import type { Certificate } from '../../../settings';
import type { EntryGateway, EntryListenerSet, GatewayListener, RouteParent } from '../../model';
import { issuerAnnotations, withSecret } from '../ingress/certificate';
import type { GatewayReference } from './implementations';
import { versions } from './releases';
import { type GatewayInput, handlings, type RoutedPort } from './routed-ports';

/** The Gateway through which clients connect: a rendered one, or an existing one. */
export function gatewayOf({ installation, name, settings }: GatewayInput): GatewayReference {
  const { namespace, namePrefix } = installation.settings;
  return settings.existing
    ? { name: settings.existing.name, namespace: settings.existing.namespace ?? namespace }
    : { name: `${namePrefix}-${name}`, namespace: settings.namespace ?? namespace };
}

/** How the listeners of an entry point are created. */
export type ListenerHome = 'Gateway' | 'ListenerSet' | 'existing';

export const listenerHome = ({ settings }: GatewayInput): ListenerHome =>
  settings.existing ? (settings.existing.listeners ? 'existing' : 'ListenerSet') : 'Gateway';

/** The object with the listeners; none if they already exist. */
export function parentObject(input: GatewayInput, routed: readonly RoutedPort[]): readonly (EntryGateway | EntryListenerSet)[] {
  const { installation, name, settings } = input;
  const gateway = gatewayOf(input);
  const common = {
    entryPoint: name,
    implementation: settings.implementation,
    name: `${installation.settings.namePrefix}-${name}`,
    annotations: { ...customResource, ...issuerAnnotations(settings.tls), ...settings.annotations },
    listeners: routed.flatMap((port) => listenersOf(input, port)),
  };
  const ports = routed.map((port) => port.name).join(', ');
  switch (listenerHome(input)) {
    case 'Gateway':
      return [
        {
          ...common,
          kind: 'Gateway',
          apiVersion: versions.gateway,
          namespace: gateway.namespace,
          description: `Listens for clients of BlueMind on ${ports}.`,
          className: settings.className ?? '',
          addresses: [...settings.addresses].sort(),
          ...(settings.infrastructure && { infrastructure: settings.infrastructure }),
        },
      ];
    case 'ListenerSet':
      return [
        {
          ...common,
          kind: 'ListenerSet',
          apiVersion: versions.listenerSet,
          namespace: installation.settings.namespace,
          description: `Has Gateway '${gateway.namespace}/${gateway.name}' listen for clients of BlueMind on ${ports}.`,
          gateway,
        },
      ];
    case 'existing':
      return [];
  }
}

/** The listeners of a port. cert-manager and proxies choose certificates by the host of a listener, so if TLS ends at the Gateway, there is one listener for each host. */
function listenersOf(input: GatewayInput, port: RoutedPort): readonly GatewayListener[] {
  const { installation, settings } = input;
  const { protocol, route } = handlings[port.handling];
  const listener: GatewayListener = {
    name: port.name,
    exposes: port.port,
    number: port.listenerNumber,
    protocol,
    routes: { kind: route, namespace: installation.settings.namespace },
  };
  const certificate = secretOf(input);
  if (port.handling !== 'terminate' || !certificate) return [listener];
  const hosts = [...settings.hosts].sort();
  return hosts.map((host) => ({ ...listener, name: hosts.length > 1 ? hostListener(port.name, host) : port.name, host, certificate }));
}

const hostListener = (name: string, host: string): string => `${name}-${host.replace('*', 'wildcard')}`;

/** A Secret that you create is in BlueMind's namespace; cert-manager writes to the namespace of the Gateway or ListenerSet. */
function secretOf(input: GatewayInput): GatewayListener['certificate'] {
  const { installation, name, settings } = input;
  const { namespace, namePrefix } = installation.settings;
  const certificate: Certificate | undefined = withSecret(settings.tls, `${namePrefix}-${name}-tls`);
  if (certificate?.secret === undefined) return undefined;
  const isElsewhere = certificate.kind === 'secret' && listenerHome(input) === 'Gateway' && gatewayOf(input).namespace !== namespace;
  return { secret: certificate.secret, ...(isElsewhere && { namespace }) };
}

/** The listeners to which the route of a port attaches. */
export function parentsOf(input: GatewayInput, port: RoutedPort): readonly RouteParent[] {
  const { installation, name, settings } = input;
  const { namespace, namePrefix } = installation.settings;
  const home = listenerHome(input);
  const gateway = gatewayOf(input);
  const parent =
    home === 'ListenerSet'
      ? { kind: 'ListenerSet' as const, name: `${namePrefix}-${name}` }
      : { kind: 'Gateway' as const, name: gateway.name, ...(gateway.namespace !== namespace && { namespace: gateway.namespace }) };
  if (home === 'existing') return [{ ...parent, listener: settings.existing?.listeners?.[port.port] ?? port.name }];
  return listenersOf(input, port).map((listener) => ({ ...parent, listener: listener.name }));
}

/** Argo CD makes a dry run first, which fails if the same sync installs the CRD; other tools ignore this annotation. */
export const customResource: Labels = { 'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true' };
