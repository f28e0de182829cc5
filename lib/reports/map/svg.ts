import { InputError } from '../../base/faults';
import { layOut, metrics, type PlacedEdge, type PlacedMap, type PlacedNode } from './layout';
import { edgeText, type MapVerdict, mapVerdicts, type NetworkMap, tierTitles, verdictWords } from './network-map';
import { drawnStyle } from './style';

/** With more arrows a drawing is unreadable, and its layout takes minutes. */
const mostArrows = 400;

/**
 * A map as a drawing, for light and dark pages. The same map has the same bytes.
 * @throws InputError if it has too many arrows
 */
export async function formatSvg(map: NetworkMap): Promise<string> {
  const count = map.edges.length;
  if (count > mostArrows)
    throw new InputError([
      {
        field: '--format',
        message: `a drawing of ${count} arrows would be unreadable (at most ${mostArrows}); ask for fewer with --focus, --port, --from or --to, or print the list`,
      },
    ]);
  return svgOf(await layOut(map), map);
}

/** Options for a drawing on a page with others. */
export interface DrawingOptions {
  /** Prefix of its ids, if a page contains several drawings. @default '' */
  readonly prefix?: string;
  /** Its style sheet; empty if the page has it. @default drawnStyle */
  readonly style?: string;
}

/** A map with positions as a drawing. */
export function svgOf(placed: PlacedMap, map: NetworkMap, { prefix = '', style = drawnStyle }: DrawingOptions = {}): string {
  const width = Math.max(placed.width, 360);
  const height = placed.height + 28;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${prefix}map-title ${prefix}map-text">`,
    `<title id="${prefix}map-title">${xml(map.title)}</title>`,
    `<desc id="${prefix}map-text">${xml(inWords(map))}</desc>`,
    ...(style === '' ? [] : [`<style>${style}</style>`]),
    `<defs>${mapVerdicts.map((verdict) => marker(verdict, prefix)).join('')}</defs>`,
    `<rect class="page" width="${width}" height="${height}"/>`,
    ...placed.columns.map(({ tier, x }) => `<text class="tier" x="${x}" y="30">${xml(tierTitles[tier])}</text>`),
    ...placed.edges.map((edge, index) => edgeOf(edge, index, prefix)),
    ...placed.nodes.map(nodeOf),
    ...placed.edges.map(labelOf),
    ...legend(map, height - 12, prefix),
    '</svg>',
  ].join('\n')}\n`;
}

/** Description of the drawing, for readers who do not see it. */
function inWords({ nodes, edges }: NetworkMap): string {
  const titleOf = (id: string) => nodes.find((node) => node.id === id)?.title ?? id;
  return edges.map((edge) => `${titleOf(edge.from)} to ${titleOf(edge.to)}: ${edgeText(edge)}.`).join(' ');
}

const marker = (verdict: MapVerdict, prefix: string): string =>
  `<marker id="${prefix}arrow-${verdict}" class="${verdict}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">${
    verdict === 'denied' ? '<path d="M1 1L7 7M7 1L1 7" class="cross"/>' : '<path d="M0 0L8 4L0 8z" class="head"/>'
  }</marker>`;

const nodeOf = ({ node, x, y, width, height, lines }: PlacedNode): string =>
  `<g class="node ${node.tier}" data-node="${node.id}"><title>${xml([node.title, ...node.details].join('\n'))}</title><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>${textLines(
    lines,
    x + metrics.padding,
    y + metrics.padding,
    metrics.nodeText,
  )}</g>`;

const edgeOf = ({ edge, points }: PlacedEdge, index: number, prefix: string): string =>
  `<path class="edge ${classesOf(edge)}" data-edge="${index}" d="${points.map(({ x, y }, place) => `${place === 0 ? 'M' : 'L'}${x} ${y}`).join('')}" marker-end="url(#${prefix}arrow-${edge.verdict})"/>`;

const labelOf = ({ edge, label: { x, y, width, height, lines } }: PlacedEdge): string =>
  `<g class="label ${classesOf(edge)}"><title>${xml([edgeText(edge), ...(edge.reason === undefined ? [] : [edge.reason])].join('\n'))}</title><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="3"/>${textLines(
    lines,
    x + 3,
    y + 3,
    metrics.labelText,
  )}</g>`;

const classesOf = ({ verdict, change }: PlacedEdge['edge']): string => (change === undefined ? verdict : `${verdict} ${change}`);

const textLines = (lines: readonly string[], x: number, y: number, size: number): string =>
  lines.map((line, index) => `<text x="${x}" y="${Math.round(y + size * (0.95 + index * metrics.lineHeight))}">${xml(line)}</text>`).join('');

/** Legend: the verdicts in the map, in words beside their lines. */
function legend({ edges }: NetworkMap, y: number, prefix: string): readonly string[] {
  const used = mapVerdicts.filter((verdict) => edges.some((edge) => edge.verdict === verdict));
  return used.map(
    (verdict, index) =>
      `<g class="legend ${verdict}"><path class="edge ${verdict}" d="M${24 + index * 170} ${y - 4}h28" marker-end="url(#${prefix}arrow-${verdict})"/><text x="${60 + index * 170}" y="${y}">${xml(verdictWords[verdict])}</text></g>`,
  );
}

/** Titles no longer contain control characters, so only markup must be escaped. */
const xml = (text: string): string => text.replace(/[\ufffe\uffff]/g, '\ufffd').replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
