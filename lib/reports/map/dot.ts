import { edgeText, type MapEdge, type MapNode, type NetworkMap, tiers, tierTitles } from './network-map';

/** A map in the language of Graphviz: `dot -Tsvg`. */
export function formatDot({ title, nodes, edges }: NetworkMap): string {
  const groups = tiers.flatMap((tier) => {
    const own = nodes.filter((node) => node.tier === tier);
    return own.length === 0
      ? []
      : [
          `  subgraph ${quoted(`cluster_${tier}`)} {`,
          `    label=${quoted(tierTitles[tier])};`,
          '    style=rounded;',
          '    color=gray;',
          ...own.map((node) => `    ${node.id} [label=${labelOf(node)}];`),
          '  }',
        ];
  });
  return `${[
    `digraph ${quoted(title)} {`,
    '  rankdir=LR;',
    '  node [shape=box, style=rounded];',
    ...groups,
    ...edges.map((edge) => `  ${edge.from} -> ${edge.to} [${attributesOf(edge)}];`),
    '}',
  ].join('\n')}\n`;
}

const styles: Readonly<Record<MapEdge['verdict'], string>> = {
  allowed: 'color=darkgreen',
  admitted: 'color=gray40, style=dotted',
  unknown: 'color=darkorange, style=dashed',
  denied: 'color=firebrick, style=dashed, arrowhead=tee',
};

const attributesOf = (edge: MapEdge): string =>
  [
    `label=${quoted(edgeText(edge))}`,
    ...(edge.reason === undefined ? [] : [`tooltip=${quoted(edge.reason)}`]),
    styles[edge.verdict],
    ...(edge.change === undefined || edge.change === 'changed' ? [] : [edge.change === 'added' ? 'penwidth=3' : 'penwidth=0.5']),
  ].join(', ');

/** Lines are separated by `\n`, which must not be escaped. */
const labelOf = ({ title, details }: MapNode): string => `"${[title, ...details].map(escaped).join('\\n')}"`;

/** A string of DOT: quotes end it, and a backslash begins an escape sequence of labels (`\N` is the name of the node). */
const quoted = (text: string): string => `"${escaped(text)}"`;

/** Graphviz reads HTML entities in every label. */
const escaped = (text: string): string => text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/&/g, '&amp;');
