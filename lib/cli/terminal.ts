import { printable } from '../base/printable';
import { fitted, painted, wantsColour } from './printing/paint';

/** Prints an answer for people or programs to standard output. Characters that a terminal would interpret are escaped; in JSON the escaped form has the same meaning. */
export const print = (text: string): void => {
  process.stdout.write(printable(text));
};

/** Prints a report for people: on a terminal in lines that fit, with colours; elsewhere unchanged. */
export const printReport = (text: string): void => {
  const width = terminalWidth();
  const lines = width === undefined ? printable(text) : fitted(printable(text), width);
  const isColoured = wantsColour({ isTerminal: process.stdout.isTTY === true, environment: process.env });
  process.stdout.write(isColoured ? painted(lines) : lines);
};

/** Width of the terminal in characters; undefined if standard output is not a terminal, so that no line is broken. */
export const terminalWidth = (): number | undefined =>
  process.stdout.isTTY === true && process.stdout.columns > 0 ? process.stdout.columns : undefined;

/** Prints a document unchanged, since its reader needs every character. */
export const printDocument = (text: string): void => {
  process.stdout.write(text);
};

/** Prints a message about the answer on standard error. */
export const say = (text: string): void => {
  process.stderr.write(printable(text));
};

/** Shows the progress of a run, only on a terminal; the next message replaces it. */
export const showProgress = (done: number, all: number): void => {
  if (process.stderr.isTTY) process.stderr.write(done < all ? `\r${done} of ${all}\r` : '\r\u001b[K');
};
