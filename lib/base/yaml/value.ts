import { setOwn } from '../own';
import type { AliasNode, MappingNode, YamlDocument, YamlNode } from './nodes';
import { isKnownTag, scalarReader } from './scalar';

/** How a document is read. */
export interface ValueOptions {
  /** Whether `<<` merges the fields of other maps, as in kubectl. */
  readonly merge: boolean;
  /** How many values all aliases together may expand to: a text with more is built to exhaust memory. */
  readonly mostRepeated: number;
}

/** Something in a document that has no meaning, or perhaps not the intended one. */
export interface YamlProblem {
  readonly offset: number;
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** For a field that appears twice: the position of the first one. */
  readonly first?: number;
}

/** The value of a document and its problems. Names of fields are texts as written; a field that appears twice has its last value. */
export interface YamlValue {
  readonly value: unknown;
  readonly problems: readonly YamlProblem[];
}

/** The value of a document, with every problem of it. */
export function readValue({ root, version }: YamlDocument, { merge, mostRepeated }: ValueOptions): YamlValue {
  const problems: YamlProblem[] = [];
  const path: (string | number)[] = [];
  const scalar = scalarReader(version);
  /** For each value with an anchor that was read completely: the value, and how many values it contains. */
  const read = new Map<YamlNode, { readonly value: unknown; readonly size: number }>();
  let repeated = 0;
  let count = 0;

  const report = ({ start }: YamlNode, message: string): undefined => {
    problems.push({ offset: start, path: [...path], message });
  };

  const repeatedValue = (alias: AliasNode): unknown => {
    const { anchor, target } = alias;
    const known = target && read.get(target);
    if (!target) return report(alias, `'*${anchor}' has no anchor; expected '&${anchor}' at a value above it`);
    if (!known) return report(alias, `'*${anchor}' is inside the value that it repeats; write the value out`);
    const before = repeated;
    repeated += known.size;
    count += known.size - 1;
    if (before <= mostRepeated && repeated > mostRepeated)
      report(alias, `'*${anchor}' and the aliases above it expand to more than ${mostRepeated} values; write out the values you need`);
    return known.value;
  };

  const map = (node: MappingNode): unknown => {
    const result: Record<string, unknown> = {};
    const firsts = new Map<string, YamlNode>();
    const merged: (() => void)[] = [];
    for (const { key, value } of node.entries) {
      if (key.kind !== 'scalar') {
        report(key, 'expected plain text as the name of a field');
        continue;
      }
      const name = key.text;
      if (key.anchor !== undefined) read.set(key, { value: name, size: 1 });
      path.push(name);
      const inner = visit(value);
      if (merge && key.plain && key.tag === undefined && name === '<<') merged.push(() => takeOver(result, inner) || report(value, notMerged));
      else {
        const first = firsts.get(name);
        if (first) problems.push({ offset: key.start, path: [...path], message: 'appears twice; keep one', first: first.start });
        else firsts.set(name, key);
        setOwn(result, name, inner);
      }
      path.pop();
    }
    for (const run of merged) run();
    return result;
  };

  const items = (nodes: readonly YamlNode[]): unknown =>
    nodes.map((item, index) => {
      path.push(index);
      const value = visit(item);
      path.pop();
      return value;
    });

  const visit = (node: YamlNode): unknown => {
    const before = count++;
    if (node.kind === 'alias') return repeatedValue(node);
    if (node.tag !== undefined && !isKnownTag(node)) report(node, `'${node.tag}' is an unknown tag; write the value without it`);
    const value = node.kind === 'scalar' ? scalar(node, report) : node.kind === 'sequence' ? items(node.items) : map(node);
    if (node.anchor !== undefined) read.set(node, { value, size: count - before });
    return value;
  };

  return { value: visit(root), problems };
}

const notMerged = "'<<' merges the fields of maps; expected a map or a list of maps";

/** Gives an object those members of another object, or of several, that it lacks; the first object wins. @returns whether they are objects */
function takeOver(object: Record<string, unknown>, others: unknown): boolean {
  const list: readonly unknown[] = Array.isArray(others) ? others : [others];
  return list.every((other) => {
    if (typeof other !== 'object' || other === null || Array.isArray(other)) return false;
    for (const [name, value] of Object.entries(other)) if (!Object.hasOwn(object, name)) setOwn(object, name, value);
    return true;
  });
}
