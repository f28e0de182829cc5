import type { YamlNode } from './nodes';

/** The offset after the last character of a value: after its closing bracket, or after the last value in it. */
export function endOf(node: YamlNode, text: string): number {
  switch (node.kind) {
    case 'scalar':
      return node.end;
    case 'alias':
      return node.start + '*'.length + node.anchor.length;
    case 'sequence':
      return closed(node, node.items.at(-1), text);
    case 'mapping':
      return closed(node, node.entries.at(-1)?.value, text);
  }
}

/** What may be between the last value of a list or map in brackets and the closing bracket. */
const filling = /(?:[\s,]|#[^\n]*)*/y;

function closed({ start }: YamlNode, last: YamlNode | undefined, text: string): number {
  const isBracketed = text[start] === '[' || text[start] === '{';
  const end = last ? endOf(last, text) : start + 1;
  if (!isBracketed) return end;
  filling.lastIndex = end;
  filling.test(text);
  return Math.min(filling.lastIndex + 1, text.length);
}
