import { type Alias, isAlias, isMap, isNode, isScalar, isSeq, Lexer, type Node, Parser } from 'yaml';
import type { Fault, SourcePosition } from '../base/faults';
import { type FieldPath, formatPath } from './faults';

/** How deep maps and lists may stand within each other; settings need seven levels. */
const deepest = 50;

/** How many values aliases may stand for, all together. */
const mostRepeated = 10_000;

/** Where a text nests deeper than settings ever do; undefined where it does not. Building its tree would exhaust the stack. */
export function tooDeepAt(text: string): number | undefined {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    Array.from(parser.next(lexeme));
    if (parser.stack.length > deepest) return parser.offset;
  }
  return undefined;
}

/** A field that stands twice. */
export interface AmbiguousField {
  readonly path: FieldPath;
  readonly fault: Fault;
}

/** What YAML allows and settings do not, and where aliases lead. */
export interface Structure {
  /** Faults that keep the settings from being read at all. */
  readonly faults: readonly Fault[];
  /** Fields that are read, and not surely as they were meant. */
  readonly ambiguous: readonly AmbiguousField[];
  readonly targets: ReadonlyMap<Alias, Node>;
}

/** Finds fields that stand twice, and aliases that lead nowhere, into themselves or to more than anybody would write. */
export function checkStructure(root: Node, at: (offset: number) => SourcePosition): Structure {
  const faults: Fault[] = [];
  const ambiguous: AmbiguousField[] = [];
  const targets = new Map<Alias, Node>();
  const anchors = new Map<string, Node>();
  /** Of each node that is read to its end: the values it stands for. */
  const sizes = new Map<Node, number>();
  let repeated = 0;

  const faultAt = (node: Node, path: FieldPath, message: string): Fault => ({
    position: at(node.range?.[0] ?? 0),
    ...(path.length > 0 && { field: formatPath(path) }),
    message,
  });

  const report = (node: Node, path: FieldPath, message: string): void => {
    faults.push(faultAt(node, path, message));
  };

  const follow = (alias: Alias, path: FieldPath): number => {
    const target = anchors.get(alias.source);
    const size = target && sizes.get(target);
    if (target) targets.set(alias, target);
    if (!target) report(alias, path, `'*${alias.source}' leads nowhere; expected '&${alias.source}' at a value above it`);
    else if (size === undefined) report(alias, path, `'*${alias.source}' stands within the value that it repeats; write the value out`);
    else {
      const before = repeated;
      repeated += size;
      if (before <= mostRepeated && repeated > mostRepeated)
        report(alias, path, `'*${alias.source}' and the aliases above it stand for more than ${mostRepeated} values; write out what is needed`);
    }
    return size ?? 0;
  };

  const visitMap = (items: readonly { readonly key: unknown; readonly value: unknown }[], path: FieldPath): number => {
    const first = new Map<string, number>();
    let size = 0;
    for (const { key, value } of items) {
      if (!isScalar(key)) continue;
      const name = String(key.value);
      const field = [...path, name];
      const line = first.get(name);
      // JavaScript takes this name for something else than a field, and would lose it.
      if (name === '__proto__') report(key, path, "'__proto__' cannot be the name of anything; choose another");
      if (line !== undefined) ambiguous.push({ path: field, fault: faultAt(key, field, `stands in line ${line} already; keep one`) });
      first.set(name, line ?? at(key.range?.[0] ?? 0).line);
      size += visit(value, field);
    }
    return size;
  };

  const visit = (node: unknown, path: FieldPath): number => {
    if (!isNode(node)) return 0;
    if (isAlias(node)) return follow(node, path);
    if (node.anchor) anchors.set(node.anchor, node);
    let size = 1;
    if (isMap(node)) size += visitMap(node.items, path);
    if (isSeq(node)) for (const [index, item] of node.items.entries()) size += visit(item, [...path, index]);
    sizes.set(node, size);
    return size;
  };

  visit(root, []);
  return { faults, ambiguous, targets };
}
