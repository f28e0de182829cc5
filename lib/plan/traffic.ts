import type { Connection } from '../catalogue';
import type { Installation } from '../settings';
import type { AllowedTraffic, PlannedConnection, PlannedWorkload, PodPort, TrafficPeer, TrafficRule } from './plan';
import { allBut, isTurnedOver } from './proxy-protocol';
import { podRange, sortRanges } from './workloads';

/** What every workload has: nobody comes in unless a further statement says so. */
export const defaultDeny = (installation: Installation, workload: PlannedWorkload): AllowedTraffic => ({
  ...target(installation, workload, 'default-deny'),
  origin: 'default-deny',
  description: `Nobody may connect to the pods of workload '${workload.name}' unless another policy allows it.`,
  rules: [],
});

/** How far the ports can be reached inside the cluster. */
export function isolation(installation: Installation, workload: PlannedWorkload, workloads: readonly PlannedWorkload[]): AllowedTraffic {
  const base = { ...target(installation, workload, installation.settings.isolation), origin: 'isolation' } as const;
  switch (installation.settings.isolation) {
    case 'cluster':
      return {
        ...base,
        description: `Every pod of the cluster may connect to BlueMind's ports of workload '${workload.name}'; the outside may not.`,
        rules: [{ from: [{ kind: 'pods', namespaceLabels: {} }], ports: sortRanges(plainPorts(workload).map(podRange)) }],
      };
    case 'installation':
      return {
        ...base,
        description: `The pods of the installation may connect to every port of workload '${workload.name}', as BlueMind's own firewall lets its servers; nobody else may.`,
        rules: [{ from: workloads.map(podsOf), ports: allBut(workload.proxyListeners) }],
      };
    case 'connections':
      return { ...base, ...knownConnections(installation, workload, workloads) };
  }
}

/** Whether a connection crosses the network: not over 127.0.0.1, or no longer. */
export const crossesNetwork = ({ settings }: Pick<Installation, 'settings'>, { from, to, loopback }: Connection): boolean =>
  !loopback || settings.rewrittenConnections.some((pair) => pair.from === from && pair.to === to);

/** BlueMind's connections that cross the network, by workload. */
export const planConnections = (installation: Installation, workloads: readonly PlannedWorkload[]): readonly PlannedConnection[] =>
  installation.catalogue.connections
    .filter((connection) => crossesNetwork(installation, connection))
    .flatMap(({ from, to, port, description }) =>
      workloads
        .filter(({ components }) => components.includes(from))
        .flatMap((source) =>
          workloads
            .filter(({ components }) => components.includes(to))
            .map((destination) => ({ from, fromWorkload: source.name, to, toWorkload: destination.name, port, description })),
        ),
    );

function knownConnections(
  installation: Installation,
  workload: PlannedWorkload,
  workloads: readonly PlannedWorkload[],
): Pick<AllowedTraffic, 'description' | 'rules'> {
  const incoming = planConnections(installation, workloads).filter(({ toWorkload }) => toWorkload === workload.name);
  const sources = workloads
    .map((source) => {
      const names = new Set(incoming.filter(({ fromWorkload }) => fromWorkload === source.name).map(({ port }) => port));
      return { source, ports: plainPorts(workload).filter(({ name }) => names.has(name)) };
    })
    .filter(({ ports }) => ports.length > 0);
  const described = sources.map(({ source, ports }) => `${source.name} to ${ports.map(({ name }) => name).join(', ')}`);
  return {
    description:
      sources.length > 0
        ? `BlueMind's known connections to workload '${workload.name}' and no others: ${described.join('; ')}.`
        : `BlueMind knows no connection from other workloads to workload '${workload.name}', so none is allowed.`,
    rules: sources.map(({ source, ports }): TrafficRule => ({ from: [podsOf(source)], ports: sortRanges(ports.map(podRange)) })),
  };
}

/** The peers that settings admit by hand, on each workload that has one of their ports. */
export const allowed = (installation: Installation, workload: PlannedWorkload): readonly AllowedTraffic[] =>
  Object.entries(installation.settings.allow).flatMap(([name, { ports, from, reason }]) => {
    const named = plainPorts(workload).filter((port) => ports.includes(port.name));
    if (named.length === 0) return [];
    return [
      {
        ...target(installation, workload, `allow-${name}`),
        origin: 'allow' as const,
        description: `Further peers may connect to ${named.map((port) => port.name).join(', ')} of workload '${workload.name}': ${reason}`,
        rules: [{ from, ports: sortRanges(named.map(podRange)) }],
      },
    ];
  });

/** The ports that may be reached without a PROXY header. */
export const plainPorts = ({ ports, proxyListeners }: PlannedWorkload): readonly PodPort[] =>
  ports.filter((port) => !isTurnedOver(port, proxyListeners));

/** The pods of a workload as a peer of a policy in the same namespace. */
export const podsOf = ({ podLabels }: PlannedWorkload): TrafficPeer => ({ kind: 'pods', podLabels });

/** What statements about one workload have in common. */
export const target = ({ settings }: Installation, { name, namespace, podLabels }: PlannedWorkload, what: string) => ({
  name: `${settings.namePrefix}-${name}-${what}`,
  namespace,
  workload: name,
  podLabels,
});
