import type { PortRange } from '../model';
import { compare } from '../servers/workloads';

/** The same ports in the smallest number of ranges, by protocol and number. */
export function mergeRanges(ranges: readonly PortRange[]): readonly PortRange[] {
  const merged: PortRange[] = [];
  for (const range of [...ranges].sort((a, b) => compare(a.protocol, b.protocol) || a.number - b.number)) {
    const last = merged.at(-1);
    if (last === undefined || last.protocol !== range.protocol || last.endNumber + 1 < range.number) merged.push(range);
    else merged[merged.length - 1] = { ...last, endNumber: Math.max(last.endNumber, range.endNumber) };
  }
  return merged;
}

/** The ports of `ranges` that are not in `others`. */
export const withoutRanges = (ranges: readonly PortRange[], others: readonly PortRange[]): readonly PortRange[] =>
  others.reduce<readonly PortRange[]>(
    (rest, other) =>
      rest.flatMap((range) => {
        if (other.protocol !== range.protocol || other.endNumber < range.number || range.endNumber < other.number) return [range];
        return [
          { ...range, endNumber: other.number - 1 },
          { ...range, number: other.endNumber + 1 },
        ].filter(({ number, endNumber }) => number <= endNumber);
      }),
    mergeRanges(ranges),
  );

/** The ports that are in both. */
export const commonRanges = (ranges: readonly PortRange[], others: readonly PortRange[]): readonly PortRange[] =>
  withoutRanges(ranges, withoutRanges(ranges, others));
