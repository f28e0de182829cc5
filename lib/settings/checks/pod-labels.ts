import type { FieldFault } from '../faults';
import type { Installation } from '../installation';
import type { Workload } from '../workloads';

/** The labels of a workload find its own pods and no others of the namespace, or Services and policies would hit both. */
export const checkPodLabels = ({ workloads }: Installation): readonly FieldFault[] =>
  workloads.flatMap((workload) =>
    workloads
      .filter((other) => other !== workload && matches(workload, other))
      // Two with the same labels are one fault.
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
