/** Labels or annotations of an object, by their key. */
export type Labels = Readonly<Record<string, string>>;
