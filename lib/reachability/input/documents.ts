import type { Fault, SourcePosition } from '../../base/faults';
import { endOf } from '../../base/yaml/extent';
import { finder, type YamlPlace } from '../../base/yaml/find';
import type { YamlDocument } from '../../base/yaml/nodes';
import { parseYaml } from '../../base/yaml/parse';
import { readPlainBlock } from '../../base/yaml/plain-block';
import { readValue, type YamlProblem } from '../../base/yaml/value';
import { type Chunk, chunksOf } from './chunks';
import { isObject, ownMember } from './fields';
import type { Document, Path } from './manifest';

/** A document of a text, or a part that cannot be read. */
export type Parsed = { readonly document: Document } | { readonly fault: Fault };

/** How many values the aliases of a document may expand to: a text with more is built to exhaust memory. */
const mostRepeated = 100_000;

/** How deep maps and lists may be nested. */
const deepest = 200;

/**
 * Reads the YAML or JSON documents of a text one by one, the items of Lists instead of the Lists: a caller that drops what it does not need never has all of
 * it in memory. Pure: the file name is only used in positions.
 */
export function* parseText(file: string, text: string): Generator<Parsed> {
  if (text.includes('\0')) {
    yield { fault: { position: { file, line: 1, column: 1 }, message: 'is binary; expected YAML or JSON' } };
    return;
  }
  for (const { document, items } of chunksOf(file, text.replaceAll('\r\n', '\n'))) {
    const whole = [...parseChunk(document)];
    if (items.length === 0) {
      for (const parsed of whole) yield* 'document' in parsed ? expandList(parsed.document) : [parsed];
      continue;
    }
    yield* whole.filter((parsed) => 'fault' in parsed);
    const list = whole.map((parsed) => ('document' in parsed ? parsed.document.value : undefined)).find((value) => value !== undefined);
    for (const item of items)
      for (const parsed of parseChunk(item))
        yield 'document' in parsed ? { document: { ...parsed.document, value: asItemOf(list, parsed.document.value) } } : parsed;
  }
}

/** Documents for the items of a List; any other document itself. */
function* expandList(document: Document): Generator<Parsed> {
  const kind = ownMember(document.value, 'kind');
  const items = ownMember(document.value, 'items');
  if (typeof kind !== 'string' || !kind.endsWith('List') || !(Array.isArray(items) || items === undefined || items === null)) {
    yield { document };
    return;
  }
  const list: readonly unknown[] = Array.isArray(items) ? items : [];
  for (const [index, value] of list.entries()) {
    const locate = (path: Path) => document.locate(['items', index, ...path]);
    const locateKey = (path: Path) => document.locateKey(['items', index, ...path]);
    const position = locate([]);
    yield* expandList({ value: asItemOf(document.value, value), locate, locateKey, ...(position && { position }) });
  }
}

/** An item of a typed list (`PodList`) leaves out its kind. */
function asItemOf(list: unknown, item: unknown): unknown {
  const kind = ownMember(list, 'kind');
  if (typeof kind !== 'string' || kind === 'List' || !isObject(item) || Object.hasOwn(item, 'kind')) return item;
  return { apiVersion: ownMember(list, 'apiVersion'), kind: kind.slice(0, -'List'.length), ...item };
}

/** JSON is also YAML, but its own parser is several times faster. */
const parseChunk = (chunk: Chunk): Iterable<Parsed> => (/^\s*\{/.test(chunk.text) ? parseJson(chunk) : undefined) ?? parseYamlChunk(chunk);

function parseJson(chunk: Chunk): readonly Parsed[] | undefined {
  try {
    const value: unknown = JSON.parse(chunk.text);
    return [{ document: documentOf(chunk, 0, value, firstLineAt(chunk, chunk.text.search(/\S/))) }];
  } catch {
    return undefined;
  }
}

function* parseYamlChunk(chunk: Chunk): Generator<Parsed> {
  const plain = readPlainBlock(chunk.text);
  const start = chunk.within.length === 0 ? plain?.start : plain?.item;
  if (plain && start !== undefined) {
    yield { document: documentOf(chunk, 0, valueWithin(chunk, plain.value), firstLineAt(chunk, start)) };
    return;
  }
  const parsed = parseYaml(chunk.text, deepest);
  if ('mistake' in parsed) {
    const { offset, message } = parsed.mistake;
    yield { fault: { position: positionAt(chunk, offset), message } };
    return;
  }
  for (const [index, document] of parsed.documents.entries()) {
    const { value: whole, problems } = readValue(document, { merge: true, mostRepeated });
    for (const problem of problems) yield { fault: { position: positionAt(chunk, problem.offset), message: describeProblem(chunk, problem) } };
    const value = valueWithin(chunk, whole);
    if (problems.length > 0 || value === null || value === undefined) continue;
    yield { document: documentOf(chunk, index, value, firstLineAt(chunk, placeIn(chunk, document, []).value.start)) };
  }
}

const valueWithin = ({ within }: Chunk, whole: unknown): unknown =>
  within.reduce<unknown>((inner, step) => (Array.isArray(inner) ? inner[Number(step)] : undefined), whole);

const describeProblem = (chunk: Chunk, { message, path, first }: YamlProblem): string =>
  first === undefined ? message : `'${path.at(-1)}' is already in line ${positionAt(chunk, first).line}; keep one`;

/** A document that parses its text again, once, when a position in it is requested. */
function documentOf(chunk: Chunk, index: number, value: unknown, position: SourcePosition): Document {
  let find: ((path: Path) => readonly [YamlPlace, ...YamlPlace[]]) | undefined;
  const locate = (path: Path, part: 'key' | 'value') => {
    const steps = [...chunk.within, ...path];
    find ??= finderIn(chunk, index);
    const places = find?.(steps);
    if (!places) return position;
    const { key, value: found } = places.at(-1) ?? places[0];
    const node = part === 'key' && key && places.length > steps.length ? key : found;
    return { ...positionAt(chunk, node.start), end: lineAndColumn(chunk, endOf(node, chunk.text)) };
  };
  return { value, position, locate: (path) => locate(path, 'value'), locateKey: (path) => locate(path, 'key') };
}

function finderIn(chunk: Chunk, index: number): ((path: Path) => readonly [YamlPlace, ...YamlPlace[]]) | undefined {
  const parsed = parseYaml(chunk.text, Number.MAX_SAFE_INTEGER);
  const document = 'documents' in parsed ? parsed.documents[index] : undefined;
  return document && finder(document.root);
}

function placeIn(chunk: Chunk, document: YamlDocument, path: Path): YamlPlace {
  const places = finder(document.root)([...chunk.within, ...path]);
  return places.at(-1) ?? places[0];
}

const positionAt = (chunk: Chunk, offset: number): SourcePosition => ({ file: chunk.file, ...lineAndColumn(chunk, offset) });

/** The position of an object for readers: its first line, since the whole object would be too large. */
function firstLineAt(chunk: Chunk, offset: number): SourcePosition {
  const length = chunk.text.slice(offset).search(/\s*(?:\n|$)/);
  return { ...positionAt(chunk, offset), end: lineAndColumn(chunk, offset + length) };
}

function lineAndColumn({ text, linesBefore, columnsBefore }: Chunk, offset: number): Pick<SourcePosition, 'line' | 'column'> {
  const lines = text.slice(0, offset).split('\n');
  const column = (lines.at(-1) ?? '').length + 1;
  return { line: linesBefore + lines.length, column: lines.length === 1 ? columnsBefore + column : column };
}
