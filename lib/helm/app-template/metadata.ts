import type { Labels } from '../../base/labels';
import type { EntryRoute, Plan } from '../../plan/model';

/** An object of the plan as far as its metadata go. */
export interface NamedObject {
  readonly name: string;
  readonly description: string;
  readonly annotations?: Labels;
  /** What the object is for. @default - no label says so */
  readonly component?: string;
}

/** Kinds of objects that the chart renders. */
export type ChartKind = 'Service' | 'NetworkPolicy' | 'Ingress' | EntryRoute['kind'];

/** Name, labels and annotations as the manifests have them, but for the labels that tell Helm's own objects and that the chart sets itself. */
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

/** The chart takes every text for a template, so that braces must be said in braces. */
const literal = (texts: Labels): Labels => Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text.replaceAll('{{', '{{ "{{" }}')]));
