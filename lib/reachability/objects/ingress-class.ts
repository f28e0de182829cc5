import { descend, type Field, text } from '../input/fields';
import type { Manifest } from '../input/manifest';

/** An IngressClass: which controller serves the Ingresses that name it. */
export interface IngressClassObject {
  readonly name: string;
  /** Such as `traefik.io/ingress-controller`. */
  readonly controller: string;
  /** Whether it is the default for Ingresses without a class. */
  readonly isDefault: boolean;
}

/** Reads an IngressClass. */
export const ingressClassOf = ({ reference }: Manifest, root: Field): IngressClassObject => ({
  name: reference.name,
  controller: text(descend(root, 'spec', 'controller')) ?? '',
  isDefault: text(descend(root, 'metadata', 'annotations', 'ingressclass.kubernetes.io/is-default-class')) === 'true',
});
