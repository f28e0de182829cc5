import { printable } from '../base/printable';
import { fitted, painted, wantsColour } from './paint';

/** Prints an answer for people or programs to standard output. Characters that a terminal would obey are written out, which JSON reads as the same. */
export const print = (text: string): void => {
  process.stdout.write(printable(text));
};

/** Prints a report for people: on a terminal in lines that fit it, and with colours; elsewhere as it is. */
export const printReport = (text: string): void => {
  const width = terminalWidth();
  const lines = width === undefined ? printable(text) : fitted(printable(text), width);
  const isColoured = wantsColour({ isTerminal: process.stdout.isTTY === true, environment: process.env });
  process.stdout.write(isColoured ? painted(lines) : lines);
};

/** How many characters a line of the terminal has; undefined where standard output is none, so that nothing is broken. */
export const terminalWidth = (): number | undefined =>
  process.stdout.isTTY === true && process.stdout.columns > 0 ? process.stdout.columns : undefined;

/** Prints a document as it is, since what reads it counts every character. */
export const printDocument = (text: string): void => {
  process.stdout.write(text);
};

/** Says something about the answer on standard error. */
export const say = (text: string): void => {
  process.stderr.write(printable(text));
};

/** Shows how far a run is, on a terminal alone; whatever is said next takes its place. */
export const showProgress = (done: number, all: number): void => {
  if (process.stderr.isTTY) process.stderr.write(done < all ? `\r${done} of ${all}\r` : '\r\u001b[K');
};
