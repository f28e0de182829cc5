/**
 * Characters that a terminal interprets or does not show: control characters (C0 without tab and line feed, DEL, C1), format characters (zero width, direction
 * of writing), line and paragraph separators, and lone surrogates.
 */
const hidden = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The text with characters that a terminal interprets or does not show written as `\u001b`, so that input cannot disguise a message about it. */
export const printable = (text: string): string => text.replace(hidden, writtenOut);

/** The first character of a text that a terminal interprets or does not show, in escaped form; undefined if there is none. */
export function hiddenCharacter(text: string): string | undefined {
  const [found] = text.match(hidden) ?? [];
  return found === undefined ? undefined : writtenOut(found);
}

/** UTF-16 code units, as JSON writes them. */
const writtenOut = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
