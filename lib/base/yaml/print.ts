import type { AliasNode, MappingNode, ScalarNode, SequenceNode, YamlNode } from './nodes';
import { writeYamlInLines } from './write';

/**
 * Writes a node as lines of YAML that every reader understands as it does the original: a plain text stays plain, letter by letter, so that neither `0o14` nor
 * `12345678901234567890` nor `yes` becomes something else. Comments and styles are lost, and aliases are written out.
 */
export function printNode(node: YamlNode): readonly string[] {
  const target = resolved(node);
  const prefix = target.tag === undefined ? '' : `${target.tag} `;
  if (target.kind === 'scalar') return [`${prefix}${scalar(target)}`];
  const lines = target.kind === 'mapping' ? target.entries.flatMap(({ key, value }) => entry(key, value)) : target.items.flatMap(item);
  if (lines.length > 0) return prefix === '' ? lines : [prefix.trimEnd(), ...lines];
  return [`${prefix}${target.kind === 'mapping' ? '{}' : '[]'}`];
}

/** Lines as an item of a list. */
export const asItem = ([first = '', ...rest]: readonly string[]): readonly string[] => [`- ${first}`, ...rest.map(indented)];

/** Lines as the value of a key that is already written. */
export const asValue = (key: string, lines: readonly string[], isCollection: boolean): readonly string[] =>
  isCollection ? [`${key}:`, ...lines.map(indented)] : [`${key}: ${lines.join('')}`];

const indented = (line: string): string => `  ${line}`;

function entry(key: YamlNode, value: YamlNode): readonly string[] {
  const name = printNode(key).join('');
  const lines = asValue(name, printNode(value), isOpen(value));
  // YAML allows no longer text as a key, unless a question mark says that it is one.
  return name.length <= 1000 ? lines : [`? ${name}`, (lines[0] ?? '').slice(name.length), ...lines.slice(1)];
}

const item = (node: YamlNode): readonly string[] => asItem(printNode(node));

/** Whether a node takes lines of its own. */
function isOpen(node: YamlNode): boolean {
  const target = resolved(node);
  return target.kind === 'mapping' ? target.entries.length > 0 : target.kind === 'sequence' && target.items.length > 0;
}

/** The value of an alias. An alias without an anchor is a fault of the text, which is reported before anything is printed. */
function resolved(node: YamlNode): ScalarNode | MappingNode | SequenceNode {
  if (node.kind !== 'alias') return node;
  if (node.target === undefined) throw new Error(`alias without a target: ${describe(node)}`);
  return resolved(node.target);
}

const describe = ({ anchor, start }: AliasNode): string => `*${anchor} at ${start}`;

const scalar = ({ text, plain }: ScalarNode): string => (plain && !text.includes('\n') ? text : quoted(text));

/** In double quotes, with escapes also for the characters that JSON allows and YAML does not. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** An object of a program as lines that can be indented. */
export const printObject = (value: object): readonly string[] => writeYamlInLines(value).trimEnd().split('\n');
