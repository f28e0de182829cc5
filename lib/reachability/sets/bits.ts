/** A set of small numbers, a bit for each: thousands of ends are united and intersected at once. */
export type Bits = Uint32Array;

/** The empty set of numbers below `size`. */
export const noBits = (size: number): Bits => new Uint32Array(Math.ceil(size / 32));

/** Adds numbers to a set. */
export function addBits(bits: Bits, numbers: Iterable<number>): void {
  for (const number of numbers) bits[number >>> 5] = (bits[number >>> 5] ?? 0) | (1 << (number & 31));
}

/** The numbers that are in both sets. */
export const commonBits = (a: Bits, b: Bits): Bits => a.map((word, index) => word & (b[index] ?? 0));

/** The numbers of a set, ascending. */
export function* numbersIn(bits: Bits): Generator<number> {
  for (const [index, word] of bits.entries()) {
    for (let rest = word; rest !== 0; rest &= rest - 1) yield index * 32 + 31 - Math.clz32(rest & -rest);
  }
}
