import { externalPorts, type Protocol } from '../../../catalogue';
import type { GatewayListener, RouteKind } from '../../model';
import { servicePorts } from '../../servers/services';
import type { EntryPointInput, ExposedPort } from '../entry-point';
import type { GatewaySettings } from './implementations';

export type GatewayInput = EntryPointInput<GatewaySettings>;

/** What happens to connections to a port at the Gateway. */
export type Handling = 'redirect' | 'terminate' | 'passthrough' | 'tcp' | 'udp';

/** One number of an exposed port: it has one listener (with several hosts, one each) and one route. */
export interface RoutedPort {
  /** Name of the Service port: the name of the port, followed by the number if it is a range. */
  readonly name: string;
  /** Name of the port. */
  readonly port: string;
  readonly number: number;
  /** Number of its listener. */
  readonly listenerNumber: number;
  readonly handling: Handling;
  /** Where it is served: a component may run in several workloads. */
  readonly exposed: readonly ExposedPort[];
}

/** The listener and route for each handling. */
export const handlings: Readonly<Record<Handling, { readonly protocol: GatewayListener['protocol']; readonly route: RouteKind }>> = {
  redirect: { protocol: 'HTTP', route: 'HTTPRoute' },
  terminate: { protocol: 'HTTPS', route: 'HTTPRoute' },
  passthrough: { protocol: 'TLS', route: 'TLSRoute' },
  tcp: { protocol: 'TCP', route: 'TCPRoute' },
  udp: { protocol: 'UDP', route: 'UDPRoute' },
};

/** How a transport is routed that the Gateway passes on unchanged. */
const rawHandlings: Readonly<Record<Protocol, Handling>> = { TCP: 'tcp', UDP: 'udp' };

/** The exposed ports by number. */
export function routedPorts(input: GatewayInput): readonly RoutedPort[] {
  const { settings, exposed } = input;
  const names = [...new Set(exposed.map(({ port }) => port.name))];
  return names
    .flatMap((name) => {
      const served = exposed.filter(({ port }) => port.name === name);
      const shift = shiftOf(settings, served[0]);
      return (served[0] ? servicePorts(served[0].port) : []).map(
        (servicePort): RoutedPort => ({
          name: servicePort.name,
          port: name,
          number: servicePort.port,
          listenerNumber: servicePort.port + shift,
          handling: handlingOf(input, name, servicePort.protocol),
          exposed: served,
        }),
      );
    })
    .sort((a, b) => a.number - b.number || (a.name < b.name ? -1 : 1));
}

const shiftOf = ({ listenerPorts }: GatewaySettings, one: ExposedPort | undefined): number =>
  one ? (listenerPorts[one.port.name] ?? one.port.number) - one.port.number : 0;

/** On ports that begin with TLS, the client tells the Gateway a host name; all others begin in clear text, or never use TLS. */
function handlingOf({ installation, settings }: GatewayInput, name: string, protocol: Protocol): Handling {
  const raw = rawHandlings[protocol];
  if (raw !== 'tcp') return raw;
  if (name === web.http) return 'redirect';
  if (name === web.https) return settings.tlsMode;
  const encryption = externalPorts(installation.catalogue).find((port) => port.name === name)?.encryption;
  return encryption === 'implicit-tls' && settings.hosts.length > 0 ? 'passthrough' : raw;
}

/** Ports of browsers. */
export const web = { http: 'http', https: 'https' } as const;
