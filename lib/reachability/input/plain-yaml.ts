/**
 * Reads YAML as tools write it: blocks of mappings and lists, values on one line or literal blocks. Anything else (flow collections, anchors, tags,
 * folded text, values over several lines, mistakes) makes it give up, and the full parser has its turn. It exists because that parser needs ten
 * seconds and more than a gigabyte for what `kubectl get pods -A -o yaml` prints of a large cluster.
 */
export function parsePlainYaml(text: string): { readonly value: unknown } | undefined {
  if (/[\t\r]/.test(text)) return undefined;
  try {
    const reader = { lines: text.split('\n').map(lineOf), at: 0 };
    const first = reader.lines[0];
    if (first?.text.startsWith('---')) {
      if (first.text !== '---') return undefined;
      reader.at = 1;
    }
    const line = nextLine(reader);
    const value = line === undefined ? null : block(reader, line.indent, 0);
    return nextLine(reader) === undefined ? { value } : undefined;
  } catch (error) {
    if (error === beyond) return undefined;
    throw error;
  }
}

/** Thrown where the text holds more than is understood here. */
const beyond = new Error('not plain YAML');

/** Levels of nesting after which the full parser takes over. */
const deepest = 200;

interface Line {
  readonly indent: number;
  /** Without indentation and without blanks at the end. */
  readonly text: string;
  /** As it stands in the file: literal blocks keep blanks. */
  readonly raw: string;
}

interface Reader {
  readonly lines: Line[];
  at: number;
}

function giveUp(): never {
  throw beyond;
}

function lineOf(raw: string): Line {
  const text = raw.trim();
  return { indent: text === '' ? 0 : raw.length - raw.trimStart().length, text, raw };
}

/** The next line that holds something, without stepping over it. */
function nextLine(reader: Reader): Line | undefined {
  for (; reader.at < reader.lines.length; reader.at++) {
    const line = reader.lines[reader.at];
    if (line !== undefined && line.text !== '' && !line.text.startsWith('#')) return line;
  }
  return undefined;
}

const isItem = (text: string): boolean => text === '-' || text.startsWith('- ');

/** The mapping or list whose entries stand at an indentation. */
const block = (reader: Reader, indent: number, depth: number): unknown => {
  if (depth > deepest) giveUp();
  return isItem(nextLine(reader)?.text ?? '') ? list(reader, indent, depth) : mapping(reader, indent, depth);
};

function list(reader: Reader, indent: number, depth: number): readonly unknown[] {
  const result: unknown[] = [];
  for (let line = nextLine(reader); line !== undefined && line.indent >= indent && isItem(line.text); line = nextLine(reader)) {
    if (line.indent !== indent) giveUp();
    const rest = line.text.slice(1).trimStart();
    if (rest === '' || rest.startsWith('#')) {
      reader.at++;
      result.push(nested(reader, indent, depth));
    } else if (isItem(rest) || keyOf(rest) !== undefined) {
      const inner = indent + line.text.length - rest.length;
      reader.lines[reader.at] = { indent: inner, text: rest, raw: line.raw };
      result.push(block(reader, inner, depth + 1));
    } else {
      reader.at++;
      result.push(value(reader, rest, indent));
    }
  }
  return result;
}

function mapping(reader: Reader, indent: number, depth: number): unknown {
  const result: [string, unknown][] = [];
  const seen = new Set<string>();
  for (let line = nextLine(reader); line !== undefined && line.indent >= indent && !isItem(line.text); line = nextLine(reader)) {
    if (line.indent !== indent) giveUp();
    const { key, rest } = keyOf(line.text) ?? giveUp();
    if (seen.has(key)) giveUp();
    seen.add(key);
    reader.at++;
    result.push([key, rest === '' || rest.startsWith('#') ? nested(reader, indent, depth, true) : value(reader, rest, indent)]);
  }
  // Object.fromEntries defines members, so that a key `__proto__` becomes one like any other.
  return Object.fromEntries(result);
}

/** What stands below an entry without a value of its own: a deeper block, for a key also a list at the same indentation, or nothing. */
function nested(reader: Reader, indent: number, depth: number, belowKey = false): unknown {
  const line = nextLine(reader);
  if (line !== undefined && line.indent > indent) return block(reader, line.indent, depth + 1);
  return belowKey && line?.indent === indent && isItem(line.text) ? list(reader, indent, depth + 1) : null;
}

/** `key: rest`, where the text begins with a plain or quoted key. */
function keyOf(text: string): { readonly key: string; readonly rest: string } | undefined {
  const quote = text[0];
  if (quote === '"' || quote === "'") {
    const { content, rest } = quoted(text);
    if (!/^:(?: |$)/.test(rest)) return undefined;
    return { key: content, rest: rest.slice(1).trimStart() };
  }
  const match = /^(.*?):(?: +(.*))?$/.exec(text);
  const key = match?.[1];
  if (key === undefined) return undefined;
  if (!/^(?:[A-Za-z_/][\w./:-]*|\.|0|[1-9]\d{0,8})$/.test(key) || isWord(key)) giveUp();
  return { key, rest: match?.[2] ?? '' };
}

/** The content of the quoted text at the beginning and what follows it. */
function quoted(text: string): { readonly content: string; readonly rest: string } {
  const [match] = (text.startsWith('"') ? /^"(?:[^"\\]|\\.)*"/ : /^'(?:[^']|'')*'/).exec(text) ?? [];
  if (match === undefined) giveUp();
  const rest = text.slice(match.length);
  if (match.startsWith("'")) return { content: match.slice(1, -1).replaceAll("''", "'"), rest };
  try {
    const content: unknown = JSON.parse(match);
    return typeof content === 'string' ? { content, rest } : giveUp();
  } catch {
    // YAML has escapes that JSON has not.
    return giveUp();
  }
}

/** A value on the line of its key or dash. The reader stands behind that line. */
function value(reader: Reader, text: string, indent: number): unknown {
  if (text === '|' || text === '|-' || text === '|+') return literal(reader, text.slice(1), indent);
  // What is indented further would go on with the value.
  if ((nextLine(reader)?.indent ?? 0) > indent) giveUp();
  if (text === '{}') return {};
  if (text === '[]') return [];
  if (text.startsWith('"') || text.startsWith("'")) {
    const { content, rest } = quoted(text);
    return rest === '' || /^ +#/.test(rest) ? content : giveUp();
  }
  const plain = text.replace(/ +#.*$/, '');
  if (/^[^\w./~<(=+\\$^;-]|^[-?](?: |$)|: |:$/.test(plain)) giveUp();
  return plainValue(plain);
}

const words = new Map<string, boolean | null>(
  (
    [
      [null, ['~', 'null', 'Null', 'NULL']],
      [true, ['true', 'True', 'TRUE']],
      [false, ['false', 'False', 'FALSE']],
    ] as const
  ).flatMap(([meaning, spellings]) => spellings.map((spelling) => [spelling, meaning] as const)),
);

const isWord = (text: string): boolean => words.has(text);

function plainValue(text: string): unknown {
  const word = words.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.\d]/.test(text)) return text;
  if (/^0[ox]|^[-+]?\.(?:inf|nan)$/i.test(text)) giveUp();
  return /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(text) ? Number(text) : text;
}

/** A literal block: the lines that are indented further than its key, without the indentation of the first. */
function literal(reader: Reader, chomping: string, indent: number): string {
  const lines: string[] = [];
  let margin: number | undefined;
  for (; reader.at < reader.lines.length; reader.at++) {
    const { raw } = reader.lines[reader.at] ?? giveUp();
    const blank = raw.trim() === '';
    const depth = raw.length - raw.trimStart().length;
    if (!blank && depth <= indent) break;
    if (blank && margin === undefined && raw !== '') giveUp();
    if (!blank && margin === undefined) margin = depth;
    if (!blank && margin !== undefined && depth < margin) giveUp();
    lines.push(raw.slice(margin ?? 0));
  }
  // The end of the text after the last line break is no line of its own.
  if (reader.at === reader.lines.length && lines.at(-1) === '') lines.pop();
  if (lines.some((line, index) => line.trim() === '' && line !== '' && index === lines.length - 1)) giveUp();
  const content = lines.join('\n').replace(/\n+$/, '');
  if (chomping === '-') return content;
  if (chomping === '+') return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
  return content === '' ? '' : `${content}\n`;
}
