import type { Plan } from '../../plan/model';
import type { HelmMap } from '../chart';

/** Labels that the chart gives pods itself: its own name, or global.nameOverride, and the name of the release. */
const nameLabel = 'app.kubernetes.io/name';
const instanceLabel = 'app.kubernetes.io/instance';

/** The labels by which policies find the pods: a workload is the chart's controller of the same name. */
export function podValues(plan: Plan): HelmMap {
  const name = sharedLabel(plan, nameLabel);
  const controllers = plan.workloads.flatMap(({ name: workload, podLabels }) => {
    const labels = Object.entries(podLabels).filter(([key]) => key !== nameLabel && key !== instanceLabel);
    return labels.length > 0 ? [[workload, { pod: { labels: Object.fromEntries(labels) } }]] : [];
  });
  return {
    ...(controllers.length > 0 && { controllers: Object.fromEntries(controllers) }),
    ...(name !== undefined && { global: { nameOverride: name } }),
  };
}

/** Name that the release must have so that the pods have the labels of the plan. @default - any */
export const releaseName = (plan: Plan): string | undefined => sharedLabel(plan, instanceLabel);

/** What the reader must know so that policies find the pods. */
export function podComment(plan: Plan): readonly string[] {
  const split = [nameLabel, instanceLabel].filter((key) => valuesOf(plan, key).length > 1);
  return [
    `Your own values describe the pods: a controller for each workload, under its name (${plan.workloads.map(({ name }) => name).join(', ')}).`,
    'Policies find the pods by the labels that controllers, global.nameOverride and the name of the release give them; keep all three.',
    ...(split.length > 0
      ? [
          `The chart gives all pods of a release the same ${split.join(' and ')}, and the settings expect different ones: set extraSelectorLabels of the controllers (chart 5.3), or the same podLabels in the settings.`,
        ]
      : []),
  ];
}

const valuesOf = ({ workloads }: Plan, key: string): readonly (string | undefined)[] => [
  ...new Set(workloads.map(({ podLabels }) => podLabels[key])),
];

/** The value of a label that is the same for all workloads. */
function sharedLabel(plan: Plan, key: string): string | undefined {
  const values = valuesOf(plan, key);
  return values.length === 1 ? values[0] : undefined;
}
