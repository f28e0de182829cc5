import { containsRange, parseAddress, parseCidr } from '../../base/addresses';
import type { FieldFault } from '../faults';
import type { Installation } from '../installation';

/** Each machine belongs to one workload, and its address is not that of a pod. */
export function checkMachines({ settings, workloads }: Installation): readonly FieldFault[] {
  const machines = workloads.flatMap(({ name, place }) =>
    place.runsOn === 'machines' ? place.addresses.map((address) => ({ workload: name, address })) : [],
  );
  return machines.flatMap(({ workload, address }, index): FieldFault[] => {
    const path = ['workloads', workload, 'addresses'];
    const other = machines.slice(0, index).find((earlier) => earlier.address === address);
    const pods = settings.cluster.podCidrs.find((cidr) => contains(cidr, address));
    return [
      ...(other ? [{ path, message: `${address}is a machine of workload '${other.workload}' already; name what runs on it in one workload` }] : []),
      ...(pods === undefined
        ? []
        : [
            {
              path,
              message: `${address} is in ${pods} of cluster.podCidrs, so it would be a pod, whose address changes; give podLabels instead of addresses`,
            },
          ]),
    ];
  });
}

function contains(block: string, address: string): boolean {
  const [cidr, parsed] = [parseCidr(block), parseAddress(address)];
  return cidr !== undefined && parsed !== undefined && containsRange(cidr, { family: parsed.family, first: parsed.value, last: parsed.value });
}
