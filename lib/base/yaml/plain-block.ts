import { plainValue } from './scalar';

/** The content of a text, with positions. */
export interface PlainBlock {
  readonly value: unknown;
  /** Offset of the value. */
  readonly start: number;
  /** Offset of the first item, if the value is a list. */
  readonly item?: number;
}

/** Of any other character the parser knows whether it is a mistake, or ends a line. */
const isUsual = (code: number): boolean => code >= 0x20 && code <= 0x7e;

const isKeyCharacter = Uint8Array.from({ length: 128 }, (_, code) => (/[\w./:-]/.test(String.fromCharCode(code)) ? 1 : 0));
const isIndicator = Uint8Array.from({ length: 128 }, (_, code) => ('[]{},#&*!|>\'"%@`?:'.includes(String.fromCharCode(code)) ? 1 : 0));

const [space, doubleQuote, hash, singleQuote, dash, colon, backslash] = [0x20, 0x22, 0x23, 0x27, 0x2d, 0x3a, 0x5c];

/** More is a mistake, or else rare. */
const longestKey = 1000;
const deepest = 100;

/**
 * Reads the YAML that programs write manifests in: blocks of maps and lists, and scalars on one line. That is several times faster than a parser of
 * all of YAML, which remembers the position of everything.
 * @returns undefined for any other text, mistakes included: then the parser of all of YAML decides
 */
export function readPlainBlock(text: string): PlainBlock | undefined {
  const { length } = text;
  /** The first character of the current line, its column, and the end of the line. The column is -1 after the last line. */
  let begin = 0;
  let column = 0;
  let end = 0;
  let depth = 0;
  let isPlain = true;

  const giveUp = (): undefined => {
    isPlain = false;
  };

  /** Goes to the first line from an offset on that is neither empty nor a comment. */
  const goTo = (offset: number): void => {
    for (let start = offset; start < length; start = end + 1) {
      begin = start;
      while (text.charCodeAt(begin) === space) begin++;
      column = begin - start;
      end = text.indexOf('\n', begin);
      if (end < 0) end = length;
      if (begin < end && text.charCodeAt(begin) !== hash) return;
      for (let at = begin; at < end; at++) if (!isUsual(text.charCodeAt(at))) isPlain = false;
    }
    column = -1;
  };

  const behindSpaces = (offset: number): number => {
    let start = offset;
    while (start < end && text.charCodeAt(start) === space) start++;
    return start;
  };

  const isDash = (offset: number): boolean => text.charCodeAt(offset) === dash && (offset + 1 === end || text.charCodeAt(offset + 1) === space);

  /** The colon after the key that begins at an offset; -1 if there is no key. */
  const colonAfter = (start: number): number => {
    if (text.charCodeAt(start) === dash || text.charCodeAt(start) === colon) return -1;
    for (let at = start; at < end && isKeyCharacter[text.charCodeAt(at)] === 1; at++)
      if (text.charCodeAt(at) === colon && (at + 1 === end || text.charCodeAt(at + 1) === space)) return at;
    return -1;
  };

  const block = (): unknown => {
    if (++depth > deepest) return giveUp();
    const value = isDash(begin) ? list() : map();
    depth--;
    return value;
  };

  const map = (): unknown => {
    const result: Record<string, unknown> = {};
    const own = column;
    while (isPlain && column === own) {
      const nameEnd = colonAfter(begin);
      const name = text.slice(begin, nameEnd);
      if (nameEnd < 0 || name.length > longestKey || name === '__proto__' || Object.hasOwn(result, name)) return giveUp();
      const start = behindSpaces(nameEnd + 1);
      result[name] = start < end ? scalar(start) : inner(own, true);
    }
    return result;
  };

  const list = (): unknown => {
    const result: unknown[] = [];
    const own = column;
    while (isPlain && column === own && isDash(begin)) {
      const start = behindSpaces(begin + 1);
      if (start === end) result.push(inner(own, false));
      else if (colonAfter(start) < 0) result.push(scalar(start));
      else {
        // As if the map began on a separate line.
        column += start - begin;
        begin = start;
        result.push(block());
      }
    }
    return result;
  };

  /** The value of the next lines; null if they are no deeper. A list in a map may begin where the map does. */
  const inner = (outer: number, isInMap: boolean): unknown => {
    goTo(end + 1);
    return column > outer || (isInMap && column === outer && isDash(begin)) ? block() : null;
  };

  /** The scalar up to the end of the line. If it has further lines, no map or list continues with them, and the text is not read to its end. */
  const scalar = (start: number): unknown => {
    const first = text.charCodeAt(start);
    const isQuoted = first === doubleQuote || first === singleQuote;
    const isRead = isQuoted ? isQuotedTo(start) : isTextTo(start);
    const written = isQuoted ? text.slice(start + 1, end - 1) : text.slice(start, end);
    goTo(end + 1);
    if (isRead) return isQuoted ? written : plainValue(written);
    if (written === '{}') return {};
    return written === '[]' ? [] : giveUp();
  };

  /** Whether a text without quotes goes on to the end of the line. */
  const isTextTo = (start: number): boolean => {
    if (isDash(start) || isIndicator[text.charCodeAt(start)] !== 0) return false;
    let before = 0;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      if (!isUsual(code) || (code === hash && before === space) || (code === space && before === colon)) return false;
      before = code;
    }
    return before !== space && before !== colon;
  };

  /** Whether a text in quotes ends with the line, and means what it says. */
  const isQuotedTo = (start: number): boolean => {
    const quote = text.charCodeAt(start);
    for (let at = start + 1; at < end - 1; at++) {
      const code = text.charCodeAt(at);
      if (!isUsual(code) || code === quote || (code === backslash && quote === doubleQuote)) return false;
    }
    return end - 1 > start && text.charCodeAt(end - 1) === quote;
  };

  goTo(text.startsWith('---\n') ? '---\n'.length : 0);
  const start = begin;
  const item = isDash(begin) ? behindSpaces(begin + 1) : undefined;
  if (column < 0 || item === end) return undefined;
  const value = block();
  return isPlain && column < 0 ? { value, start, ...(item !== undefined && { item }) } : undefined;
}
