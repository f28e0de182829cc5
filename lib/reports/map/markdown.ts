import { fenced } from '../markdown';
import { formatMermaid } from './mermaid';
import type { NetworkMap } from './network-map';

/** GitHub draws no map with more arrows. */
const mostDrawn = 100;

/** A map as a drawing in Markdown, or a sentence that says why there is none; nothing if there is nothing to draw. */
export function mapInMarkdown(map: NetworkMap | undefined): readonly string[] {
  if (map === undefined || map.edges.length === 0) return [];
  return [
    map.edges.length > mostDrawn
      ? `The map of ${map.edges.length} connections is not drawn, since it would be unreadable.\n`
      : fenced('mermaid', formatMermaid(map)),
  ];
}
