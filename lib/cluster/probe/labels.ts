import { ownAnnotations } from '../../base/labels';

/** Label that the control plane puts on every namespace. */
export const namespaceNameLabel = 'kubernetes.io/metadata.name';

/** Labels by which a probe finds its objects again. */
export const probeLabels = {
  /** On every object and namespace of a probe: its installation. */
  installation: `${ownAnnotations}probe`,
  /** On a listener, with its name: clients have the same other labels, and must not receive connections. */
  listener: `${ownAnnotations}probe-listener`,
  /** On a namespace that an administrator has prepared: the probe keeps it, and removes only the objects in it. */
  prepared: `${ownAnnotations}probe-prepared`,
} as const;
