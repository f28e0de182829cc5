import type { Path } from './manifest';

/** A part of a file that can be parsed separately: a document, or an item of a List. */
export interface Chunk {
  readonly file: string;
  readonly text: string;
  /** Lines of the file before it. */
  readonly linesBefore: number;
  /** Columns before it on its first line. */
  readonly columnsBefore: number;
  /** Path from the parsed text to the value: an item that was cut out of a YAML list is still the only item of a list. */
  readonly within: Path;
}

/** A document, and the items that were cut out of it if it is a List. */
export interface ChunkedDocument {
  readonly document: Chunk;
  readonly items: readonly Chunk[];
}

/**
 * Cuts a text into parts that can be parsed separately, so that only one object's syntax tree is in memory: the tree of 100 MB would take more
 * than 2 GB. A line that begins with `---` ends a
 * document at any place, even within quotes; a text with directives or explicit ends is not cut.
 */
export function chunksOf(file: string, text: string): readonly ChunkedDocument[] {
  const whole: Chunk = { file, text, linesBefore: 0, columnsBefore: 0, within: [] };
  // A search for a text is much faster than one for lines that begin with it.
  if ((text.includes('%') || text.includes('...')) && /^(%|\.\.\.)/m.test(text)) return [{ document: whole, items: [] }];
  const parts = text.includes('---') ? text.split(/^(?=---(?:[ \t\r]|$))/m) : [text];
  let linesBefore = 0;
  return parts.map((part) => {
    const chunk: Chunk = { ...whole, text: part, linesBefore };
    linesBefore += lineBreaks(part);
    return cutJsonList(chunk) ?? cutYamlList(chunk) ?? { document: chunk, items: [] };
  });
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** Takes the items out of `items:` of a List as kubectl prints it. Not if anchors may connect them. */
function cutYamlList(chunk: Chunk): ChunkedDocument | undefined {
  const { text } = chunk;
  const head = /^items: *\n/m.exec(text);
  if (!head || !/^kind: *\w*List *$/m.test(text) || /(?:^|[\s[{,])[&*][\w-]/m.test(text)) return undefined;
  const first = head.index + head[0].length;
  const margin = /^( *)-(?:[ \n]|$)/.exec(text.slice(first, first + 100))?.[1]?.length;
  if (margin === undefined) return undefined;
  const { starts, end, lines } = itemsAt(text, first, margin);
  const before = chunk.linesBefore + lineBreaks(text.slice(0, first));
  return {
    // Empty lines instead of the items keep the positions of the rest.
    document: { ...chunk, text: text.slice(0, first) + '\n'.repeat(lines) + text.slice(end) },
    items: starts.map(({ offset, line }, index) => ({
      ...chunk,
      text: text.slice(offset, starts[index + 1]?.offset ?? end),
      linesBefore: before + line,
      within: [0],
    })),
  };
}

interface ItemStart {
  readonly offset: number;
  /** Lines of the list before it. */
  readonly line: number;
}

/** Start of the items of a list whose dashes are at a given column, and end of the list. */
function itemsAt(
  text: string,
  first: number,
  margin: number,
): { readonly starts: readonly ItemStart[]; readonly end: number; readonly lines: number } {
  const starts: ItemStart[] = [];
  let lines = 0;
  let at = first;
  while (at < text.length) {
    let indent = 0;
    while (text[at + indent] === ' ') indent++;
    const sign = text[at + indent];
    const isBlank = sign === undefined || sign === '\n' || (sign === '#' && indent === 0);
    const isItem = indent === margin && sign === '-' && /[ \n]/.test(text[at + indent + 1] ?? '\n');
    if (isItem) starts.push({ offset: at, line: lines });
    else if (!isBlank && indent <= margin) break;
    const next = text.indexOf('\n', at);
    if (next < 0) return { starts, end: text.length, lines };
    at = next + 1;
    lines++;
  }
  return { starts, end: at, lines };
}

/** Takes the items out of a List in JSON. Undefined if the text is not a List or not well formed around the items. */
function cutJsonList(chunk: Chunk): ChunkedDocument | undefined {
  const { text } = chunk;
  if (!/^\s*\{/.test(text) || !/"kind"\s*:\s*"\w*List"/.test(text)) return undefined;
  const list = jsonItems(text);
  if (list === undefined) return undefined;
  let { linesBefore } = chunk;
  let lineStart = 0;
  const items = list.items.map(({ start, end }): Chunk => {
    for (let at = text.indexOf('\n', lineStart); at >= 0 && at < start; at = text.indexOf('\n', lineStart)) {
      linesBefore++;
      lineStart = at + 1;
    }
    return { ...chunk, text: text.slice(start, end), linesBefore, columnsBefore: start - lineStart };
  });
  const gap = text.slice(list.start, list.end).replace(/[^\n]/g, '');
  return { document: { ...chunk, text: `${text.slice(0, list.start)}[${gap}]${text.slice(list.end)}` }, items };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Positions of the list `items` of the outermost object and of its elements, which must all be objects. */
function jsonItems(text: string): (Span & { readonly items: readonly Span[] }) | undefined {
  const items: Span[] = [];
  let depth = 0;
  let listStart = -1;
  let itemStart = -1;
  let afterItem = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    const inList = listStart >= 0 && depth === 2;
    if (char === '"') {
      if (inList) return undefined;
      const end = stringEnd(text, at);
      if (depth === 1 && listStart < 0 && text.slice(at, end) === '"items"') {
        const colon = /^\s*:\s*\[/.exec(text.slice(end, end + 100))?.[0];
        if (colon === undefined) return undefined;
        at = end + colon.length - 1;
        listStart = at;
        depth = 2;
      } else at = end - 1;
    } else if (char === '{' || char === '[') {
      if (inList) {
        if (char === '[' || afterItem) return undefined;
        itemStart = at;
      }
      depth++;
    } else if (char === '}' || char === ']') {
      depth--;
      if (listStart >= 0 && depth === 2) {
        items.push({ start: itemStart, end: at + 1 });
        afterItem = true;
      } else if (listStart >= 0 && depth === 1) {
        return char === ']' && (afterItem || items.length === 0) ? { start: listStart, end: at + 1, items } : undefined;
      }
    } else if (inList && char === ',') {
      if (!afterItem) return undefined;
      afterItem = false;
    } else if (inList && !/\s/.test(char ?? '')) return undefined;
  }
  return undefined;
}

/** Offset after the closing quote of the string that begins at an offset. */
function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return end + 1;
  }
  return text.length;
}
