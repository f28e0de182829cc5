import { csvLine } from '../base/csv';
import { markdownText } from './markdown';

/** Rows of text under the headings of their columns. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Columns aligned with spaces, for a terminal. */
export function formatText({ columns, rows }: Table): string {
  const lines = [columns, ...rows].map((row) => row.map(onOneLine));
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, index) => cell.padEnd(widths[index] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
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
