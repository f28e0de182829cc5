import type { FieldFault } from '../faults';
import type { Installation } from '../installation';
import type { Workload } from '../workloads';

/** The labels of a workload select only its own pods in the namespace; otherwise Services and policies would apply to other pods, too. */
export const checkPodLabels = ({ workloads }: Installation): readonly FieldFault[] =>
  workloads.flatMap((workload) =>
    workloads
      .filter((other) => other !== workload && matches(workload, other))
      // Two workloads with the same labels are one fault.
      .filter((other) => workload.name < other.name || !matches(other, workload))
      .map((other) => ({
        path: ['workloads', workload.name, 'podLabels'],
        message: `also match the pods of workload '${other.name}'; add a label by which the two differ`,
      })),
  );

function matches({ place, namespace }: Workload, other: Workload): boolean {
  if (place.runsOn === 'machines' || other.place.runsOn === 'machines' || namespace !== other.namespace) return false;
  const { podLabels } = other.place;
  return Object.entries(place.podLabels).every(([key, value]) => podLabels[key] === value);
}
