/** A task of an author of settings, with the fields of the first level for it. */
export interface FieldGroup {
  readonly title: string;
  /** What the fields decide, in a sentence. */
  readonly purpose: string;
  readonly fields: readonly string[];
}

/** The order of the reference: first the fields that a first file needs. */
export const fieldGroups: readonly FieldGroup[] = [
  {
    title: 'Name and place',
    purpose: 'Name and place of the installation, and labels and annotations of all objects.',
    fields: ['name', 'namespace', 'createNamespace', 'release', 'namePrefix', 'labels', 'annotations', 'annotationsByKind'],
  },
  { title: 'Workloads', purpose: 'How the components are spread over pods and machines.', fields: ['workloads', 'rewrittenConnections'] },
  { title: 'Ways in', purpose: 'Which ports clients outside the cluster can reach, and through what.', fields: ['expose', 'entryPoints'] },
  { title: 'Inside the cluster', purpose: 'Who may connect to internal ports, and how policies say so.', fields: ['isolation', 'allow', 'policies'] },
  { title: 'Outgoing connections', purpose: 'Where the pods may connect to outside the installation.', fields: ['egress'] },
  { title: 'Mail and DNS', purpose: 'Which DNS records the installation needs, and who creates them.', fields: ['mail', 'dns'] },
  { title: 'Monitoring', purpose: 'How the exposed ports are monitored.', fields: ['monitoring'] },
  { title: 'Delivery', purpose: 'What Argo CD and kustomize need in addition to the objects.', fields: ['gitOps'] },
  { title: 'Facts about the cluster', purpose: 'What manifests do not show and policies need.', fields: ['cluster'] },
  {
    title: 'Exceptions and additions',
    purpose: 'Accepted findings, and your own ports and components.',
    fields: ['waivers', 'additions'],
  },
];
