/**
 * Version of the shapes of all JSON that is printed. Fields may be added under one version; where one goes, or means something else, the next begins.
 */
export const schemaVersion = 1;

/** The JSON documents there are, by the command or report that has them. */
export const documentNames = [
  'verify',
  'reach',
  'potential-connections',
  'explain',
  'diff',
  'drift',
  'probe',
  'catalogue',
  'catalogue-diff',
  'exposure',
] as const;

/** A kind of JSON document. */
export type DocumentName = (typeof documentNames)[number];

/** A JSON document as it is printed: its version first. */
export const formatDocument = (content: object): string => `${JSON.stringify({ schemaVersion, ...content }, null, 2)}\n`;
