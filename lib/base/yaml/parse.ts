import { parseEvents, YAMLException } from 'js-yaml';
import { describeMistake } from './mistakes';
import { documentsOf, type YamlDocument } from './nodes';

/** The documents of a text, or the place where it is no longer YAML: the parser stops at the first mistake. */
export type ParsedYaml = { readonly documents: readonly YamlDocument[] } | { readonly mistake: YamlMistake };

export interface YamlMistake {
  readonly offset: number;
  /** What it is, in plain words. */
  readonly message: string;
  /** Whether it is not a mistake in YAML but deeper nesting than allowed. */
  readonly tooDeep: boolean;
}

/** Parses the documents of a text. @param deepest how deep maps and lists may be nested */
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
