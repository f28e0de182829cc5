/** Labels or annotations of an object, by their key. */
export type Labels = Readonly<Record<string, string>>;

/** Labels that tell to which installation a rendered object belongs. */
export const ownLabels = {
  component: 'app.kubernetes.io/component',
  instance: 'app.kubernetes.io/instance',
  managedBy: 'app.kubernetes.io/managed-by',
  name: 'app.kubernetes.io/name',
  partOf: 'app.kubernetes.io/part-of',
} as const;

/** Prefix of every annotation that this tool renders. */
export const ownAnnotations = 'cdk8s-bluemind/';

/** Value of the label `app.kubernetes.io/managed-by` of every rendered object. */
export const manager = 'cdk8s-bluemind';
