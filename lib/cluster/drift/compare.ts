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

/** What one installation renders beside what the cluster holds. */
export interface Comparison {
  /** How many objects are as they are rendered. */
  readonly same: number;
  readonly missing: readonly Manifest[];
  /** Namespaces that the objects or pods should be in, and that are not there. */
  readonly missingNamespaces: readonly string[];
  /** Kinds that the cluster does not have, with the objects that are missing for that. */
  readonly notServed: readonly { readonly kind: KindToRead; readonly objects: readonly [Manifest, ...Manifest[]] }[];
  readonly changed: readonly ChangedObject[];
  /** Rendered objects, and namespaces, that are being removed. */
  readonly terminating: readonly Manifest[];
  /** Objects that carry the labels of the installation and are rendered no more. */
  readonly leftOver: readonly Manifest[];
}

/** The name by which an object is the same here and there, whatever the version of its kind. */
export const identityOf = ({ apiVersion, kind, namespace, name }: ObjectReference): string =>
  [apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.lastIndexOf('/')) : '', kind, namespace ?? '', name].join(' ');

/** What is rendered of an installation. */
export interface Rendered {
  readonly installation: string;
  /** Namespaces in which it has pods, machines or objects. */
  readonly namespaces: readonly string[];
  readonly manifests: readonly Manifest[];
}

/** Holds the objects of a cluster against those of an installation. */
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

/** What a controller makes of an object takes over its labels, such as the EndpointSlices of a Service. */
const isOwned = ({ value }: Manifest): boolean => {
  const { ownerReferences } = membersOf(membersOf(value).metadata);
  return Array.isArray(ownerReferences) && ownerReferences.some((owner: unknown) => membersOf(owner).controller === true);
};

type Members = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
