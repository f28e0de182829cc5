import { type Fault, type FaultUse, InputError, type SourcePosition } from '../base/faults';
import { type InputFile, inputName, readInputFile } from '../base/input-file';
import { endOf } from '../base/yaml/extent';
import { finder } from '../base/yaml/find';
import { positionsIn } from '../base/yaml/lines';
import type { YamlNode } from '../base/yaml/nodes';
import { parseYaml } from '../base/yaml/parse';
import { readValue, type YamlProblem } from '../base/yaml/value';
import { type FieldPath, formatPath } from './faults';

/** Settings as they were written, with a function that finds the position of each field. */
export interface SettingsDocument {
  readonly file: string;
  readonly input: unknown;
  /** Faults of fields that are nevertheless in the input, so that further checks can report all faults at once. Input with faults is not for rendering. */
  readonly ambiguous: readonly AmbiguousField[];
  /** Position of the field, or of the nearest existing field that contains it. */
  readonly locate: (path: FieldPath) => SourcePosition;
  /** Which installation uses the field, if it is not written at the installation itself. @default - no field is written elsewhere */
  readonly usedBy?: (path: FieldPath) => FaultUse | undefined;
}

/** Largest size of a settings file in bytes: many times what a large installation needs, with room for thousands of address ranges. */
export const largestSettingsFile = 256 * 1024;

/**
 * Reads a settings file; `-` is the standard input.
 * @throws InputError if it cannot be read or is not one YAML map
 */
export function readSettingsDocument(path: string): SettingsDocument {
  return settingsDocumentOf(inputName(path), readInputFile(path, largestSettingsFile));
}

/**
 * The settings in a file that was read.
 * @throws InputError if it could not be read, or is not one YAML map
 */
export function settingsDocumentOf(file: string, read: InputFile): SettingsDocument {
  if ('problem' in read)
    throw new InputError([{ position: { file, line: 1, column: 1 }, message: `${read.problem}; expected a file of YAML settings` }]);
  return parseSettingsDocument(file, read.text);
}

/** A field that appears twice. */
export interface AmbiguousField {
  readonly path: FieldPath;
  readonly fault: Fault;
}

/** How deep maps and lists may be nested; settings need seven levels. */
const deepest = 50;

/** How many values all aliases together may expand to. */
const mostRepeated = 10_000;

/**
 * Parses the text of a settings file.
 * @throws InputError with every fault of the YAML
 */
export function parseSettingsDocument(file: string, text: string): SettingsDocument {
  const { value, problems, locate } = parseMap(file, text, mostRepeated);
  const faults = problems.map(({ fault }) => fault).sort(inOrder);
  if (problems.some(({ isAmbiguous }) => !isAmbiguous)) throw new InputError(faults);
  return { file, input: value, ambiguous: problems, locate };
}

/** A map as it was written. */
export interface WrittenMap extends Pick<SettingsDocument, 'locate'> {
  readonly value: unknown;
  readonly problems: readonly WrittenProblem[];
}

/** What is wrong with a field. */
export interface WrittenProblem extends AmbiguousField {
  /** Whether the field has a value nevertheless: the last of two. */
  readonly isAmbiguous: boolean;
}

/**
 * Parses a text whose only document is a map.
 * @param repeats how many values all aliases together may expand to
 * @throws InputError if it is not one
 */
export function parseMap(file: string, text: string, repeats: number): WrittenMap {
  const at = positionsIn(file, text);
  const fail = (offset: number, message: string): never => {
    throw new InputError([{ position: at(offset), message }]);
  };
  const parsed = parseYaml(text, deepest);
  if ('mistake' in parsed) return fail(parsed.mistake.offset, parsed.mistake.tooDeep ? 'is nested too deeply for settings' : parsed.mistake.message);
  const [document, second] = parsed.documents;
  if (document && second) return fail(beginning(text, document.root, second.root), 'begins a second document; expected one installation per file');
  const root = document?.root;
  if (!root || isNothing(root)) return fail(0, 'is empty; expected the settings of an installation, at least `name: bluemind`');
  if (root.kind !== 'mapping') return fail(root.start, 'expected a map of fields such as `name: bluemind`');
  if ((document.version ?? '1.2') !== '1.2') return fail(0, "declares another version of YAML; remove the line '%YAML' to use 1.2");

  const { value, problems } = readValue(document, { merge: false, mostRepeated: repeats });
  const find = finder(root);
  return {
    value,
    problems: [...problems, ...barredNames(root, [])].map(({ offset, path, message, first }) => ({
      path,
      isAmbiguous: first !== undefined,
      fault: faultAt(at(offset), path, first === undefined ? message : `is already in line ${at(first).line}; keep one`),
    })),
    locate: (path) => {
      const places = find(path);
      const { key, value: found } = places.at(-1) ?? places[0];
      return at((key ?? found).start, endOf(found, text));
    },
  };
}

const faultAt = (position: SourcePosition, path: FieldPath, message: string): Fault => ({
  position,
  ...(path.length > 0 && { field: formatPath(path) }),
  message,
});

const inOrder = ({ position: a }: Fault, { position: b }: Fault): number => (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);

const isNothing = (root: YamlNode): boolean => root.kind === 'scalar' && root.plain && /^(?:~|null)?$/i.test(root.text);

/** Where the second document begins: the line `---` before it. */
function beginning(text: string, first: YamlNode, second: YamlNode): number {
  const marker = text.indexOf('\n---', first.start);
  return marker < 0 || marker > second.start ? second.start : marker + 1;
}

/** Fields with a name that is special in JavaScript: code that copies a map would lose them. */
function barredNames(node: YamlNode, path: FieldPath): readonly YamlProblem[] {
  if (node.kind === 'sequence') return node.items.flatMap((item, index) => barredNames(item, [...path, index]));
  if (node.kind !== 'mapping') return [];
  return node.entries.flatMap(({ key, value }) => {
    const name = key.kind === 'scalar' ? key.text : '';
    const own = name === '__proto__' ? [{ offset: key.start, path, message: "'__proto__' is a reserved name; choose another" }] : [];
    return [...own, ...barredNames(value, [...path, name])];
  });
}
