import type { SourcePosition } from '../../base/faults';

/** The way from an object to a value in it: `['spec', 'ingress', 0]`. */
export type Path = readonly (string | number)[];

/** Points out a Kubernetes object to a reader. `position` is where it begins, unset for an object that came from no file. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  /** Unset for objects that are in no namespace. */
  readonly namespace?: string;
  readonly name: string;
  readonly position?: SourcePosition;
}

/** A value read from a document, not yet known to be a Kubernetes object. */
export interface Document {
  readonly value: unknown;
  /** Where it begins; unset where it came from no file. */
  readonly position?: SourcePosition;
  /** Where a value in it stands, or what is nearest around it. Reads the text again: ask only for what is shown. */
  readonly locate: (path: Path) => SourcePosition | undefined;
  /** Where the name of a field stands, which `locate` leaves out; the same as `locate` where the path leads to no field. Reads the text again. */
  readonly locateKey: (path: Path) => SourcePosition | undefined;
}

/** A Kubernetes object as it was given. */
export interface Manifest extends Document {
  readonly reference: ObjectReference;
  /** API group without the version, empty for the core group. */
  readonly group: string;
  /** What fits no schema of its kind, where that was found out before fields were left out of the value. */
  readonly misfits?: readonly Misfit[];
}

/** What in an object fits no schema of its kind: the API server would refuse the object, or drop the field without a word. */
export type Misfit = { readonly path: Path } & (
  | { readonly kind: 'unknown-field'; readonly known: readonly string[] }
  /** A kind that resembles one of its group, or a version that its kind does not have. */
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
