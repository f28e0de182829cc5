/** What the parser reports, and what usually causes it. Undefined if the parser's own words are clear. */
const meanings: readonly (readonly [reason: RegExp, meaning: string])[] = [
  [/^tab characters/, 'a tab as indentation; YAML requires spaces'],
  [/^expected ':' after a mapping key/, "a field without a value; expected ': ' after its name"],
  [/^unexpected end of the (?:stream|document) within a (?:double|single) quoted scalar/, 'a text in quotes does not end; close the quotes'],
  [/^unexpected end of the stream within a flow collection/, "a list or map in brackets does not end; expected ']' or '}'"],
  [/^missed comma between flow collection entries/, "expected ',' or the closing bracket; put a text with brackets in quotes"],
  [
    /^deficient indentation/,
    'is indented too little to continue a quoted text or a list in brackets; is the closing quote or bracket missing above?',
  ],
  [/^end of the stream or a document separator is expected/, 'belongs neither to the lines above nor to a new document; check the indentation'],
  [/^the stream contains non-printable characters/, 'a character that is not printable; write it as an escape in double quotes'],
  [/^unknown escape sequence/, 'an escape that YAML does not have; use single quotes for a text with backslashes'],
];

/** Explains a YAML mistake in plain words. @param found the text at that place */
export function describeMistake(reason: string, found: string): string {
  if (/^[@`%]/.test(found)) return `a text cannot begin with '${found}'; put it in quotes`;
  if (reason !== 'bad indentation of a mapping entry')
    return meanings.find(([pattern]) => pattern.test(reason))?.[1] ?? `is not valid YAML: ${reason}`;
  if (found === ':') return "a field begins inside the value of another field; check the indentation, and put a text with ': ' in quotes";
  return /^[!&*{}[\]|>,]/.test(found)
    ? `a text cannot begin or continue with '${found}' here; put it in quotes`
    : 'is indented neither like the fields above nor like a value of the last field';
}
