import { csvLine } from '../base/csv';
import { markdownText } from './markdown';

/** Rows of text under the headings of their columns. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Columns aligned with spaces, for a terminal.
 * @param width characters of a line: the widest cells are broken at blanks to fit. @default - no limit
 */
export function formatText({ columns, rows }: Table, width?: number): string {
  const lines = [columns, ...rows].map((row) => row.map(onOneLine));
  const natural = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  const least = columns.map((_, index) => Math.max(...lines.map((line) => longestWord(line[index] ?? ''))));
  const widths = width === undefined ? natural : narrowed(natural, least, width - gap.length * (columns.length - 1));
  return lines.flatMap((line) => aligned(line, widths)).join('');
}

const gap = '  ';

const longestWord = (cell: string): number => Math.max(0, ...cell.split(' ').map((word) => word.length));

/** Widths that fit together, if words are short enough: the widest columns shrink first. */
function narrowed(natural: readonly number[], least: readonly number[], room: number): readonly number[] {
  const widths = [...natural];
  for (let excess = widths.reduce((sum, one) => sum + one, 0) - room; excess > 0; excess--) {
    const spare = widths.map((one, index) => (one > (least[index] ?? 0) ? one : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if (spare[widest] === 0) return widths;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** A row as one or more lines, with each cell broken at blanks to its width. */
function aligned(row: readonly string[], widths: readonly number[]): readonly string[] {
  const cells = row.map((cell, index) => inLines(cell, widths[index] ?? 0));
  return Array.from(
    { length: Math.max(1, ...cells.map((lines) => lines.length)) },
    (_, place) =>
      `${widths
        .map((width, index) => (cells[index]?.[place] ?? '').padEnd(width))
        .join(gap)
        .trimEnd()}\n`,
  );
}

function inLines(cell: string, width: number): readonly string[] {
  if (cell.length <= width) return [cell];
  const lines: string[] = [];
  for (const word of cell.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A table of GitHub's Markdown. */
export const formatMarkdown = ({ columns, rows }: Table): string => [markdownHead(columns), ...rows.map(markdownRow)].join('');

/** The first two lines of a table of GitHub's Markdown. */
export const markdownHead = (columns: readonly string[]): string => `${markdownRow(columns)}${markdownLine(columns.map(() => '---'))}`;

/** A further line of it. */
export const markdownRow = (cells: readonly string[]): string => markdownLine(cells.map(markdownText));

const markdownLine = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

/** Comma-separated values of RFC 4180, with its line ends. */
export const formatCsv = ({ columns, rows }: Table): string => [columns, ...rows].map((row) => csvLine(row, '\r\n')).join('');

const onOneLine = (cell: string): string => cell.trim().replace(/\s+/g, ' ');
