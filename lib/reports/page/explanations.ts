import { printable } from '../../base/printable';
import type { PageStep } from './page';

/** Explanations of a page, with each step and each list of steps stored once. */
export interface Explanations {
  /** The number of an explanation. */
  readonly numberOf: (steps: readonly PageStep[]) => number;
  /** All of them, for the script of the page. */
  readonly data: () => { readonly steps: readonly (readonly string[])[]; readonly cells: readonly (readonly number[])[] };
}

/** Collects explanations in the order in which they are requested. */
export function collectExplanations(): Explanations {
  const steps = new Map<string, number>();
  const cells = new Map<string, number>();
  const numbered = (known: Map<string, number>, key: string): number => {
    const number = known.get(key) ?? known.size;
    known.set(key, number);
    return number;
  };
  return {
    numberOf: (all) => numbered(cells, JSON.stringify(all.map((step) => numbered(steps, JSON.stringify(fieldsOf(step)))))),
    data: () => ({ steps: [...steps.keys()].map((key) => JSON.parse(key)), cells: [...cells.keys()].map((key) => JSON.parse(key)) }),
  };
}

const fieldsOf = ({ text, place, line }: PageStep): readonly string[] =>
  [text, ...(place === undefined ? [] : [place, ...(line === undefined ? [] : [line])])].map(printable);
