/**
 * Version of the shapes of all printed JSON. Fields may be added under the same version; if one is removed or changes its meaning, the version increases.
 */
export const schemaVersion = 1;

/** All JSON documents, by their command or report. */
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

/** A printed JSON document, with its version first. */
export const formatDocument = (content: object): string => `${JSON.stringify({ schemaVersion, ...content }, null, 2)}\n`;
