import { readFileSync, statSync } from 'node:fs';
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseAllDocuments } from 'yaml';
import { type Fault, InputError, type SourcePosition } from '../fault';
import type { FieldPath } from './faults';

/** Settings as they were written, with a way to find where each field stands. */
export interface SettingsDocument {
  readonly file: string;
  readonly input: unknown;
  /** Position of the field, or of the nearest thing around it that is there. */
  readonly locate: (path: FieldPath) => SourcePosition;
}

const largestFile = 1024 * 1024;
/** How often aliases may repeat what they point to, before it is taken for an attack. */
const mostAliases = 100;

/**
 * Reads a settings file.
 * @throws InputError where it cannot be read or is no single YAML map
 */
export function readSettingsDocument(file: string): SettingsDocument {
  const fail = (message: string): never => {
    throw new InputError([{ position: { file, line: 1, column: 1 }, message }]);
  };
  try {
    const size = statSync(file).size;
    if (size > largestFile) fail(`has ${size} bytes; expected settings of at most ${largestFile}`);
    const bytes = readFileSync(file);
    if (bytes.includes(0)) fail('is a binary file; expected YAML text');
    return parseSettingsDocument(file, new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (error instanceof TypeError) return fail('is no UTF-8 text; expected YAML');
    return fail(`cannot be read (${error instanceof Error && 'code' in error ? error.code : error}); expected a YAML file`);
  }
}

/**
 * Parses the text of a settings file.
 * @throws InputError with every fault of the YAML
 */
export function parseSettingsDocument(file: string, text: string): SettingsDocument {
  const lines = new LineCounter();
  const at = (offset: number): SourcePosition => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const fail = (faults: readonly Fault[]): never => {
    throw new InputError(faults);
  };
  const failAt = (offset: number, message: string) => fail([{ position: at(offset), message }]);

  try {
    const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
    const [document, second] = Array.isArray(documents) ? documents : [];
    if (!document?.contents) return failAt(0, 'is empty; expected the settings of an installation, at least `name: bluemind`');
    if (second) return failAt(second.range[0], 'is a second document; expected one installation a file');
    if (document.errors.length > 0)
      return fail(document.errors.map((error) => ({ position: at(error.pos[0]), message: yamlMessage(error.code, error.message) })));
    const contents: Node = document.contents;
    if (!isMap(contents)) return failAt(contents.range?.[0] ?? 0, 'expected a map of fields such as `name: bluemind`');

    const resolve = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
    const locate = (path: FieldPath): SourcePosition => {
      let node: unknown = contents;
      let offset = contents.range?.[0] ?? 0;
      for (const part of path) {
        const parent = resolve(node);
        const pair: Pair | undefined = isMap(parent)
          ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(part))
          : undefined;
        const next = pair ? pair.key : isSeq(parent) ? parent.items[Number(part)] : undefined;
        if (!isScalar(next) && !isMap(next) && !isSeq(next) && !isAlias(next)) break;
        offset = next.range?.[0] ?? offset;
        node = pair ? pair.value : next;
      }
      return at(offset);
    };
    return { file, input: document.toJS({ maxAliasCount: mostAliases }), locate };
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (error instanceof RangeError) return failAt(0, 'is nested too deeply to be settings');
    return failAt(
      0,
      error instanceof ReferenceError ? `has aliases that repeat too much (more than ${mostAliases} times); write the values out` : String(error),
    );
  }
}

function yamlMessage(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'stands twice; keep one';
  if (code === 'TAB_AS_INDENT') return 'a tab as indentation; YAML wants spaces';
  return `is no valid YAML: ${message.split('\n')[0]}`;
}
