/** Labels or annotations of an object, by their key. */
export type Labels = Readonly<Record<string, string>>;

/** Labels by which every rendered object tells whose it is. */
export const ownLabels = {
  component: 'app.kubernetes.io/component',
  instance: 'app.kubernetes.io/instance',
  managedBy: 'app.kubernetes.io/managed-by',
  name: 'app.kubernetes.io/name',
  partOf: 'app.kubernetes.io/part-of',
} as const;

/** What every rendered annotation of this tool begins with. */
export const ownAnnotations = 'cdk8s-bluemind/';

/** Value of the label `app.kubernetes.io/managed-by` of every rendered object. */
export const manager = 'cdk8s-bluemind';
