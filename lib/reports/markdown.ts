import { printable } from '../base/printable';

/** A text that GitHub's Markdown shows literally, within a paragraph or a cell: without markup, HTML, links or mentions. */
export const markdownText = (text: string): string =>
  onOneLine(text)
    .replace(/[\\|`*<>[\]~&]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:(?=\/\/)|(?<=\bwww)\.|^[#+=-]/giu, '\\$&')
    .replaceAll('@', '@<!-- -->');

/** A text as code, between more backticks than it has in a row. In cells of tables a bar ends even code, so it is escaped by a backslash. */
export function markdownCode(text: string): string {
  const content = onOneLine(text);
  const longest = Math.max(0, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = /^`|`$/.test(content) ? ' ' : '';
  return `${fence}${padding}${content.replace(/\|/g, '\\|')}${padding}${fence}`;
}

/** A folded section. */
export const folded = (title: string, content: string): string =>
  `<details>\n<summary>${markdownText(title)}</summary>\n\n${content.trimEnd()}\n\n</details>\n`;

/** A block of code in a language. A line of backticks in it would end it. */
export const fenced = (language: string, content: string): string => {
  const longest = Math.max(2, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${content.trimEnd()}\n${fence}\n`;
};

const onOneLine = (text: string): string => printable(text).trim().replace(/\s+/g, ' ');
