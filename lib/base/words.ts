import { closest, distance } from 'fastest-levenshtein';

/** `; did you mean 'imaps'?` if one of the words is similar enough, else an empty text. */
export function didYouMean(found: string, words: readonly string[]): string {
  const nearest = nearestWord(found.toLowerCase(), words);
  return nearest === undefined ? '' : `; did you mean '${nearest}'?`;
}

function nearestWord(found: string, words: readonly string[]): string | undefined {
  if (words.length === 0 || found.length > longestWord) return undefined;
  // Swapped letters are the most common typing mistake, but edit distance counts a swap twice: without this, imasp is closer to imap than to imaps.
  const letters = sortedLetters(found);
  const nearest = words.find((word) => sortedLetters(word.toLowerCase()) === letters);
  if (nearest !== undefined) return nearest;
  const closestWord = closest(found, [...words]);
  return distance(found, closestWord) <= Math.max(1, Math.round(closestWord.length / 3)) ? closestWord : undefined;
}

const sortedLetters = (word: string): string => [...word].sort().join('');

/** A word of this length is not a typing mistake, and comparing it takes time. */
const longestWord = 100;

/** `'a', 'b' or 'c'`. */
export const oneOf = (words: readonly string[]): string => joinWords(words, 'or');

/** `'a', 'b' and 'c'`. */
export const listWords = (words: readonly string[]): string => joinWords(words, 'and');

function joinWords(words: readonly string[], conjunction: string): string {
  const quoted = words.map((word) => `'${word}'`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${conjunction} ${quoted.at(-1)}`;
}
