/** Fields as a line of comma-separated values (RFC 4180): quoted where they hold a comma, a quote or a line break. */
export const csvLine = (fields: readonly string[]): string =>
  `${fields.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')}\n`;
