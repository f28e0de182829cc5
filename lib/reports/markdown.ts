import { printable } from '../base/printable';

/** A text that stays what it is in GitHub's Markdown, within a paragraph or a cell: no markup, no HTML, no link, nobody who is mentioned. */
export const markdownText = (text: string): string =>
  onOneLine(text)
    .replace(/[\\|`*<>[\]~&]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:(?=\/\/)|(?<=\bwww)\.|^[#+=-]/giu, '\\$&')
    .replaceAll('@', '@<!-- -->');

/** A text in code, between more backticks than it has in a row. In cells of tables a bar ends even code: it stands behind a backslash. */
export function markdownCode(text: string): string {
  const content = onOneLine(text);
  const longest = Math.max(0, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = /^`|`$/.test(content) ? ' ' : '';
  return `${fence}${padding}${content.replace(/\|/g, '\\|')}${padding}${fence}`;
}

/** What a reader unfolds. */
export const folded = (title: string, content: string): string =>
  `<details>\n<summary>${markdownText(title)}</summary>\n\n${content.trimEnd()}\n\n</details>\n`;

/** A block of code of a language. A line of backticks within would end it. */
export const fenced = (language: string, content: string): string => {
  const longest = Math.max(2, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${content.trimEnd()}\n${fence}\n`;
};

const onOneLine = (text: string): string => printable(text).trim().replace(/\s+/g, ' ');
