import type { Labels } from '../../base/labels';
import type { EntryRoute, Plan } from '../../plan/model';

/** The metadata of an object of the plan. */
export interface NamedObject {
  readonly name: string;
  readonly description: string;
  readonly annotations?: Labels;
  /** What the object is for. @default - no label for it */
  readonly component?: string;
}

/** Kinds of objects that the chart renders. */
export type ChartKind = 'Service' | 'NetworkPolicy' | 'Ingress' | EntryRoute['kind'];

/** Name, labels and annotations as in the manifests, without the labels that mark Helm's own objects, which the chart sets itself. */
export function metadata(plan: Plan, kind: ChartKind, { name, description, annotations, component }: NamedObject) {
  const labels = {
    ...Object.fromEntries(Object.entries(plan.labels).filter(([key]) => !setByChart.includes(key))),
    ...(component !== undefined && { 'app.kubernetes.io/component': component }),
  };
  return {
    forceRename: name,
    annotations: literal({ ...plan.annotations.all, ...plan.annotations.byKind[kind], 'kubernetes.io/description': description, ...annotations }),
    labels: literal(labels),
  };
}

const setByChart = ['app.kubernetes.io/managed-by', 'app.kubernetes.io/name'];

/** The chart evaluates every text as a template, so braces must be escaped by braces. */
const literal = (texts: Labels): Labels => Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text.replaceAll('{{', '{{ "{{" }}')]));
