import type { Installation } from '../../settings';
import type { AllowedTraffic, PlannedConnection, PlannedServer, PlannedWorkload, PodPort, TrafficPeer, TrafficRule } from '../model';
import { allBut, isTurnedOver } from '../servers/proxy-listeners';
import { podRange, runsInPods, sortRanges } from '../servers/workloads';
import { peersOf, sortPeers } from './peers';

/** The default deny of every workload. */
export const defaultDeny = (installation: Installation, workload: PlannedWorkload): AllowedTraffic => ({
  ...target(installation, workload, 'default-deny'),
  origin: 'default-deny',
  description: `Nobody may connect to the pods of workload '${workload.name}' unless another policy allows it.`,
  rules: [],
});

/**
 * How far the ports can be reached inside the cluster.
 * @param connections of the whole installation
 */
export function isolation(
  installation: Installation,
  workload: PlannedWorkload,
  servers: readonly PlannedServer[],
  connections: readonly PlannedConnection[],
): AllowedTraffic {
  const known = sourcesOf(workload, servers, connections);
  const base = { ...target(installation, workload, installation.settings.isolation), origin: 'isolation' } as const;
  switch (installation.settings.isolation) {
    case 'cluster':
      return {
        ...base,
        ...wholeCluster(workload, servers),
      };
    case 'installation':
      return {
        ...base,
        ...(workload.kind === 'edge' ? knownConnections(workload, known) : wholeInstallation(workload, servers, known)),
      };
    case 'connections':
      return { ...base, ...knownConnections(workload, known) };
  }
}

type Statement = Pick<AllowedTraffic, 'description' | 'rules'>;

/** Machines of the installation count as inside. */
function wholeCluster(workload: PlannedWorkload, servers: readonly PlannedServer[]): Statement {
  const machines = servers.filter((server) => !runsInPods(server));
  const too = machines.length > 0 ? `, and so may the machines of the installation (${machines.map(({ name }) => name).join(', ')})` : '';
  return {
    description: `Every pod of the cluster may connect to BlueMind's ports of workload '${workload.name}'${too}; the outside may not.`,
    rules: [
      {
        from: [{ kind: 'pods', namespaceLabels: {} }, ...machines.flatMap((server) => peersOf(server, workload))],
        ports: sortRanges(plainPorts(workload).map(podRange)),
      },
    ],
  };
}

/** BlueMind's own firewall trusts edge servers like any other; here they may only make their known connections. */
function wholeInstallation(workload: PlannedWorkload, servers: readonly PlannedServer[], known: readonly KnownSource[]): Statement {
  const inside = servers.filter(({ kind }) => kind !== 'edge');
  const edges = known.filter(({ source }) => source.kind === 'edge');
  const atEdges = edges.length > 0 ? ` Edge servers may connect to what they are known to need: ${describe(edges)}.` : '';
  return {
    description: `The pods of the installation may connect to every port of workload '${workload.name}', as BlueMind's own firewall lets its servers; nobody else may.${atEdges}`,
    rules: [{ from: inside.flatMap((source) => peersOf(source, workload)), ports: allBut(workload.proxyListeners) }, ...rulesFor(workload, edges)],
  };
}

function knownConnections(workload: PlannedWorkload, sources: readonly KnownSource[]): Statement {
  return {
    description:
      sources.length > 0
        ? `BlueMind's known connections to workload '${workload.name}' and no others: ${describe(sources)}.`
        : `BlueMind knows no connection from other workloads to workload '${workload.name}', so none is allowed.`,
    rules: rulesFor(workload, sources),
  };
}

/** Who connects to a workload, and to which of its ports. */
interface KnownSource {
  readonly source: PlannedServer;
  readonly ports: readonly PodPort[];
}

function sourcesOf(workload: PlannedWorkload, servers: readonly PlannedServer[], connections: readonly PlannedConnection[]): readonly KnownSource[] {
  const incoming = connections.filter(({ toWorkload }) => toWorkload === workload.name);
  return servers
    .map((source) => {
      const names = new Set(incoming.filter(({ fromWorkload }) => fromWorkload === source.name).map(({ port }) => port));
      return { source, ports: plainPorts(workload).filter(({ name }) => names.has(name)) };
    })
    .filter(({ ports }) => ports.length > 0);
}

const describe = (sources: readonly KnownSource[]): string =>
  sources.map(({ source, ports }) => `${source.name} to ${ports.map(({ name }) => name).join(', ')}`).join('; ');

const rulesFor = (workload: PlannedWorkload, sources: readonly KnownSource[]): readonly TrafficRule[] =>
  sources.map(({ source, ports }) => ({ from: peersOf(source, workload), ports: sortRanges(ports.map(podRange)) }));

/** The peers that settings admit by `allow`, on each workload that has one of their ports. */
export const allowed = (installation: Installation, workload: PlannedWorkload): readonly AllowedTraffic[] =>
  Object.entries(installation.settings.allow).flatMap(([name, { ports, from, reason }]) => {
    const named = plainPorts(workload).filter((port) => ports.includes(port.name));
    if (named.length === 0) return [];
    return [
      {
        ...target(installation, workload, `allow-${name}`),
        origin: 'allow' as const,
        allow: { name, reason },
        description: `Further peers may connect to ${named.map((port) => port.name).join(', ')} of workload '${workload.name}': ${reason}`,
        rules: [{ from: sortPeers(from.map((peer) => fromInstallation(installation, workload, peer))), ports: sortRanges(named.map(podRange)) }],
      },
    ];
  });

/** Pods without a namespace are in that of the installation, which differs from that of the policy if a workload has its own namespace. */
const fromInstallation = ({ settings }: Installation, { namespace }: PlannedWorkload, peer: TrafficPeer): TrafficPeer =>
  peer.kind === 'pods' && peer.namespaceLabels === undefined && settings.namespace !== namespace
    ? { ...peer, namespaceLabels: { 'kubernetes.io/metadata.name': settings.namespace } }
    : peer;

/** The ports that may be reached without a PROXY header. */
export const plainPorts = ({ ports, proxyListeners }: PlannedServer): readonly PodPort[] =>
  ports.filter((port) => !isTurnedOver(port, proxyListeners));

/** What statements about one workload have in common. */
export const target = ({ settings }: Installation, { name, namespace, podLabels }: PlannedWorkload, what: string) => ({
  name: `${settings.namePrefix}-${name}-${what}`,
  namespace,
  workload: name,
  podLabels,
});
