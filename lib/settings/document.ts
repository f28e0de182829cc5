import {
  type Alias,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  type YAMLMap,
  type YAMLParseError,
} from 'yaml';
import { type Fault, InputError, type SourcePosition } from '../base/faults';
import { inputName, readInputFile } from '../base/input-file';
import type { FieldPath } from './faults';
import { type AmbiguousField, checkStructure, tooDeepAt } from './structure';

/** Settings as they were written, with a way to find where each field stands. */
export interface SettingsDocument {
  readonly file: string;
  readonly input: unknown;
  /** Faults of fields that stand in the input all the same, so that whoever checks it can name all faults in one go. Not for rendering then. */
  readonly ambiguous: readonly AmbiguousField[];
  /** Position of the field, or of the nearest thing around it that is there. */
  readonly locate: (path: FieldPath) => SourcePosition;
}

/** Bytes of a settings file: many times what a large installation takes, with room for lists of thousands of address ranges. */
export const largestSettingsFile = 256 * 1024;

/**
 * Reads a settings file; `-` is the standard input.
 * @throws InputError where it cannot be read or is no single YAML map
 */
export function readSettingsDocument(path: string): SettingsDocument {
  const file = inputName(path);
  const read = readInputFile(path, largestSettingsFile);
  if ('problem' in read)
    throw new InputError([{ position: { file, line: 1, column: 1 }, message: `${read.problem}; expected a file of YAML settings` }]);
  return parseSettingsDocument(file, read.text);
}

/**
 * Parses the text of a settings file.
 * @throws InputError with every fault of the YAML
 */
export function parseSettingsDocument(file: string, text: string): SettingsDocument {
  const lines = new LineCounter();
  for (const start of [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)]) lines.addNewLine(start);
  const at = (offset: number): SourcePosition => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const fail = (faults: readonly Fault[]): never => {
    throw new InputError(faults);
  };
  const failAt = (offset: number, message: string) => fail([{ position: at(offset), message }]);

  const depth = tooDeepAt(text);
  if (depth !== undefined) return failAt(depth, 'is nested too deeply to be settings');

  const documents = parseAllDocuments(text, { prettyErrors: false, stringKeys: true, uniqueKeys: false, resolveKnownTags: false });
  const [document, second] = Array.isArray(documents) ? documents : [];
  if (document && document.errors.length > 0) return fail(yamlFaults(document.errors, at));
  if (second) return failAt(second.range[0], 'begins a second document; expected one installation a file');
  const contents: Node | null | undefined = document?.contents;
  if (!document || !contents || (isScalar(contents) && contents.value === null))
    return failAt(0, 'is empty; expected the settings of an installation, at least `name: bluemind`');
  if (!isMap(contents)) return failAt(contents.range?.[0] ?? 0, 'expected a map of fields such as `name: bluemind`');
  if (document.directives?.yaml.version !== '1.2') return failAt(0, "is another version of YAML; remove the line '%YAML', so that it is 1.2");

  const { faults, ambiguous, targets } = checkStructure(contents, at);
  if (faults.length > 0) return fail([...faults, ...ambiguous.map(({ fault }) => fault)]);
  const offsetOf = locator(contents, targets);
  return { file, input: document.toJS({ maxAliasCount: -1 }), ambiguous, locate: (path) => at(offsetOf(path)) };
}

/** Finds where fields stand. The fields of each map are looked up once, since a bad file may have as many faults as fields. */
function locator(contents: Node, targets: ReadonlyMap<Alias, Node>): (path: FieldPath) => number {
  const known = new Map<YAMLMap, ReadonlyMap<string, Pair>>();
  const fieldsOf = (map: YAMLMap): ReadonlyMap<string, Pair> => {
    const fields = known.get(map) ?? new Map(map.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair]] : [])));
    known.set(map, fields);
    return fields;
  };
  return (path) => {
    let node: unknown = contents;
    let offset = contents.range?.[0] ?? 0;
    for (const part of path) {
      const parent = isAlias(node) ? targets.get(node) : node;
      const pair = isMap(parent) ? fieldsOf(parent).get(String(part)) : undefined;
      const next = pair ? pair.key : isSeq(parent) ? parent.items[Number(part)] : undefined;
      if (!isNode(next)) break;
      offset = next.range?.[0] ?? offset;
      node = pair ? pair.value : next;
    }
    return offset;
  };
}

/** The first of each line: what follows there is mostly its consequence. */
function yamlFaults(errors: readonly YAMLParseError[], at: (offset: number) => SourcePosition): readonly Fault[] {
  const faults = [...errors]
    .sort((a, b) => a.pos[0] - b.pos[0])
    .map(({ code, message, pos: [offset] }) => ({ position: at(offset), message: yamlMessage(code, message) }));
  return faults.filter(({ position }, index) => faults.findIndex((other) => other.position.line === position.line) === index);
}

function yamlMessage(code: YAMLParseError['code'], message: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'a tab as indentation; YAML wants spaces';
    case 'NON_STRING_KEY':
      return 'expected a plain word as the name of a field';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return "a field begins within the value of another; check the indentation, and put a text with ': ' in quotes";
    default:
      return `is no valid YAML: ${message.split('\n')[0]?.slice(0, 200)}`;
  }
}
