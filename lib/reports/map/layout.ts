import type { ElkNode } from 'elkjs/lib/elk-api.js';
import { groupBy } from '../../reachability';
import { edgeText, type MapEdge, type MapNode, type NetworkMap, type Tier, tiers } from './network-map';

/** A point of a drawing, in pixels from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle of a drawing. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A box with its position and its drawn lines. */
export interface PlacedNode extends Box {
  readonly node: MapNode;
  readonly lines: readonly string[];
}

/** An arrow with its path, and the position of its label. */
export interface PlacedEdge {
  readonly edge: MapEdge;
  readonly points: readonly Point[];
  readonly label: Box & { readonly lines: readonly string[] };
}

/** A map with positions. */
export interface PlacedMap extends Pick<NetworkMap, 'title'> {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  /** The column of each tier that has boxes. */
  readonly columns: readonly { readonly tier: Tier; readonly x: number; readonly width: number }[];
}

/** Sizes of texts in pixels, estimated on the large side, since there are no fonts. */
export const metrics = { nodeText: 13, labelText: 11, lineHeight: 1.35, padding: 10 } as const;

const longestNodeLine = 34;
const longestLabelLine = 28;

/** Lays a map out from left to right, one column for each tier. The same map has the same positions. */
export async function layOut(map: NetworkMap): Promise<PlacedMap> {
  // A library of more than a megabyte, which only drawings need.
  const {
    default: { default: Elk },
  } = await import('elkjs/lib/elk.bundled.js');
  const nodes = map.nodes.map((node) => ({ node, ...sized([node.title, ...node.details], longestNodeLine, metrics.nodeText, metrics.padding) }));
  const edges = map.edges.map((edge) => ({ edge, ...sized([edgeText(edge)], longestLabelLine, metrics.labelText, 3) }));
  const graph: ElkNode = {
    id: 'map',
    layoutOptions: options,
    children: nodes.map(({ node, width, height }) => ({
      id: node.id,
      width,
      height,
      layoutOptions: { 'elk.partitioning.partition': `${tiers.indexOf(node.tier)}` },
    })),
    edges: edges.map(({ edge, width, height, lines }, index) => ({
      id: `e${index}`,
      sources: [edge.from],
      targets: [edge.to],
      labels: [{ id: `l${index}`, text: lines.join(' '), width, height, layoutOptions: { 'elk.edgeLabels.inline': 'true' } }],
    })),
  };
  const placed = await new Elk().layout(graph);
  const placedNodes = nodes.map(({ node, lines, width, height }): PlacedNode => {
    const { x = 0, y = 0 } = placed.children?.find(({ id }) => id === node.id) ?? {};
    return { node, lines, ...box(x, y, width, height) };
  });
  return {
    title: map.title,
    width: Math.ceil(placed.width ?? 0),
    height: Math.ceil(placed.height ?? 0),
    nodes: placedNodes,
    edges: edges.map(({ edge, lines, width, height }, index): PlacedEdge => {
      const { sections = [], labels: [label] = [] } = placed.edges?.[index] ?? {};
      const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);
      return {
        edge,
        points: points.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) })),
        label: { ...box(label?.x ?? 0, label?.y ?? 0, width, height), lines },
      };
    }),
    columns: tiers.flatMap((tier) => {
      const own = placedNodes.filter(({ node }) => node.tier === tier);
      if (own.length === 0) return [];
      const x = mostFrequent(own.map((node) => node.x));
      return [{ tier, x, width: Math.max(...own.map((node) => node.x + node.width)) - x }];
    }),
  };
}

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  // Boxes without arrows are in their column, too.
  'elk.separateConnectedComponents': 'false',
  'elk.partitioning.activate': 'true',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.spacing.nodeNodeBetweenLayers': '36',
  'elk.spacing.nodeNode': '22',
  'elk.spacing.edgeEdge': '14',
  'elk.spacing.edgeNode': '16',
  // Room for the titles of the columns above.
  'elk.padding': '[top=56,left=24,bottom=24,right=24]',
} as const;

/** The left side of most boxes of a column, where its title is. */
const mostFrequent = (numbers: readonly number[]): number =>
  [...groupBy(numbers, (number) => `${number}`).values()].toSorted((a, b) => b.length - a.length)[0]?.[0] ?? 0;

const box = (x: number, y: number, width: number, height: number): Box => ({ x: Math.round(x), y: Math.round(y), width, height });

function sized(texts: readonly string[], longest: number, size: number, padding: number) {
  const lines = texts.flatMap((text) => wrapped(text, longest));
  return {
    lines,
    width: Math.ceil(Math.max(...lines.map((line) => textWidth(line, size)), 20) + 2 * padding),
    height: Math.ceil(lines.length * size * metrics.lineHeight + 2 * padding),
  };
}

/** Estimated width of a text: East Asian characters are twice as wide as others. */
export const textWidth = (text: string, size: number): number =>
  [...text].reduce(
    (sum, character) =>
      sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]/u.test(character) ? 1.1 : 0.58),
    0,
  ) * size;

/** A blank that no line ends at: `imaps 993` stays together. */
const hold = '\u00a0';

/** A text in lines, broken after blanks and separators of names; within a word if there are none. */
export function wrapped(text: string, longest: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.replace(/ (?=\d)/g, hold).match(/[^ /,.-]*[ /,.-]?/g) ?? []) {
    for (const part of inParts(piece, longest)) {
      if (line.length > 0 && line.length + part.trimEnd().length > longest) {
        lines.push(line);
        line = '';
      }
      line += part;
    }
  }
  return [...lines, line].map((one) => one.replaceAll(hold, ' ').trimEnd());
}

function inParts(piece: string, longest: number): readonly string[] {
  const characters = [...piece];
  return Array.from({ length: Math.max(1, Math.ceil(characters.length / longest)) }, (_, index) =>
    characters.slice(index * longest, (index + 1) * longest).join(''),
  );
}
