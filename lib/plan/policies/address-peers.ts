import { overlapsRange, parseCidr } from '../../base/addresses';
import type { FieldFault, Installation } from '../../settings';
import type { AllowedTraffic, PlannedExposure, PlannedWorkload, PortRange, TrafficPeer } from '../model';

/**
 * Whether a block of addresses in a policy also means pods depends on the network plugin. If it admits to ports that are not open to everyone
 * anyway, only the blocks of the pods prove that no pod is admitted by its address.
 */
export function addressPeerFaults(
  { settings }: Installation,
  traffic: readonly AllowedTraffic[],
  workloads: readonly PlannedWorkload[],
  exposures: readonly PlannedExposure[],
): readonly FieldFault[] {
  const path = ['cluster', 'podCidrs'];
  const { podCidrs } = settings.cluster;
  const admissions = traffic.flatMap((one) =>
    one.rules.flatMap(({ from, ports }) => {
      const guarded = guardedPorts(one, ports, workloads, exposures);
      return from === 'anyone' || guarded.length === 0 ? [] : from.filter(isBlock).map(({ cidr }) => ({ policy: one.name, cidr, guarded }));
    }),
  );
  const [first] = admissions;
  if (!first) return [];
  if (podCidrs.length === 0)
    return [
      {
        path,
        message: `are needed: policy '${first.policy}' admits ${first.cidr} to ${first.guarded.join(', ')}, and no pod with such an address may get in; list the address blocks of the pods, such as 10.244.0.0/16`,
      },
    ];
  return admissions.flatMap(({ policy, cidr, guarded }) =>
    podCidrs
      .filter((pods) => shareAddresses(pods, cidr))
      .map((pods) => ({
        path,
        message: `${pods} shares addresses with ${cidr}, which policy '${policy}' admits to ${guarded.join(', ')}: pods with such addresses would be admitted, too; narrow the block, or name the peers by their labels`,
      })),
  );
}

const isBlock = (peer: TrafficPeer): peer is Extract<TrafficPeer, { readonly kind: 'addresses' }> => peer.kind === 'addresses';

function shareAddresses(a: string, b: string): boolean {
  const [one, other] = [parseCidr(a), parseCidr(b)];
  return one !== undefined && other !== undefined && overlapsRange(one, other);
}

/** Names of the ports of a rule that are not open to everyone: those that stay inside, and listeners that trust a PROXY header. */
function guardedPorts(
  { workload: name }: AllowedTraffic,
  ports: 'all' | readonly PortRange[],
  workloads: readonly PlannedWorkload[],
  exposures: readonly PlannedExposure[],
): readonly string[] {
  const workload = workloads.find((candidate) => candidate.name === name);
  const isAdmitted = (protocol: string, number: number) =>
    ports === 'all' || ports.some((range) => range.protocol === protocol && range.number <= number && number <= range.endNumber);
  const isExposed = (port: string) =>
    exposures.some((exposure) => exposure.kind === 'exposed' && exposure.port === port && exposure.workload === name);
  return [
    ...(workload?.ports ?? []).filter((port) => isAdmitted(port.protocol, port.podNumber) && !isExposed(port.name)).map((port) => port.name),
    ...(workload?.proxyListeners ?? [])
      .filter(({ protocol, podNumber }) => isAdmitted(protocol, podNumber))
      .map(({ port, podNumber }) => `the listener of ${port} on ${podNumber} that expects a PROXY header`),
  ];
}
