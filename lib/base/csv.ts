/**
 * Fields as a line of comma-separated values (RFC 4180): quoted if they contain a comma, a quote or a line break. No field becomes a formula.
 * @param end the end of the line; RFC 4180 requires a carriage return before the line feed, netpol-analyzer writes only the line feed
 */
export const csvLine = (fields: readonly string[], end: '\n' | '\r\n' = '\n'): string =>
  `${fields.map((field) => quoted(withoutFormula(field))).join(',')}${end}`;

const quoted = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

/** A spreadsheet runs a cell that begins like a formula; the apostrophe makes it text. */
const withoutFormula = (field: string): string => (/^\s*[=+\-@]|^[\t\r\n]/.test(field) ? `'${field}` : field);

/** A field of a text of comma-separated values. */
export interface CsvField {
  readonly text: string;
  /** Offset of its first character; of the quote, if it is quoted. */
  readonly start: number;
}

/** The lines of a text with at least one character, or the place where it is no longer RFC 4180. */
export type ParsedCsv =
  | { readonly lines: readonly (readonly CsvField[])[] }
  | { readonly mistake: { readonly offset: number; readonly message: string } };

/** A field with quotes, in which two quotes mean one; or one without. */
const fieldPattern = /"((?:[^"]|"")*)"|([^,\r\n]*)/y;

/** Parses comma-separated values (RFC 4180), with any line ends. Lines without a character are skipped. */
export function parseCsv(text: string): ParsedCsv {
  const lines: CsvField[][] = [];
  let line: CsvField[] = [];
  let offset = 0;
  while (offset < text.length) {
    fieldPattern.lastIndex = offset;
    const [whole = '', quotedText, plain = ''] = fieldPattern.exec(text) ?? [];
    if (quotedText === undefined && plain.includes('"'))
      return {
        mistake: {
          offset: offset + plain.indexOf('"'),
          message: 'a quote is only at the beginning and end of a cell; write "" for one inside quotes',
        },
      };
    line.push({ text: quotedText?.replaceAll('""', '"') ?? plain, start: offset });
    offset += whole.length;
    const end = text[offset];
    if (end === ',') {
      offset++;
      if (offset === text.length) line.push({ text: '', start: offset });
      continue;
    }
    if (end !== undefined && end !== '\r' && end !== '\n')
      return { mistake: { offset, message: 'text after the closing quote of a cell; expected a comma or the end of the line' } };
    offset += text.startsWith('\r\n', offset) ? 2 : 1;
    if (line.length > 1 || line[0]?.text !== '') lines.push(line);
    line = [];
  }
  if (line.length > 0) lines.push(line);
  return { lines };
}
