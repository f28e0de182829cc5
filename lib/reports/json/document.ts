/** Version of the shapes of all JSON that commands print. Fields may be added under one version; what goes or changes its meaning makes the next. */
export const schemaVersion = 1;

/** A JSON document as commands print it: its version first. */
export const formatDocument = (content: Readonly<Record<string, unknown>>): string => `${JSON.stringify({ schemaVersion, ...content }, null, 2)}\n`;
