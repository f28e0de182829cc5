import { manager, ownLabels } from '../base/labels';
import { type RenderedObjects, renderObjects } from '../constructs';
import type { Plan } from '../plan';
import { fromObjects, isObject, type Manifest, metadataText, ownMember } from '../reachability';
import { type FilePlace, filePlaceOf, orchestratorsAnnotations, placeAnnotations } from './annotations';
import { type Item, itemOf } from './resource-list';

/** The items after an installation was put among them, and the items that were removed. */
export interface Placed {
  readonly items: readonly Item[];
  /** Objects of an earlier run that the settings no longer render, and second copies of those that they render. */
  readonly removed: readonly Item[];
}

/**
 * Puts the objects of an installation among items: each replaces the one that an earlier run left, with the annotations by which the orchestrator
 * knows it; new ones come last, with the file to which they belong; objects that the settings no longer render are removed.
 */
export function place(items: readonly Item[], plan: Plan): Placed {
  const rendered = new Map(renderObjects(plan).flatMap((file) => identified(file, plan)));
  const placed = new Set<string>();
  const removed: Item[] = [];
  const kept = items.flatMap((item): readonly Item[] => {
    const manifest = manifestOf(item.value);
    if (manifest === undefined || isLocal(manifest)) return [item];
    const key = keyOf(manifest);
    const mine = rendered.get(key);
    if (mine === undefined && !isOurs(manifest, plan)) return [item];
    if (mine === undefined || placed.has(key)) {
      removed.push(item);
      return [];
    }
    placed.add(key);
    return [itemOf(withAnnotations(mine.object, orchestratorsAnnotations(item.value)))];
  });
  const freePlace = placesBeside(kept);
  const added = [...rendered].flatMap(([key, mine]) =>
    placed.has(key) ? [] : [itemOf(withAnnotations(mine.object, placeAnnotations(freePlace(mine.place))))],
  );
  return { items: [...kept, ...added], removed };
}

/** Gives each new object a place of its own: kpt refuses two objects at one. If its place is taken, it goes to the end of the file. */
function placesBeside(items: readonly Item[]): (wanted: Required<FilePlace>) => Required<FilePlace> {
  const taken = new Map<string, Set<number>>();
  const take = ({ path, index }: Required<FilePlace>): void => void taken.set(path, (taken.get(path) ?? new Set()).add(index));
  for (const { value } of items) {
    const { path, index = 0 } = filePlaceOf(value) ?? {};
    if (path !== undefined) take({ path, index });
  }
  return ({ path, index }) => {
    const others = taken.get(path) ?? new Set();
    const free = { path, index: others.has(index) ? Math.max(...others) + 1 : index };
    take(free);
    return free;
  };
}

/** The object of an item; undefined if it is not one. */
export const manifestOf = (value: unknown): Manifest | undefined => fromObjects([value]).manifests[0];

/** Whether an object configures a tool and goes to no cluster. */
export const isLocal = (manifest: Manifest): boolean =>
  metadataText(manifest, 'annotations', 'config.kubernetes.io/local-config') === 'true' || ['kpt.dev', 'cdk8s-bluemind'].includes(manifest.group);

interface RenderedObject {
  readonly object: object;
  /** The file for it, and its place in the file. */
  readonly place: Required<FilePlace>;
}

const identified = ({ file, objects }: RenderedObjects, { installation }: Plan): readonly (readonly [string, RenderedObject])[] =>
  objects.flatMap((object, index) => {
    const manifest = manifestOf(object);
    return manifest === undefined ? [] : [[keyOf(manifest), { object, place: { path: `${installation}/${file}`, index } }] as const];
  });

const keyOf = ({ group, reference: { kind, namespace = '', name } }: Manifest): string => [group, kind, namespace, name].join('/');

/** Whether an earlier run rendered an object for the installation. */
const isOurs = (manifest: Manifest, { installation, namespace }: Plan): boolean =>
  metadataText(manifest, 'labels', ownLabels.managedBy) === manager &&
  metadataText(manifest, 'labels', ownLabels.partOf) === installation &&
  (manifest.reference.namespace ?? namespace) === namespace;

function withAnnotations(object: object, annotations: Readonly<Record<string, unknown>>): object {
  const metadata = ownMember(object, 'metadata');
  if (Object.keys(annotations).length === 0 || !isObject(metadata)) return object;
  const own = ownMember(metadata, 'annotations');
  return { ...object, metadata: { ...metadata, annotations: { ...(isObject(own) ? own : {}), ...annotations } } };
}
