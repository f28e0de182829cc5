import { edgeText, type MapEdge, type NetworkMap, tiers, tierTitles } from './network-map';

/** A map in Mermaid's language, as GitHub and GitLab draw it in Markdown. */
export function formatMermaid({ nodes, edges }: NetworkMap): string {
  const groups = tiers.flatMap((tier) => {
    const own = nodes.filter((node) => node.tier === tier);
    return own.length === 0
      ? []
      : [
          `  subgraph ${tier}["${tierTitles[tier]}"]`,
          ...own.map(({ id, title, details }) => `    ${id}["${[title, ...details].map(escaped).join('<br/>')}"]`),
          '  end',
        ];
  });
  const colours = edges.map((edge, index) => ({ index, style: styleOf(edge) })).filter(({ style }) => style !== '');
  return `${[
    'flowchart LR',
    ...groups,
    ...edges.map((edge) => `  ${edge.from} ${arrows[edge.verdict]}|"${escaped(edgeText(edge))}"| ${edge.to}`),
    ...colours.map(({ index, style }) => `  linkStyle ${index} ${style}`),
  ].join('\n')}\n`;
}

const arrows: Readonly<Record<MapEdge['verdict'], string>> = { allowed: '-->', admitted: '-.->', unknown: '-.->', denied: '-.-x' };

const changeStyles = {
  added: 'stroke:#cf222e,stroke-width:3px',
  removed: 'stroke:#6e7781,stroke-dasharray:4',
  changed: 'stroke:#bf8700,stroke-width:2px',
};

const verdictStyles: Readonly<Record<MapEdge['verdict'], string>> = {
  allowed: '',
  admitted: 'stroke:#6e7781',
  unknown: 'stroke:#bf8700',
  denied: 'stroke:#cf222e',
};

const styleOf = ({ verdict, change }: MapEdge): string => (change === undefined ? verdictStyles[verdict] : changeStyles[change]);

/** Within double quotes, all characters except letters, digits and harmless signs are written as numbers, so that nothing is markup, a link, a quote or a comment. */
const escaped = (text: string): string =>
  text.replace(/[^\p{L}\p{N} .,:;/()=_{}-]|(?<=%)%|-{2,}/gu, (found) => [...found].map((character) => `#${character.codePointAt(0)};`).join(''));
