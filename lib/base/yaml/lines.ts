import type { SourcePosition } from '../faults';

/** Finds line and column of offsets in a text, and those of the end if an end is given. */
export function positionsIn(file: string, text: string): (offset: number, end?: number) => SourcePosition {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const at = (offset: number) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
  return (offset, end) => ({ file, ...at(offset), ...(end !== undefined && { end: at(end) }) });
}
