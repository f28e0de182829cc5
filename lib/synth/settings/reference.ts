/** A reference to an installation of a fleet file: the file, and the name. */
const referencePattern = /^(.+)#([^#/\\.]+)$/;

/** The file of a reference, and the name of an installation in it, if it has one. */
export function parseReference(reference: string): { readonly file: string; readonly entry?: string } {
  const [, file, entry] = referencePattern.exec(reference) ?? [];
  return file === undefined || entry === undefined ? { file: reference } : { file, entry };
}
