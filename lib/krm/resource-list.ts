import { type Fault, InputError } from '../base/faults';
import { positionsIn } from '../base/yaml/lines';
import type { MappingNode, YamlNode } from '../base/yaml/nodes';
import { parseYaml } from '../base/yaml/parse';
import { asItem, asValue, printNode, printObject } from '../base/yaml/print';
import { readValue } from '../base/yaml/value';
import { isObject } from '../reachability';

/** The supported version of the KRM functions specification. */
export const resourceListVersion = 'config.kubernetes.io/v1';

/** An object that an orchestrator gives to a function. */
export interface Item {
  readonly value: unknown;
  /** The same as lines of YAML, letter by letter. */
  readonly lines: readonly string[];
}

/** What an orchestrator such as kustomize or kpt gives to a function. */
export interface ResourceList {
  readonly items: readonly Item[];
  /** @default - none was given */
  readonly functionConfig?: Item;
}

/** How deep maps and lists may be nested. */
const deepest = 200;

/** How many values all aliases together may expand to: a text with more is built to exhaust memory. */
const mostRepeated = 100_000;

/**
 * Reads a ResourceList, YAML or JSON.
 * @param name name of the file in positions
 * @throws InputError with every fault
 */
export function readResourceList(name: string, text: string): ResourceList {
  const at = positionsIn(name, text);
  const fail = (offset: number, message: string): never => {
    throw new InputError([{ position: at(offset), message }]);
  };
  const parsed = parseYaml(text, deepest);
  if ('mistake' in parsed) return fail(parsed.mistake.offset, parsed.mistake.message);
  const [document, second] = parsed.documents;
  if (document === undefined || text.trim() === '') return fail(0, `is empty; ${expected}`);
  if (second !== undefined) return fail(second.root.start, `begins a second document; ${expected}`);
  const { root } = document;
  const { value, problems } = readValue(document, { merge: true, mostRepeated });
  if (root.kind !== 'mapping' || !isObject(value)) return fail(root.start, expected);
  const faults: Fault[] = problems.map(({ offset, message, first }) => ({
    position: at(offset),
    message: first === undefined ? message : `is already in line ${at(first).line}; keep one`,
  }));
  const fault = (field: string, message: string): void => {
    faults.push({ position: at((child(root, field) ?? root).start), field, message });
  };
  if (value.kind !== 'ResourceList') fault('kind', `is ${shown(value.kind)}; ${expected}`);
  else if (value.apiVersion !== resourceListVersion) fault('apiVersion', `is ${shown(value.apiVersion)}; expected '${resourceListVersion}'`);
  const { items = null, functionConfig } = value;
  if (items !== null && !Array.isArray(items)) fault('items', `is ${shown(items)}; expected a list of Kubernetes objects`);
  if (faults.length > 0) throw new InputError(faults);
  const config = child(root, 'functionConfig');
  return {
    items: Array.isArray(items) ? withLines(items, child(root, 'items')) : [],
    ...(functionConfig != null && config !== undefined && { functionConfig: { value: functionConfig, lines: printNode(config) } }),
  };
}

const expected = `expected one ResourceList of ${resourceListVersion}, as kustomize and kpt give it to a function`;

const shown = (value: unknown): string => (typeof value === 'string' ? `'${value.slice(0, 60)}'` : value === undefined ? 'missing' : 'not a text');

function child({ entries }: MappingNode, name: string): YamlNode | undefined {
  return entries.find(({ key }) => key.kind === 'scalar' && key.text === name)?.value;
}

function withLines(values: readonly unknown[], node: YamlNode | undefined): readonly Item[] {
  const target = node?.kind === 'alias' ? node.target : node;
  const nodes = target?.kind === 'sequence' ? target.items : [];
  return values.flatMap((value, index) => {
    const own = nodes[index];
    return own === undefined ? [] : [{ value, lines: printNode(own) }];
  });
}

/** An object that a program created. */
export const itemOf = (value: object): Item => ({ value, lines: printObject(value) });

/** A ResourceList as a function returns it. */
export function writeResourceList({ items, functionConfig }: ResourceList, results: readonly object[]): string {
  const list = (key: string, entries: readonly (readonly string[])[]): readonly string[] =>
    entries.length === 0 ? [`${key}: []`] : [`${key}:`, ...entries.flatMap(asItem)];
  return [
    `apiVersion: ${resourceListVersion}`,
    'kind: ResourceList',
    ...list(
      'items',
      items.map(({ lines }) => lines),
    ),
    ...(functionConfig ? asValue('functionConfig', functionConfig.lines, isObject(functionConfig.value)) : []),
    ...(results.length === 0 ? [] : list('results', results.map(printObject))),
    '',
  ].join('\n');
}
