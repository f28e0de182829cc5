import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** A map as Mermaid reads it. */
export interface ReadGraph {
  readonly error?: string;
  readonly nodes: readonly { readonly id: string; readonly label: string }[];
  readonly edges: readonly { readonly start: string; readonly end: string; readonly label: string }[];
  readonly groups: readonly { readonly title: string; readonly nodes: readonly string[] }[];
}

/** A map as Graphviz lays it out. */
export interface DrawnGraph {
  readonly error?: string;
  readonly objects?: readonly { readonly name: string; readonly label?: string }[];
  readonly edges?: readonly { readonly tail: number; readonly head: number; readonly label?: string }[];
}

/** Texts as the tools that they are written for understand them: Markdown as HTML, maps as nodes and edges. */
export function parsed(texts: { readonly markdown?: readonly string[]; readonly mermaid?: readonly string[]; readonly dot?: readonly string[] }): {
  readonly markdown: readonly string[];
  readonly mermaid: readonly ReadGraph[];
  readonly dot: readonly DrawnGraph[];
} {
  const output = execFileSync(process.execPath, [join(__dirname, 'format-parsers.mjs')], { input: JSON.stringify(texts), maxBuffer: 1 << 28 });
  return JSON.parse(output.toString());
}
