/**
 * Fields as a line of comma-separated values (RFC 4180): quoted where they hold a comma, a quote or a line break, and never a formula.
 * @param end the end of the line; RFC 4180 wants a carriage return with it, netpol-analyzer writes none
 */
export const csvLine = (fields: readonly string[], end: '\n' | '\r\n' = '\n'): string =>
  `${fields.map((field) => quoted(withoutFormula(field))).join(',')}${end}`;

const quoted = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

/** A spreadsheet would run a cell that begins like a formula; the apostrophe makes it text. */
const withoutFormula = (field: string): string => (/^\s*[=+\-@]|^[\t\r\n]/.test(field) ? `'${field}` : field);
