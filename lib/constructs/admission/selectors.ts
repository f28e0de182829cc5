import { all, any, literal, not } from './cel';

/** Labels that controllers add to those of the pod template, so that a selector may select BlueMind's pods only by these. */
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

/** A selector as CEL expressions. */
export interface Selector {
  /** Map of required pod labels. */
  readonly matchLabels: string;
  /** List of matchExpressions. @default - there are none */
  readonly matchExpressions?: string;
  /** Prefixes that Cilium's selectors may put before a pod label; labels with other prefixes say where the pods are. @default - no prefixes */
  readonly sources?: readonly string[];
}

/**
 * Whether a selector may select pods that have these labels, and perhaps others. It does not if it requires another value of one of them, or if it
 * requires only labels about which nothing is known: then it is for other pods of the namespace.
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

/** Whether pods with these labels belong to a workload. */
export const carries = (labels: string, podLabels: string): string =>
  `${podLabels}.all(key, key in ${labels} && ${labels}[key] == ${podLabels}[key])`;
