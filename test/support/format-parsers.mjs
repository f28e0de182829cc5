// Reads texts by the tools that they are written for: that of Markdown is a module that the tests' runner does not load.
// Standard input: { markdown: texts }. Standard output: the same, each text as HTML.
import { readFileSync } from 'node:fs';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

const { markdown = [] } = JSON.parse(readFileSync(0, 'utf8'));
const html = markdown.map((text) => micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] }));

process.stdout.write(JSON.stringify({ markdown: html }));
