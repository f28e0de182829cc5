/** A set of small numbers, a bit for each: thousands of ends are united and intersected at once. */
export type Bits = Uint32Array;

/** The empty set of numbers below `size`. */
export const noBits = (size: number): Bits => new Uint32Array(Math.ceil(size / 32));

/** Adds numbers to a set. */
export function addBits(bits: Bits, numbers: Iterable<number>): void {
  for (const number of numbers) bits[number >>> 5] = (bits[number >>> 5] ?? 0) | (1 << (number & 31));
}

/** The numbers that are in both sets. */
export function commonBits(a: Bits, b: Bits): Bits {
  const common = a.slice();
  for (let index = 0; index < common.length; index++) common[index] = (a[index] ?? 0) & (b[index] ?? 0);
  return common;
}

/** The numbers of a set, ascending. */
export function* numbersIn(bits: Bits): Generator<number> {
  for (let index = 0; index < bits.length; index++) {
    for (let rest = bits[index] ?? 0; rest !== 0; rest &= rest - 1) yield index * 32 + 31 - Math.clz32(rest & -rest);
  }
}
