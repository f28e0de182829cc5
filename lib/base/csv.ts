/**
 * Fields as a line of comma-separated values (RFC 4180): quoted if they contain a comma, a quote or a line break. No field becomes a formula.
 * @param end the end of the line; RFC 4180 requires a carriage return before the line feed, netpol-analyzer writes only the line feed
 */
export const csvLine = (fields: readonly string[], end: '\n' | '\r\n' = '\n'): string =>
  `${fields.map((field) => quoted(withoutFormula(field))).join(',')}${end}`;

const quoted = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

/** A spreadsheet runs a cell that begins like a formula; the apostrophe makes it text. */
const withoutFormula = (field: string): string => (/^\s*[=+\-@]|^[\t\r\n]/.test(field) ? `'${field}` : field);
