// Reads texts by the tools that they are written for: those of Markdown, Mermaid and Graphviz are modules that the tests' runner does not load.
// Standard input: { markdown, mermaid, dot: texts }. Standard output: the same, each text as its tool understands it.
import { readFileSync } from 'node:fs';
import { instance } from '@viz-js/viz';
import DOMPurify from 'dompurify';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

const { markdown = [], mermaid: maps = [], dot = [] } = JSON.parse(readFileSync(0, 'utf8'));

const html = markdown.map((text) => micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] }));

/** Mermaid cleans labels with functions of a browser, which are missing here; the texts are compared before. */
DOMPurify.addHook = () => undefined;
DOMPurify.sanitize = (text) => text;

async function graphOf(text) {
  try {
    const { default: mermaid } = await import('mermaid');
    mermaid.initialize({});
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    return {
      nodes: [...db.getVertices().values()].map(({ id, text: label }) => ({ id, label })),
      edges: db.getEdges().map(({ start, end, text: label }) => ({ start, end, label })),
      groups: db.getSubGraphs().map(({ title, nodes }) => ({ title, nodes })),
    };
  } catch (error) {
    return { error: String(error.message) };
  }
}

const graphs = [];
for (const text of maps) graphs.push(await graphOf(text));

const viz = dot.length > 0 ? await instance() : undefined;
const drawn = dot.map((text) => {
  const { status, output, errors } = viz.render(text, { format: 'json' });
  return status === 'success' && errors.length === 0 ? JSON.parse(output) : { error: JSON.stringify(errors) };
});

process.stdout.write(JSON.stringify({ markdown: html, mermaid: graphs, dot: drawn }));
