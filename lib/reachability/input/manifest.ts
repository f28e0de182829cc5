import type { SourcePosition } from '../../base/faults';

/** The path from an object to a value in it: `['spec', 'ingress', 0]`. */
export type Path = readonly (string | number)[];

/** Identifies a Kubernetes object for readers. `position` is its beginning, unset for an object without a file. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  /** Unset for cluster-wide objects. */
  readonly namespace?: string;
  readonly name: string;
  readonly position?: SourcePosition;
}

/** A value read from a document, not yet known to be a Kubernetes object. */
export interface Document {
  readonly value: unknown;
  /** Its beginning; unset if it has no file. */
  readonly position?: SourcePosition;
  /** Position of a value in it, or of the nearest existing value around it. Parses the text again: request only positions that are shown. */
  readonly locate: (path: Path) => SourcePosition | undefined;
  /** Position including the name of a field, which `locate` leaves out; the same as `locate` if the path does not lead to a field. Parses the text again. */
  readonly locateKey: (path: Path) => SourcePosition | undefined;
}

/** A Kubernetes object as it was given. */
export interface Manifest extends Document {
  readonly reference: ObjectReference;
  /** API group without the version, empty for the core group. */
  readonly group: string;
  /** Fields that fit no schema of its kind, if that was checked before fields were removed from the value. */
  readonly misfits?: readonly Misfit[];
}

/** A part of an object that fits no schema of its kind: the API server would refuse the object, or silently drop the field. */
export type Misfit = { readonly path: Path } & (
  | { readonly kind: 'unknown-field'; readonly known: readonly string[] }
  /** A kind that is similar to one of its group, or a version that its kind does not have. */
  | { readonly kind: 'unknown-kind'; readonly found: string; readonly known: readonly string[] }
  | { readonly kind: 'wrong-type'; readonly expected: string; readonly found: string }
);

/** `NetworkPolicy mail/default-deny`. */
export const formatReference = ({ kind, namespace, name }: ObjectReference): string =>
  `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

/** `spec.ingress[0].from`. */
export const formatFieldPath = (path: Path): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
