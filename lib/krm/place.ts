import { manager, ownLabels } from '../base/labels';
import { type RenderedObjects, renderObjects } from '../constructs';
import type { Plan } from '../plan';
import { fromObjects, isObject, type Manifest, metadataText, ownMember } from '../reachability';
import { type Item, itemOf } from './resource-list';

/** The items with an installation in its place, and what became of those that were there. */
export interface Placed {
  readonly items: readonly Item[];
  /** Objects of an earlier run that the settings render no more, and second copies of those that they render. */
  readonly removed: readonly Item[];
}

/**
 * Puts the objects of an installation among items: each in place of the one that an earlier run left, with the annotations by which the orchestrator
 * knows it; new ones behind them, with the file to which they belong; and what the settings render no more goes.
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
  const added = [...rendered].flatMap(([key, { object, annotations }]) => (placed.has(key) ? [] : [itemOf(withAnnotations(object, annotations))]));
  return { items: [...kept, ...added], removed };
}

/** The object of an item, where it is one. */
export const manifestOf = (value: unknown): Manifest | undefined => fromObjects([value]).manifests[0];

/** Whether an object configures a tool and goes to no cluster. */
export const isLocal = (manifest: Manifest): boolean =>
  metadataText(manifest, 'annotations', 'config.kubernetes.io/local-config') === 'true' || ['kpt.dev', 'cdk8s-bluemind'].includes(manifest.group);

interface RenderedObject {
  readonly object: object;
  /** The file in which it is to stand. */
  readonly annotations: Readonly<Record<string, string>>;
}

const identified = ({ file, objects }: RenderedObjects, { installation }: Plan): readonly (readonly [string, RenderedObject])[] =>
  objects.flatMap((object, index) => {
    const manifest = manifestOf(object);
    const annotations = { [`${prefix}path`]: `${installation}/${file}`, [`${prefix}index`]: String(index) };
    return manifest === undefined ? [] : [[keyOf(manifest), { object, annotations }] as const];
  });

const keyOf = ({ group, reference: { kind, namespace = '', name } }: Manifest): string => [group, kind, namespace, name].join('/');

/** Whether an earlier run rendered an object for the installation. */
const isOurs = (manifest: Manifest, { installation, namespace }: Plan): boolean =>
  metadataText(manifest, 'labels', ownLabels.managedBy) === manager &&
  metadataText(manifest, 'labels', ownLabels.partOf) === installation &&
  (manifest.reference.namespace ?? namespace) === namespace;

const prefix = 'internal.config.kubernetes.io/';

/** What an orchestrator writes into the annotations of an object to know it again. */
const orchestratorsOwn: readonly string[] = [prefix, 'config.kubernetes.io/', 'config.k8s.io/', 'kustomize.config.k8s.io/'];

function orchestratorsAnnotations(value: unknown): Readonly<Record<string, unknown>> {
  const annotations = ownMember(ownMember(value, 'metadata'), 'annotations');
  return isObject(annotations)
    ? Object.fromEntries(Object.entries(annotations).filter(([key]) => orchestratorsOwn.some((start) => key.startsWith(start))))
    : {};
}

function withAnnotations(object: object, annotations: Readonly<Record<string, unknown>>): object {
  const metadata = ownMember(object, 'metadata');
  if (Object.keys(annotations).length === 0 || !isObject(metadata)) return object;
  const own = ownMember(metadata, 'annotations');
  return { ...object, metadata: { ...metadata, annotations: { ...(isObject(own) ? own : {}), ...annotations } } };
}
