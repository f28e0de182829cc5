/** Indentation of lines at this depth. */
const indentation = (depth: number): string => '  '.repeat(depth);

/** A text that needs no quotes: ASCII that begins with a letter, without characters that end a plain scalar or begin a comment. Numbers and dates do not begin with a letter. */
const plain = /^[A-Za-z](?:[A-Za-z0-9 _./,;()'"+=@<>?!*&%$~^`|[\]{}\\-]|:(?=[^ ]))*$/;

/** Words that a reader of YAML 1.1 or 1.2 may not read as text. */
const reserved = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** Longer keys need an explicit `?` in YAML. */
const longestKey = 500;

const isPlain = (text: string): boolean => plain.test(text) && !text.endsWith(' ') && !(text.length <= 5 && reserved.test(text));

/** How to write values that need quotes or another form. */
export interface Scalars {
  readonly key: (key: string) => string;
  readonly value: (value: string | number) => string;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/**
 * Writes JSON as blocks of YAML: maps, lists, and scalars on one line. A writer of all of YAML looks at each text several times before it knows how to
 * write it; most texts of manifests are plain at the first look.
 * @returns undefined if a value is not JSON, a text has several lines, or a key is long
 */
export function writeBlock(value: unknown, keys: (map: object) => readonly string[], scalars: Scalars): string | undefined {
  const parts: string[] = [];

  /** Writes what follows `key:` or `-`, line end included. */
  const write = (node: unknown, depth: number, isInList: boolean): boolean => {
    if (Array.isArray(node) && node.length > 0) return writeList(node, depth, isInList);
    if (isMap(node) && !Array.isArray(node)) {
      const names = keys(node);
      if (names.length > 0) return writeMap(node, names, depth, isInList);
    }
    const text = scalar(node);
    if (text !== undefined) parts.push(' ', text, '\n');
    return text !== undefined;
  };

  /** The first entry of a map or list in a list follows the dash on the same line. */
  const begin = (index: number, depth: number, isInList: boolean): void => {
    if (index > 0) parts.push(indentation(depth));
    else parts.push(isInList ? ' ' : `\n${indentation(depth)}`);
  };

  const writeMap = (map: Readonly<Record<string, unknown>>, names: readonly string[], depth: number, isInList: boolean): boolean =>
    names.every((name, index) => {
      if (name.includes('\n') || name.length > longestKey) return false;
      begin(index, depth, isInList);
      parts.push(isPlain(name) ? name : scalars.key(name), ':');
      return write(map[name], depth + 1, false);
    });

  const writeList = (list: readonly unknown[], depth: number, isInList: boolean): boolean =>
    list.every((item, index) => {
      begin(index, depth, isInList);
      parts.push('-');
      return write(item, depth + 1, true);
    });

  const scalar = (node: unknown): string | undefined => {
    if (typeof node === 'string') return isPlain(node) ? node : node.includes('\n') ? undefined : scalars.value(node);
    if (typeof node === 'number') return Number.isInteger(node) && !Object.is(node, -0) ? String(node) : scalars.value(node);
    if (typeof node === 'boolean' || node === null) return String(node);
    if (Array.isArray(node)) return '[]';
    return isMap(node) ? '{}' : undefined;
  };

  if (!isMap(value) || Object.keys(value).length === 0 || !write(value, 0, false)) return undefined;
  return parts.join('').slice(1);
}
