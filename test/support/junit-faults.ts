import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** What an element of JUnit's reports may hold, by the schema that Jenkins' reader checks: children in this order, and attributes. */
interface Element {
  readonly children: readonly { readonly name: string; readonly most: number }[];
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly numbers?: readonly string[];
}

const many = Number.POSITIVE_INFINITY;
const text: Element = { children: [], required: [], optional: [] };
const reason: Element = { children: [], required: [], optional: ['type', 'message'] };

const elements: Readonly<Record<string, Element>> = {
  testsuites: {
    children: [{ name: 'testsuite', most: many }],
    required: [],
    optional: ['name', 'time', 'tests', 'failures', 'disabled', 'errors'],
    numbers: ['time', 'tests', 'failures', 'disabled', 'errors'],
  },
  testsuite: {
    children: [
      { name: 'properties', most: 1 },
      { name: 'testcase', most: many },
      { name: 'system-out', most: 1 },
      { name: 'system-err', most: 1 },
    ],
    required: ['name', 'tests'],
    optional: ['failures', 'errors', 'time', 'disabled', 'skipped', 'timestamp', 'hostname', 'id', 'package'],
    numbers: ['tests', 'failures', 'errors', 'time', 'disabled', 'skipped'],
  },
  testcase: {
    children: [
      { name: 'skipped', most: 1 },
      { name: 'error', most: many },
      { name: 'failure', most: many },
      { name: 'system-out', most: many },
      { name: 'system-err', most: many },
    ],
    required: ['name'],
    optional: ['assertions', 'time', 'classname', 'status'],
    numbers: ['assertions', 'time'],
  },
  skipped: reason,
  error: reason,
  failure: reason,
  'system-out': text,
  'system-err': text,
};

interface Node {
  readonly [name: string]: readonly Node[] | Readonly<Record<string, string>> | string;
}

/** Why a document is not a report of JUnit; empty if it is one. Its counts must be those of its test cases, too. */
export function junitFaults(xml: string): readonly string[] {
  const sound = XMLValidator.validate(xml);
  if (sound !== true) return [sound.err.msg];
  const options = {
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    ignoreDeclaration: true,
    trimValues: false,
    htmlEntities: true,
  };
  const nodes: readonly Node[] = new XMLParser(options).parse(xml);
  return elementsOf(nodes).flatMap((node) => (nameOf(node) === 'testsuites' ? faultsOf(node) : [`${nameOf(node)} is no root`]));
}

const nameOf = (node: Node): string => Object.keys(node).find((key) => key !== ':@') ?? '';
const elementsOf = (nodes: readonly Node[]): readonly Node[] => nodes.filter((node) => nameOf(node) !== '#text');
const childrenOf = (node: Node): readonly Node[] => {
  const children = node[nameOf(node)];
  return Array.isArray(children) ? children : [];
};
const attributesOf = (node: Node): Readonly<Record<string, string>> => {
  const attributes = node[':@'];
  return typeof attributes === 'object' && !Array.isArray(attributes) ? Object.fromEntries(Object.entries(attributes)) : {};
};

function faultsOf(node: Node): readonly string[] {
  const name = nameOf(node);
  const element = elements[name];
  if (element === undefined) return [`${name} is not known`];
  const attributes = attributesOf(node);
  const children = elementsOf(childrenOf(node));
  const places = children.map((child) => element.children.findIndex((one) => one.name === nameOf(child)));
  return [
    ...element.required.filter((one) => !(one in attributes)).map((one) => `${name} has no ${one}`),
    ...Object.keys(attributes)
      .filter((one) => ![...element.required, ...element.optional].includes(one))
      .map((one) => `${name} has no attribute ${one}`),
    ...(element.numbers ?? [])
      .filter((one) => one in attributes && !/^\d+(\.\d+)?$/.test(attributes[one] ?? ''))
      .map((one) => `${one} of ${name} is no number`),
    ...(places.some((place, index) => place < 0 || place < (places[index - 1] ?? 0))
      ? [`${name} has children that are not known or not in order`]
      : []),
    ...element.children
      .filter((one) => children.filter((child) => nameOf(child) === one.name).length > one.most)
      .map((one) => `${name} has several ${one.name}`),
    ...(name === 'testsuite' ? countFaults(node) : []),
    ...children.flatMap(faultsOf),
  ];
}

function countFaults(suite: Node): readonly string[] {
  const attributes = attributesOf(suite);
  const cases = elementsOf(childrenOf(suite)).filter((child) => nameOf(child) === 'testcase');
  const having = (what: string) => cases.filter((one) => childrenOf(one).some((child) => nameOf(child) === what)).length;
  const counts: Readonly<Record<string, number>> = { tests: cases.length, failures: having('failure'), skipped: having('skipped') };
  return Object.entries(counts).flatMap(([what, count]) =>
    attributes[what] === undefined || Number(attributes[what]) === count
      ? []
      : [`${what} of ${attributes.name} is ${attributes[what]}, not ${count}`],
  );
}
