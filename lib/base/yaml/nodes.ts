import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml';

interface NodeBase {
  /** Offset in the text of the node itself, after its tag and anchor. */
  readonly start: number;
  /** `!!str`, as it is written; unset if the node has no tag. */
  readonly tag?: string;
  readonly anchor?: string;
}

/** A single value, not yet resolved to a number or another type. */
export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  /** Offset after its last character. */
  readonly end: number;
  readonly text: string;
  /** Without quotes, and no block of text. */
  readonly plain: boolean;
}

export interface MappingNode extends NodeBase {
  readonly kind: 'mapping';
  readonly entries: readonly { readonly key: YamlNode; readonly value: YamlNode }[];
}

export interface SequenceNode extends NodeBase {
  readonly kind: 'sequence';
  readonly items: readonly YamlNode[];
}

/** `*anchor`. */
export interface AliasNode {
  readonly kind: 'alias';
  readonly start: number;
  readonly anchor: string;
  /** The node that it repeats; unset if the anchor does not exist. May be a node that contains it. */
  readonly target?: YamlNode;
}

/** What a text holds, as it is written. */
export type YamlNode = ScalarNode | MappingNode | SequenceNode | AliasNode;

/** A document of a text. */
export interface YamlDocument {
  readonly root: YamlNode;
  /** Of `%YAML`. */
  readonly version?: string;
}

/** Builds nodes from the events of a parser. */
export function documentsOf(events: readonly Event[], text: string): readonly YamlDocument[] {
  const documents: YamlDocument[] = [];
  let at = 0;
  /** The end of what was read last, which is the position of an empty value. */
  let end = 0;
  let anchors = new Map<string, YamlNode>();

  const properties = (event: { anchorStart: number; anchorEnd: number; tagStart: number; tagEnd: number }) => {
    if (event.anchorStart < 0 && event.tagStart < 0) return undefined;
    end = Math.max(end, event.anchorEnd, event.tagEnd);
    return {
      ...(event.anchorStart >= 0 && { anchor: text.slice(event.anchorStart, event.anchorEnd) }),
      ...(event.tagStart >= 0 && { tag: text.slice(event.tagStart, event.tagEnd) }),
    };
  };

  const known = <Node extends YamlNode & NodeBase>(node: Node): Node => {
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    return node;
  };

  const node = (): YamlNode => {
    const event = events[at++];
    switch (event?.type) {
      case EVENT_ID.SCALAR: {
        const own = properties(event);
        // The offset of a text in quotes is that of its first letter.
        const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0;
        const start = event.valueStart < 0 ? behindMark(text, end) : event.valueStart - quoted;
        end = Math.max(start, event.valueEnd + quoted);
        return known({ kind: 'scalar', start, end, text: getScalarValue(text, event), plain: event.style === SCALAR_STYLE.PLAIN, ...own });
      }
      case EVENT_ID.SEQUENCE: {
        const own = properties(event);
        const items: YamlNode[] = [];
        end = event.start;
        const sequence = known({ kind: 'sequence', start: event.start, items, ...own });
        while (isOpen()) items.push(node());
        return sequence;
      }
      case EVENT_ID.MAPPING: {
        const own = properties(event);
        const entries: { key: YamlNode; value: YamlNode }[] = [];
        end = event.start;
        const mapping = known({ kind: 'mapping', start: event.start, entries, ...own });
        while (isOpen()) entries.push({ key: node(), value: node() });
        return mapping;
      }
      case EVENT_ID.ALIAS: {
        end = event.anchorEnd;
        const anchor = text.slice(event.anchorStart, event.anchorEnd);
        const target = anchors.get(anchor);
        // The offset is that of the name; the asterisk is before it.
        return { kind: 'alias', start: event.anchorStart - 1, anchor, ...(target && { target }) };
      }
      default:
        throw new Error('unexpected event of the YAML parser');
    }
  };

  /** Whether the collection goes on; steps over its end. */
  const isOpen = (): boolean => {
    const open = at < events.length && events[at]?.type !== EVENT_ID.POP;
    if (!open) at++;
    return open;
  };

  while (at < events.length) {
    const event = events[at++];
    if (event?.type !== EVENT_ID.DOCUMENT) continue;
    anchors = new Map();
    const version = event.directives.flatMap((directive) => (directive.kind === 'yaml' ? [directive.version] : []))[0];
    documents.push({ root: node(), ...(version !== undefined && { version }) });
  }
  return documents;
}

/** Position of an empty value that follows an offset: after its colon or dash. */
function behindMark(text: string, offset: number): number {
  const mark = /(?:\s|#[^\n]*)*[-:]/y;
  mark.lastIndex = offset;
  return mark.test(text) ? mark.lastIndex : offset;
}
