import { isCollection, isMap, isNode, isScalar, type ParsedNode, parseAllDocuments, type YAMLMap, type Document as YamlDocument } from 'yaml';
import type { Fault, SourcePosition } from '../../base/faults';
import { type Chunk, chunksOf } from './chunks';
import { isObject, ownMember } from './fields';
import type { Document, Path } from './manifest';
import { parsePlainYaml } from './plain-yaml';

/** What a text holds and what of it cannot be read. */
export interface ParsedText {
  readonly documents: readonly Document[];
  readonly faults: readonly Fault[];
}

/** Aliases in one document that are more than any manifest needs: the mark of a text built to explode. */
const mostAliases = 1000;

/** Faults of one document that are shown: after a broken line a parser finds many that are none. */
const mostFaults = 5;

const nestedTooDeeply = 'cannot be read: it is nested too deeply';

/** Reads the YAML or JSON documents of a text, the items of Lists in place of the Lists. Pure: the file's name serves the positions only. */
export function parseText(file: string, text: string): ParsedText {
  const content = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  if (content.includes('\0')) {
    return { documents: [], faults: [{ position: { file, line: 1, column: 1 }, message: 'is binary; expected YAML or JSON' }] };
  }
  return joined(
    chunksOf(file, content).map(({ document, items }) => {
      const whole = parseChunk(document);
      if (items.length === 0) return joined(whole.documents.map(expandList), whole.faults);
      const [list] = whole.documents;
      return joined(
        items.map((item) => {
          const { documents, faults } = parseChunk(item);
          return { documents: documents.map((found) => ({ ...found, value: asItemOf(list?.value, found.value) })), faults };
        }),
        whole.faults,
      );
    }),
  );
}

const joined = (parts: readonly ParsedText[], faults: readonly Fault[] = []): ParsedText => ({
  documents: parts.flatMap((part) => part.documents),
  faults: [...faults, ...parts.flatMap((part) => part.faults)],
});

/** Documents for the items of a List; any other document alone. */
function expandList(document: Document): ParsedText {
  const kind = ownMember(document.value, 'kind');
  const items = ownMember(document.value, 'items');
  if (typeof kind !== 'string' || !kind.endsWith('List') || !(Array.isArray(items) || items === undefined || items === null)) {
    return { documents: [document], faults: [] };
  }
  const list: readonly unknown[] = Array.isArray(items) ? items : [];
  return joined(
    list.map((value, index) => {
      const within = (path: Path): Path => ['items', index, ...path];
      const position = document.locate(within([]));
      return expandList({
        value: asItemOf(document.value, value),
        locate: (path) => document.locate(within(path)),
        locateKey: (path) => document.locateKey(within(path)),
        ...(position && { position }),
      });
    }),
  );
}

/** An item of a typed list (`PodList`) leaves out its kind. */
function asItemOf(list: unknown, item: unknown): unknown {
  const kind = ownMember(list, 'kind');
  if (typeof kind !== 'string' || kind === 'List' || !isObject(item) || Object.hasOwn(item, 'kind')) return item;
  return { apiVersion: ownMember(list, 'apiVersion'), kind: kind.slice(0, -'List'.length), ...item };
}

const parseChunk = (chunk: Chunk): ParsedText => parseQuickly(chunk) ?? parseYaml(chunk);

/** With a parser that is fast, knows no positions and gives up on what it does not understand. */
function parseQuickly(chunk: Chunk): ParsedText | undefined {
  const parsed = /^\s*\{/.test(chunk.text) ? parseJson(chunk.text) : parsePlainYaml(chunk.text);
  if (parsed === undefined) return undefined;
  const value = chunk.within.reduce<unknown>((inner, step) => (Array.isArray(inner) ? inner[Number(step)] : undefined), parsed.value);
  return { documents: value === null || value === undefined ? [] : [documentOf(chunk, 0, value, beginning(chunk))], faults: [] };
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function parseYaml(chunk: Chunk): ParsedText {
  const documents: Document[] = [];
  const faults: Fault[] = [];
  try {
    yamlDocuments(chunk.text).forEach((document, index) => {
      // The parser calls itself for each level; where that exhausts the stack, what else it finds is no mistake of the text.
      const tooDeep = document.errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
      for (const { code, message, linePos } of (tooDeep ? [tooDeep] : document.errors).slice(0, mostFaults)) {
        const { line, col } = linePos?.[0] ?? { line: 1, col: 1 };
        const text = (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');
        faults.push({ position: positionOf(chunk, line, col), message: code === 'RESOURCE_EXHAUSTION' ? nestedTooDeeply : text });
      }
      if (document.errors.length > 0 || document.contents === null) return;
      const position = locateIn(chunk, document, []) ?? beginning(chunk);
      try {
        const whole: unknown = document.toJS({ maxAliasCount: mostAliases });
        const value = chunk.within.reduce<unknown>((inner, step) => (Array.isArray(inner) ? inner[Number(step)] : undefined), whole);
        if (value !== null && value !== undefined) documents.push(documentOf(chunk, index, value, position));
      } catch (error) {
        faults.push({ position, message: `cannot be read: ${error instanceof Error ? error.message : String(error)}` });
      }
    });
  } catch (error) {
    faults.push({
      position: beginning(chunk),
      message: error instanceof RangeError ? nestedTooDeeply : `cannot be read: ${String(error)}`,
    });
  }
  return { documents, faults };
}

/** The parsed documents of a text. `merge` because kubectl understands `<<`. */
function yamlDocuments(text: string): readonly YamlDocument.Parsed<ParsedNode>[] {
  const parsed = parseAllDocuments(text, { merge: true });
  return Array.isArray(parsed) ? parsed : [];
}

const positionOf = (chunk: Chunk, line: number, column: number): SourcePosition => ({
  file: chunk.file,
  line: chunk.linesBefore + line,
  column: line === 1 ? chunk.columnsBefore + column : column,
});

/** Where the first value of a chunk begins: behind comments, a document marker and the dash of a list. */
function beginning(chunk: Chunk): SourcePosition {
  const lead = /^(?:\s|#.*\n|---(?=\s)|-(?=\s))*/.exec(chunk.text)?.[0] ?? '';
  const lines = lead.split('\n');
  return positionOf(chunk, lines.length, (lines.at(-1) ?? '').length + 1);
}

/** A document that parses its text again, once, when a position in it is asked for. */
function documentOf(chunk: Chunk, index: number, value: unknown, position: SourcePosition): Document {
  let parsed: YamlDocument.Parsed<ParsedNode> | undefined;
  const locate = (path: Path, part: 'key' | 'value') => {
    parsed ??= yamlDocuments(chunk.text)[index];
    return (parsed && locateIn(chunk, parsed, path, part)) ?? position;
  };
  return { value, position, locate: (path) => locate(path, 'value'), locateKey: (path) => locate(path, 'key') };
}

/** Where a value or its key stands in a document, or the innermost thing around it that there is. */
function locateIn(chunk: Chunk, document: YamlDocument.Parsed<ParsedNode>, path: Path, part: 'key' | 'value' = 'value'): SourcePosition | undefined {
  let node: unknown = document.contents;
  const steps = [...chunk.within, ...path];
  for (const [index, step] of steps.entries()) {
    const key = part === 'key' && index === steps.length - 1 && isMap(node) ? keyOf(node, step) : undefined;
    const inner: unknown = key ?? (isCollection(node) ? node.get(step, true) : undefined);
    if (!isNode(inner)) break;
    node = inner;
  }
  const offset = isNode(node) ? node.range?.[0] : undefined;
  if (offset === undefined) return undefined;
  const lines = chunk.text.slice(0, offset).split('\n');
  return positionOf(chunk, lines.length, (lines.at(-1) ?? '').length + 1);
}

const keyOf = ({ items }: YAMLMap, name: string | number): unknown =>
  items.map(({ key }) => key).find((key) => isScalar(key) && String(key.value) === String(name));
