import type { FieldFault, Installation } from '../../settings';
import type { AllowedTraffic, GuardRule, PlannedGuard, PlannedWorkload, PodPeer, PortRange, TrafficPeer, TrafficRule } from '../model';
import { podRange } from '../servers/workloads';
import { commonRanges, mergeRanges, withoutRanges } from './ranges';
import { target } from './traffic';

/** Maximum number of rules in a direction, peers in a rule and ports in a rule of a ClusterNetworkPolicy. */
export const guardLimit = 25;

/** The guards of an installation; none unless settings ask for them. */
export const planGuards = (
  installation: Installation,
  workloads: readonly PlannedWorkload[],
  traffic: readonly AllowedTraffic[],
): readonly PlannedGuard[] =>
  installation.settings.policies.guard === 'none' ? [] : workloads.flatMap((workload) => guardOf(installation, workload, traffic));

function guardOf(installation: Installation, workload: PlannedWorkload, traffic: readonly AllowedTraffic[]): readonly PlannedGuard[] {
  const rules = traffic.filter((statement) => statement.workload === workload.name).flatMap((statement) => statement.rules);
  const listening = [
    ...workload.ports.map(podRange),
    ...workload.proxyListeners.map(({ protocol, podNumber }) => ({ protocol, number: podNumber, endNumber: podNumber })),
  ];
  const open = rules.filter(admitsEveryNamespace).flatMap(({ ports }) => (ports === 'all' ? listening : ports));
  const ports = withoutRanges(listening, open);
  if (ports.length === 0) return [];
  const { name, ...pods } = target(installation, workload, 'guard');
  return [
    {
      ...pods,
      name: `${workload.namespace}.${name}`,
      priority: installation.settings.policies.guardPriority,
      description: `No other namespace reaches the internal ports of workload '${workload.name}', even if other policies admit it, unless the settings of '${installation.settings.name}' do.`,
      rules: [...passing(exceptionsOf(rules, ports)), ...inPieces(ports).map((piece): GuardRule => ({ action: 'deny', ports: piece }))],
    },
  ];
}

/** Guards do not cover ports that everyone in the cluster may reach. */
const admitsEveryNamespace = ({ from }: TrafficRule): boolean =>
  from === 'anyone' || from.some((peer) => isOfOtherNamespaces(peer) && Object.keys({ ...peer.namespaceLabels, ...peer.podLabels }).length === 0);

/** Pods of the policy's own namespace are never denied by a guard, and addresses mean nothing to it. */
const isOfOtherNamespaces = (peer: TrafficPeer): peer is PodPeer => peer.kind === 'pods' && peer.namespaceLabels !== undefined;

/** Pods of other namespaces that other policies may admit, to the ports named. */
interface Exception {
  readonly from: readonly PodPeer[];
  readonly ports: readonly PortRange[];
}

/** Peers that the plan admits to closed ports; peers that may reach the same ports are one group. */
function exceptionsOf(rules: readonly TrafficRule[], closed: readonly PortRange[]): readonly Exception[] {
  const byPeer = new Map<string, { readonly peer: PodPeer; readonly ports: readonly PortRange[] }>();
  for (const { from, ports } of rules) {
    for (const peer of from === 'anyone' ? [] : from.filter(isOfOtherNamespaces)) {
      const key = JSON.stringify(peer);
      const known = byPeer.get(key)?.ports ?? [];
      byPeer.set(key, { peer, ports: mergeRanges([...known, ...(ports === 'all' ? closed : commonRanges(closed, ports))]) });
    }
  }
  const byPorts = new Map<string, Exception>();
  for (const { peer, ports } of byPeer.values()) {
    const key = JSON.stringify(ports);
    if (ports.length > 0) byPorts.set(key, { from: [...(byPorts.get(key)?.from ?? []), peer], ports });
  }
  return [...byPorts.values()];
}

/** Exceptions as rules within the limits of the API. */
const passing = (exceptions: readonly Exception[]): readonly GuardRule[] =>
  exceptions.flatMap(({ from, ports }) =>
    inPieces(from).flatMap((peers) => inPieces(ports).map((piece): GuardRule => ({ action: 'pass', from: peers, ports: piece }))),
  );

const inPieces = <T>(list: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / guardLimit) }, (_, index) => list.slice(index * guardLimit, (index + 1) * guardLimit));

/** A guard that the API would not accept. */
export const guardFaults = (guards: readonly PlannedGuard[]): readonly FieldFault[] =>
  guards.flatMap(({ rules, workload }) => {
    if (rules.length <= guardLimit) return [];
    const message = `'clusterNetworkPolicy' would need ${rules.length} rules for workload '${workload}', but a ClusterNetworkPolicy takes ${guardLimit}; admit fewer different peers under 'allow', or set the guard to 'none'`;
    return [{ path: ['policies', 'guard'], message }];
  });
