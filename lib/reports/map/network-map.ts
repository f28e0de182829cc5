import { printable } from '../../base/printable';

/** Columns of a map, from outside to inside and out again. */
export const tiers = ['outside', 'way-in', 'workload', 'internal', 'destination'] as const;

/** A column of a map. */
export type Tier = (typeof tiers)[number];

/** Title of a column. */
export const tierTitles: Readonly<Record<Tier, string>> = {
  outside: 'Sources',
  'way-in': 'Ways in',
  workload: 'Workloads reached from outside',
  internal: 'Workloads inside',
  destination: 'Destinations outside',
};

/** Verdict about a connection. `admitted`: policies admit it, but no object in the manifests leads there from outside. */
export const mapVerdicts = ['allowed', 'admitted', 'unknown', 'denied'] as const;

/** Verdict about a connection. */
export type MapVerdict = (typeof mapVerdicts)[number];

/** How a connection differs from an older state. */
export type MapChange = 'added' | 'removed' | 'changed';

/** A box of a map. */
export interface MapNode {
  /** Unique in its map; letters and digits, which every format accepts. */
  readonly id: string;
  readonly tier: Tier;
  /** Name of what it represents, on one line. */
  readonly title: string;
  /** Further facts, one line for each. */
  readonly details: readonly string[];
}

/** An arrow of a map. */
export interface MapEdge {
  /** Ids of nodes. */
  readonly from: string;
  readonly to: string;
  /** Ports, or another label of the arrow. */
  readonly label: string;
  readonly verdict: MapVerdict;
  /** @default - the map compares nothing */
  readonly change?: MapChange;
  /** The reason, for a reader who asks. */
  readonly reason?: string;
}

/** Who reaches what, as boxes and arrows. Every format of maps is written from it. */
export interface NetworkMap {
  readonly title: string;
  readonly nodes: readonly MapNode[];
  /** In the same order as in lists. */
  readonly edges: readonly MapEdge[];
}

/** A box before it has an id. `key` identifies it. */
export type NewNode = Omit<MapNode, 'id' | 'details'> & { readonly key: string; readonly details?: readonly string[] };

/** An arrow between the keys of boxes. */
export type NewEdge = MapEdge;

/** A map of boxes and arrows that refer to each other by keys. Of boxes with the same key the first one counts; they are numbered from outside to inside, and by title. */
export function networkMap(title: string, boxes: readonly NewNode[], arrows: readonly NewEdge[]): NetworkMap {
  const unique = [...new Map(boxes.toReversed().map((box) => [box.key, box])).values()].toReversed();
  const sorted = unique.toSorted((a, b) => tiers.indexOf(a.tier) - tiers.indexOf(b.tier) || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));
  const ids = new Map(sorted.map(({ key }, index) => [key, `n${index}`]));
  const nodes = sorted.map(({ key, tier, title: name, details = [] }): MapNode => {
    const [line, ...lines] = [name, ...details].map(oneLine);
    return { id: ids.get(key) ?? '', tier, title: line ?? '', details: lines };
  });
  const edges = arrows.flatMap((arrow): readonly MapEdge[] => {
    const [from, to] = [ids.get(arrow.from), ids.get(arrow.to)];
    return from === undefined || to === undefined
      ? []
      : [{ ...arrow, from, to, label: oneLine(arrow.label), ...(arrow.reason !== undefined && { reason: oneLine(arrow.reason) }) }];
  });
  return { title: oneLine(title), nodes, edges };
}

/** Words for an arrow with the same meaning as its colour. */
export const edgeText = ({ label, verdict, change }: MapEdge): string =>
  [...(change === undefined ? [] : [`${change}:`]), ...(verdict === 'allowed' ? [] : [`${verdictWords[verdict]}:`]), label].join(' ');

/** Verdicts in words for labels. */
export const verdictWords: Readonly<Record<MapVerdict, string>> = {
  allowed: 'allowed',
  admitted: 'admitted, no way in',
  unknown: 'unknown',
  denied: 'denied',
};

const oneLine = (text: string): string => printable(text).trim().replace(/\s+/g, ' ');
