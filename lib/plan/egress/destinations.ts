import { parseCidr } from '../../base/addresses';
import type { Protocol } from '../../catalogue';
import { type DestinationSettings, type Installation, keepInCluster, leadsTo } from '../../settings';
import type { EgressPeer, PlannedServer, PortRange } from '../model';

/** A destination outside the installation, and who may connect to it. */
export interface Destination {
  readonly name: string;
  readonly to: readonly EgressPeer[];
  readonly ports: readonly PortRange[];
  /** Names of workloads. */
  readonly workloads: readonly string[];
  /** Where it is, in words. */
  readonly where: string;
  readonly reason: string;
}

/** The destinations that settings allow: known ones and those that the settings define. */
export function destinationsOf(installation: Installation, servers: readonly PlannedServer[]): readonly Destination[] {
  const settings = installation.settings.egress.restricted?.destinations ?? {};
  const { outgoing } = installation.catalogue;
  const known = outgoing.flatMap(({ name, protocol, ports, description, counterpartOf, from }): readonly Destination[] => {
    const destination = settings[name] ?? (counterpartOf !== undefined && isExposed(installation, counterpartOf) ? 'anywhere' : 'nowhere');
    if (destination === 'nowhere') return [];
    const details = destination === 'anywhere' ? anywhere : destination;
    const workloads = details.workloads ?? connecting(installation, servers, { from, counterpartOf });
    return [
      {
        name,
        ...placeOf(installation, details),
        ports: rangesOf(details.ports ?? ports, details.protocol ?? protocol),
        workloads,
        reason: details.reason ?? `${description}.`,
      },
    ];
  });
  const own = Object.entries(settings).flatMap(([name, destination]): readonly Destination[] => {
    if (typeof destination === 'string' || outgoing.some((connection) => connection.name === name)) return [];
    const { ports = [], protocol = 'TCP', workloads = inside(servers), reason = '' } = destination;
    return [{ name, ...placeOf(installation, destination), ports: rangesOf(ports, protocol), workloads, reason }];
  });
  return [...known, ...own];
}

const anywhere: DestinationSettings = { anywhere: true, cidrs: [], hosts: [], pods: [] };

/** An edge server is not known to need destinations that settings define. */
const inside = (servers: readonly PlannedServer[]): readonly string[] => servers.filter(({ kind }) => kind !== 'edge').map(({ name }) => name);

const isExposed = (installation: Installation, port: string): boolean =>
  installation.exposures.some((exposure) => exposure.port === port && exposure.entryPoint !== keepInCluster);

/** Workloads that make a known connection. Of several mail servers, the one that the outside reaches is the one that connects to the outside. */
export function connecting(
  installation: Installation,
  servers: readonly PlannedServer[],
  { from, counterpartOf }: { readonly from: string; readonly counterpartOf?: string },
): readonly string[] {
  const makers = servers.filter(({ components }) => components.includes(from)).map(({ name }) => name);
  const exposures = installation.exposures.filter(({ port, entryPoint }) => port === counterpartOf && entryPoint !== keepInCluster);
  return exposures.length === 0 ? makers : makers.filter((name) => exposures.some((exposure) => leadsTo(exposure, name)));
}

const rangesOf = (ports: readonly number[], protocol: Protocol): readonly PortRange[] =>
  [...new Set(ports)].sort((a, b) => a - b).map((number) => ({ protocol, number, endNumber: number }));

function placeOf(installation: Installation, { anywhere: isAnywhere, cidrs, hosts, pods }: DestinationSettings): Pick<Destination, 'to' | 'where'> {
  const names = [
    ...(isAnywhere ? ['every address outside the cluster'] : []),
    ...[...cidrs].sort(),
    ...[...hosts].sort(),
    ...pods.map(({ namespaceLabels, podLabels }) => `${podLabels ? listLabels(podLabels) : 'all pods'} in ${listLabels(namespaceLabels ?? {})}`),
  ];
  return {
    where: names.join(', '),
    to: [
      ...(isAnywhere ? outsideOf(installation.settings.cluster.podCidrs) : []),
      ...[...cidrs].sort().map((cidr): EgressPeer => ({ kind: 'addresses', cidr, except: [] })),
      ...[...hosts].sort().map((host): EgressPeer => ({ kind: 'host', host })),
      ...pods,
    ],
  };
}

const listLabels = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(', ');

/** All addresses except those of the cluster's pods, as far as these are known: rules select pods by labels. */
const outsideOf = (podCidrs: readonly string[]): readonly EgressPeer[] =>
  (['IPv4', 'IPv6'] as const).map((family) => ({
    kind: 'addresses',
    cidr: family === 'IPv4' ? '0.0.0.0/0' : '::/0',
    except: podCidrs.filter((cidr) => parseCidr(cidr)?.family === family).sort(),
  }));
