/**
 * Characters that a terminal obeys or does not show: control characters (C0 without tab and line feed, DEL, C1), those of format (zero width, direction
 * of writing), separators of lines and paragraphs, and halves of characters.
 */
const hidden = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The text with characters that a terminal obeys or does not show written out as `\u001b`: what an input holds cannot disguise what is said of it. */
export const printable = (text: string): string => text.replace(hidden, writtenOut);

/** The first character of a text that a terminal obeys or does not show, written out; undefined where there is none. */
export function hiddenCharacter(text: string): string | undefined {
  const [found] = text.match(hidden) ?? [];
  return found === undefined ? undefined : writtenOut(found);
}

/** By units of UTF-16, as JSON writes them. */
const writtenOut = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
