import { manager, ownLabels } from '../../base/labels';
import { type Manifest, metadataText, type ObjectReference } from '../../reachability';
import { changedFields, type FieldChange } from './fields';
import type { KindToRead } from './kinds';
import type { Live } from './live';

/** A rendered object that is in the cluster and differs. */
export interface ChangedObject {
  readonly rendered: Manifest;
  readonly live: Manifest;
  readonly changes: readonly FieldChange[];
}

/** The rendered objects of one installation compared with the cluster. */
export interface Comparison {
  /** How many objects are as rendered. */
  readonly same: number;
  readonly missing: readonly Manifest[];
  /** Missing namespaces of objects or pods. */
  readonly missingNamespaces: readonly string[];
  /** Kinds that the cluster does not have, with the objects that are missing for this reason. */
  readonly notServed: readonly { readonly kind: KindToRead; readonly objects: readonly [Manifest, ...Manifest[]] }[];
  readonly changed: readonly ChangedObject[];
  /** Rendered objects, and namespaces, that are being removed. */
  readonly terminating: readonly Manifest[];
  /** Objects with the labels of the installation that are no longer rendered. */
  readonly leftOver: readonly Manifest[];
}

/** The identity of an object, independent of the version of its kind. */
export const identityOf = ({ apiVersion, kind, namespace, name }: ObjectReference): string =>
  [apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.lastIndexOf('/')) : '', kind, namespace ?? '', name].join(' ');

/** The rendered objects of an installation. */
export interface Rendered {
  readonly installation: string;
  /** Namespaces in which it has pods, machines or objects. */
  readonly namespaces: readonly string[];
  readonly manifests: readonly Manifest[];
}

/** Compares the objects of a cluster with those of an installation. */
export function compareObjects({ installation, namespaces, manifests: all }: Rendered, live: Live): Comparison {
  const manifests = all.filter(({ group, reference }) => !live.notAllowed.some((kind) => kind.group === group && kind.kind === reference.kind));
  const found = new Map(live.manifests.manifests.map((manifest) => [identityOf(manifest.reference), manifest]));
  const rendered = new Set(all.map(({ reference }) => identityOf(reference)));
  const absent = manifests.filter(({ reference }) => !found.has(identityOf(reference)));
  const isOf =
    ({ group, kind }: KindToRead) =>
    (manifest: Manifest) =>
      manifest.group === group && manifest.reference.kind === kind;
  const notServed = live.notServed.flatMap((kind) => {
    const [first, ...more] = absent.filter(isOf(kind));
    return first ? [{ kind, objects: [first, ...more] as const }] : [];
  });
  const changed = manifests.flatMap((one): readonly ChangedObject[] => {
    const other = found.get(identityOf(one.reference));
    const changes = other ? changedFields(one, other) : [];
    return other && changes.length > 0 ? [{ rendered: one, live: other, changes }] : [];
  });
  const own = live.manifests.manifests.filter(
    ({ reference: { kind, name, namespace }, ...manifest }) =>
      metadataText(manifest, 'labels', ownLabels.managedBy) === manager &&
      metadataText(manifest, 'labels', ownLabels.partOf) === installation &&
      namespaces.includes(namespace ?? (kind === 'Namespace' ? name : (namespaces[0] ?? ''))),
  );
  const terminating = live.manifests.manifests.filter(
    (manifest) =>
      membersOf(membersOf(manifest.value).metadata).deletionTimestamp !== undefined &&
      (rendered.has(identityOf(manifest.reference)) || (manifest.reference.kind === 'Namespace' && namespaces.includes(manifest.reference.name))),
  );
  const knowsNamespaces = live.read.some(({ group, kind }) => group === '' && kind === 'Namespace');
  const namespaceOf = (name: string) => identityOf({ apiVersion: 'v1', kind: 'Namespace', name });
  return {
    same: manifests.length - absent.length - changed.length,
    missing: absent.filter((manifest) => !live.notServed.some((kind) => isOf(kind)(manifest))),
    missingNamespaces: knowsNamespaces ? namespaces.filter((name) => !found.has(namespaceOf(name)) && !rendered.has(namespaceOf(name))) : [],
    notServed,
    changed,
    terminating,
    leftOver: own.filter((manifest) => !rendered.has(identityOf(manifest.reference)) && !isOwned(manifest)),
  };
}

/** Objects that a controller creates from another one take over its labels, such as the EndpointSlices of a Service. */
const isOwned = ({ value }: Manifest): boolean => {
  const { ownerReferences } = membersOf(membersOf(value).metadata);
  return Array.isArray(ownerReferences) && ownerReferences.some((owner: unknown) => membersOf(owner).controller === true);
};

type Members = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
