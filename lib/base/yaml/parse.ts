import { parseEvents, YAMLException } from 'js-yaml';
import { describeMistake } from './mistakes';
import { documentsOf, type YamlDocument } from './nodes';

/** The documents of a text, or where it stops to be YAML: the parser sees no further than the first mistake. */
export type ParsedYaml = { readonly documents: readonly YamlDocument[] } | { readonly mistake: YamlMistake };

export interface YamlMistake {
  readonly offset: number;
  /** What it is, in plain words. */
  readonly message: string;
  /** Whether it is no mistake but more nesting than there may be. */
  readonly tooDeep: boolean;
}

/** Parses the documents of a text. @param deepest how deep maps and lists may stand within each other */
export function parseYaml(text: string, deepest: number): ParsedYaml {
  try {
    return { documents: documentsOf(parseEvents(text, { maxDepth: deepest + 1 }), text) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { reason, mark } = error;
    const offset = mark?.position ?? 0;
    const isTooDeep = reason.startsWith('nesting exceeded');
    return { mistake: { offset, message: isTooDeep ? 'is nested too deeply' : describeMistake(reason, text[offset] ?? ''), tooDeep: isTooDeep } };
  }
}
