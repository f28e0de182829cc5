import { all, any, literal, not } from './cel';

/** Labels that controllers give pods besides those of their templates, so that a selector may find BlueMind's pods by them alone. */
const labelsOfControllers = [
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'batch.kubernetes.io/job-name',
  'controller-revision-hash',
  'controller-uid',
  'job-name',
  'pod-template-generation',
  'pod-template-hash',
  'statefulset.kubernetes.io/pod-name',
] as const;

/** A selector, as expressions. */
export interface Selector {
  /** Map of labels that pods must have. */
  readonly matchLabels: string;
  /** List of matchExpressions. @default - there are none */
  readonly matchExpressions?: string;
  /** What Cilium's selectors may write before a label of a pod; other labels say where the pods are. @default - labels stand for themselves */
  readonly sources?: readonly string[];
}

/**
 * Whether a selector may find pods that have these labels, and perhaps others. It does not where it asks for another value of one of them, nor where it
 * asks for labels of which nothing is known, and for none of these: then it is about other pods of the namespace.
 * @param podLabels map of the pods' labels
 */
export function maySelect(podLabels: string, { matchLabels, matchExpressions, sources = [] }: Selector): string {
  const bare = (key: string) => sources.reduce((text, source) => `${text}.replace('${source}', '', 1)`, key);
  const labels = bare('key');
  const positives = matchExpressions
    ? `(${matchLabels}.map(key, key) + ${matchExpressions}.filter(term, term.operator in ['In', 'Exists']).map(term, term.key))`
    : `${matchLabels}.map(key, key)`;
  const saysNothing = any(
    `${labels} in ${literal(labelsOfControllers)}`,
    ...(sources.length > 0 ? ["key.contains('io.kubernetes.pod.') || key.contains('io.cilium.k8s.') || key.startsWith('reserved:')"] : []),
  );
  return all(
    `${matchLabels}.all(key, !(${labels} in ${podLabels}) || ${podLabels}[${labels}] == ${matchLabels}[key])`,
    ...(matchExpressions ? [`${matchExpressions}.all(term, ${mayHold(podLabels, bare('term.key'))})`] : []),
    any(`${positives}.exists(key, ${labels} in ${podLabels})`, `${positives}.all(key, ${saysNothing})`),
  );
}

const mayHold = (podLabels: string, key: string): string =>
  any(
    `!(${key} in ${podLabels})`,
    "term.operator == 'Exists'",
    all("term.operator == 'In'", `${podLabels}[${key}] in term.values`),
    all("term.operator == 'NotIn'", not(`${podLabels}[${key}] in term.values`)),
  );

/** Whether pods with labels are those of a workload. */
export const carries = (labels: string, podLabels: string): string =>
  `${podLabels}.all(key, key in ${labels} && ${labels}[key] == ${podLabels}[key])`;
