import type { YamlNode } from './nodes';

/** A value with its key. */
export interface YamlPlace {
  /** Unset for the root and for items of lists. */
  readonly key?: YamlNode;
  readonly value: YamlNode;
}

/**
 * Finds values by their paths: all values on the path that exist, beginning with the root. The fields of each map are sorted once, since a
 * bad text may have as many faults as fields.
 */
export function finder(root: YamlNode): (path: readonly (string | number)[]) => readonly [YamlPlace, ...YamlPlace[]] {
  const known = new Map<YamlNode, ReadonlyMap<string, YamlPlace>>();
  const fieldsOf = (node: YamlNode & { readonly kind: 'mapping' }): ReadonlyMap<string, YamlPlace> => {
    const fields = known.get(node) ?? new Map(node.entries.flatMap((entry) => (entry.key.kind === 'scalar' ? [[entry.key.text, entry]] : [])));
    known.set(node, fields);
    return fields;
  };
  return (path) => {
    const places: [YamlPlace, ...YamlPlace[]] = [{ value: root }];
    let node: YamlNode | undefined = root;
    for (const step of path) {
      const parent: YamlNode | undefined = node?.kind === 'alias' ? node.target : node;
      const item: YamlNode | undefined = parent?.kind === 'sequence' ? parent.items[Number(step)] : undefined;
      const place: YamlPlace | undefined = parent?.kind === 'mapping' ? fieldsOf(parent).get(String(step)) : item && { value: item };
      if (!place) break;
      places.push(place);
      node = place.value;
    }
    return places;
  };
}
