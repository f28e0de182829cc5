import type { FieldPath } from '../faults';

/** A step of a path: a plain word, or any text in brackets and quotes; a dot separates plain words from what is before them. */
const step = /(?:^|\.)([A-Za-z_][\w-]*)|\["((?:[^"\\]|\\.)+)"\]/y;

/** The field that the heading of a column names, as messages write it: `mail.hostname`, `labels["example.org/team"]`. Undefined if it names none. */
export function parseColumn(text: string): FieldPath | undefined {
  const path: string[] = [];
  for (let at = 0; at < text.length; at = step.lastIndex) {
    step.lastIndex = at;
    const [whole, word, quoted] = step.exec(text) ?? [];
    const name = word ?? quoted?.replace(/\\(.)/g, '$1');
    if (whole === undefined || name === undefined || name === '__proto__') return undefined;
    path.push(name);
  }
  return path.length > 0 ? path : undefined;
}
