import { printable } from '../../base/printable';

/** Columns of a map, from outside to inside and out again. */
export const tiers = ['outside', 'way-in', 'workload', 'internal', 'destination'] as const;

/** A column of a map. */
export type Tier = (typeof tiers)[number];

/** What a column is called. */
export const tierTitles: Readonly<Record<Tier, string>> = {
  outside: 'Sources',
  'way-in': 'Ways in',
  workload: 'Workloads reached from outside',
  internal: 'Workloads inside',
  destination: 'Destinations outside',
};

/** What is said of a connection. `admitted`: policies admit it, but no object among the manifests leads there from outside. */
export const mapVerdicts = ['allowed', 'admitted', 'unknown', 'denied'] as const;

/** What is said of a connection. */
export type MapVerdict = (typeof mapVerdicts)[number];

/** How a connection differs from an older state. */
export type MapChange = 'added' | 'removed' | 'changed';

/** A box of a map. */
export interface MapNode {
  /** Unique in its map; letters and digits, so that every format takes it as it is. */
  readonly id: string;
  readonly tier: Tier;
  /** Name of what it stands for, in one line. */
  readonly title: string;
  /** What else to say of it, a line each. */
  readonly details: readonly string[];
}

/** An arrow of a map. */
export interface MapEdge {
  /** Ids of nodes. */
  readonly from: string;
  readonly to: string;
  /** Ports, or whatever stands at the arrow. */
  readonly label: string;
  readonly verdict: MapVerdict;
  /** @default - the map compares nothing */
  readonly change?: MapChange;
  /** Why it is so, for a reader who asks. */
  readonly reason?: string;
}

/** Who reaches what, as boxes and arrows. Every format of maps is written from it. */
export interface NetworkMap {
  readonly title: string;
  readonly nodes: readonly MapNode[];
  /** In the order in which they are listed elsewhere. */
  readonly edges: readonly MapEdge[];
}

/** A box before it has an id. `key` tells it from others. */
export type NewNode = Omit<MapNode, 'id' | 'details'> & { readonly key: string; readonly details?: readonly string[] };

/** An arrow between the keys of boxes. */
export type NewEdge = MapEdge;

/** A map of boxes and arrows that know each other by keys. Boxes of the same key are one, the first of them; they are numbered from outside to inside, and by title. */
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

/** Words for an arrow, which say without colour what the colour says. */
export const edgeText = ({ label, verdict, change }: MapEdge): string =>
  [...(change === undefined ? [] : [`${change}:`]), ...(verdict === 'allowed' ? [] : [`${verdictWords[verdict]}:`]), label].join(' ');

/** Verdicts in the words of labels. */
export const verdictWords: Readonly<Record<MapVerdict, string>> = {
  allowed: 'allowed',
  admitted: 'admitted, no way in',
  unknown: 'unknown',
  denied: 'denied',
};

const oneLine = (text: string): string => printable(text).trim().replace(/\s+/g, ' ');
