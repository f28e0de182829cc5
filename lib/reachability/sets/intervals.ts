/** Consecutive numbers: `start` is in it, `end` is the first that is not. */
export interface Interval<N extends number | bigint> {
  readonly start: N;
  readonly end: N;
}

/** A set of numbers as intervals, sorted and neither overlapping nor touching: equal sets are written the same. */
export type IntervalSet<N extends number | bigint> = readonly Interval<N>[];

/** The union of intervals, which may be in any order and overlap. */
export function normalized<N extends number | bigint>(intervals: readonly Interval<N>[]): IntervalSet<N> {
  const sorted = intervals.filter(({ start, end }) => start < end).sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  const result: Interval<N>[] = [];
  for (const interval of sorted) {
    const last = result.at(-1);
    if (last === undefined || last.end < interval.start) result.push(interval);
    else if (last.end < interval.end) result[result.length - 1] = { start: last.start, end: interval.end };
  }
  return result;
}

/** The union of the sets. */
export const union = <N extends number | bigint>(...sets: readonly IntervalSet<N>[]): IntervalSet<N> => normalized(sets.flat());

/** The intersection of the sets. */
export function intersection<N extends number | bigint>(a: IntervalSet<N>, b: IntervalSet<N>): IntervalSet<N> {
  const result: Interval<N>[] = [];
  for (let i = 0, j = 0; ; ) {
    const left = a[i];
    const right = b[j];
    if (left === undefined || right === undefined) return result;
    const start = left.start > right.start ? left.start : right.start;
    const end = left.end < right.end ? left.end : right.end;
    if (start < end) result.push({ start, end });
    if (left.end < right.end) i++;
    else j++;
  }
}

/** The numbers in `a` that are not in `b`. */
export function difference<N extends number | bigint>(a: IntervalSet<N>, b: IntervalSet<N>): IntervalSet<N> {
  const result: Interval<N>[] = [];
  let next = 0;
  for (const { start, end } of a) {
    let from = start;
    while (next < b.length && (b[next]?.end ?? end) <= from) next++;
    for (let i = next; from < end; i++) {
      const hole = b[i];
      if (hole === undefined || hole.start >= end) {
        result.push({ start: from, end });
        break;
      }
      if (from < hole.start) result.push({ start: from, end: hole.start });
      if (from < hole.end) from = hole.end;
    }
  }
  return result;
}

/** Whether all of `inner` is in `outer`. */
export const covers = <N extends number | bigint>(outer: IntervalSet<N>, inner: IntervalSet<N>): boolean => difference(inner, outer).length === 0;

/** Whether the two sets share a number. */
export const overlaps = <N extends number | bigint>(a: IntervalSet<N>, b: IntervalSet<N>): boolean => intersection(a, b).length > 0;

/** Whether the two sets are the same. */
export const sameSet = <N extends number | bigint>(a: IntervalSet<N>, b: IntervalSet<N>): boolean =>
  a === b || (a.length === b.length && a.every((interval, i) => interval.start === b[i]?.start && interval.end === b[i]?.end));

/** The whole divided at every edge of the given sets: no set contains only a part of a piece. */
export function cut<N extends number | bigint>(whole: IntervalSet<N>, sets: readonly IntervalSet<N>[]): readonly Interval<N>[] {
  const edges = [...new Set(sets.flat().flatMap(({ start, end }) => [start, end]))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return whole.flatMap(({ start, end }) => {
    const bounds = [start, ...edges.filter((edge) => start < edge && edge < end), end];
    return bounds.slice(1).map((bound, i): Interval<N> => ({ start: bounds[i] ?? start, end: bound }));
  });
}

/** Index of the first of sorted intervals that ends beyond a number: the one that contains it, if there is one. */
export function indexAt<N extends number | bigint>(intervals: readonly Interval<N>[], number: N): number {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const interval = intervals[middle];
    if (interval !== undefined && interval.end <= number) low = middle + 1;
    else high = middle;
  }
  return low;
}
