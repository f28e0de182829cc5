import { ownAnnotations } from '../../base/labels';

/** Label that the control plane puts on every namespace. */
export const namespaceNameLabel = 'kubernetes.io/metadata.name';

/** Labels by which the objects of a probe are found again. */
export const probeLabels = {
  /** On every object and namespace of a probe: the installation that it is for. */
  installation: `${ownAnnotations}probe`,
  /** On a listener, by its name: clients carry the same labels otherwise, and nobody connects to them. */
  listener: `${ownAnnotations}probe-listener`,
  /** On a namespace that an administrator has prepared: the probe leaves it, and removes what is in it. */
  prepared: `${ownAnnotations}probe-prepared`,
} as const;
