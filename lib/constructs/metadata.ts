import { type Labels, ownLabels } from '../base/labels';
import type { Plan } from '../plan/model';
import type { k8s } from './kubernetes';

/** The metadata of every object; the description is Kubernetes' own well-known annotation. */
export function metadata(
  plan: Plan,
  object: {
    readonly name: string;
    readonly namespace: string;
    readonly description: string;
    readonly annotations?: Labels;
    /** What the object is for, as the recommended label `app.kubernetes.io/component`. @default - no label */
    readonly component?: string;
  },
): k8s.ObjectMeta {
  return {
    name: object.name,
    namespace: object.namespace,
    labels: { ...plan.labels, ...(object.component !== undefined && { [ownLabels.component]: object.component }) },
    annotations: { 'kubernetes.io/description': object.description, ...object.annotations },
  };
}
